import type { FeatureCollection } from "geojson";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { BaseMap } from "~/ui/map/base-map";
import type { MapLayer } from "~/ui/map/map-layer";
import { SiteMap, type SiteMapPoint } from "~/ui/map/site-map";
import { useDistrictOutlines } from "~/ui/map/use-district-outlines";
import { useMapFile } from "~/ui/map/use-map-file";
import type { CrossingView } from "../domain/barrier-view";
import { barrierName } from "./barrier-words";

interface Shapes {
  readonly lines: FeatureCollection;
  readonly crossings: readonly CrossingView[];
  readonly bounds: readonly [number, number, number, number] | null;
}

/** The barriers as lines and the crossings as symbols; strays are rose. */
export function BarrierMap({ cityCode, stamp, baseMap }: { cityCode: string; stamp: string; baseMap: BaseMap | null }) {
  const { t, i18n } = useTranslation("places");
  const { content } = useMapFile<Shapes>(`/plan/coverage/barriers/shapes?city=${cityCode}&of=${stamp}`);
  const outlines = useDistrictOutlines(cityCode);
  const layers = useMemo<MapLayer[]>(
    () => (content ? [{ kind: "lines", id: `barriers ${stamp}`, features: content.lines }] : []),
    [content, stamp],
  );
  const points = useMemo(
    () =>
      (content?.crossings ?? []).map((crossing): SiteMapPoint => {
        const isStray = crossing.over.length === 0;
        return {
          ...{ id: crossing.id, lon: crossing.lon, lat: crossing.lat, tone: isStray ? "rose" : "jade", planned: isStray },
          symbol: t(`barriers.symbol.${crossing.kind}`),
          label: `${barrierName(t, i18n.language, crossing)}${isStray ? ` · ${t("barriers.stray")}` : ""}`,
        };
      }),
    [content, t, i18n.language],
  );
  return (
    <SiteMap label={t("barriers.map")} {...{ points, layers, outlines, baseMap, height: 380 }} bounds={content?.bounds ?? null} />
  );
}
