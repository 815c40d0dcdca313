import type { FeatureCollection, MultiPolygon } from "geojson";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { AreaShare } from "~/ui/map/area-shade";
import type { MapLayer } from "~/ui/map/map-layer";
import type { SiteMapPoint } from "~/ui/map/site-map-props";
import { toneOfType } from "~/ui/map/type-tone";
import { useDistrictOutlines } from "~/ui/map/use-district-outlines";
import { useMapFile } from "~/ui/map/use-map-file";
import type { CoverageQuery } from "../domain/coverage-query";
import type { Share } from "../domain/share";
import { coverageSearch } from "./coverage-address";
import type { Shown } from "./coverage-legend";
import { nameIn } from "./figure-text";

interface Places {
  readonly points: readonly {
    readonly id: string;
    readonly lon: number;
    readonly lat: number;
    readonly type: string;
    readonly name: string;
    readonly planned: boolean;
    readonly size: number;
  }[];
  readonly gaps: readonly {
    readonly id: string;
    readonly lon: number;
    readonly lat: number;
    readonly people: number;
    readonly minutes: number | null;
    readonly name: string;
  }[];
  readonly barriers: FeatureCollection;
  readonly shares: readonly { readonly code: string; readonly share: number | null; readonly kind: Share["kind"] }[];
}
type Circles = FeatureCollection<MultiPolygon, { step: number }>;
type NamedType = { readonly key: string; readonly nameZh: string; readonly nameEn: string; readonly symbol: string };

const shadeOf = ({ share, kind }: Places["shares"][number]): AreaShare => {
  if (share !== null) return { kind: "known", share };
  return { kind: kind === "no-residents" ? "nobody" : "unknown" };
};

/** What the map shows of one question: fetched after the page, filtered by the legend. */
export function useCoverageDrawing(query: CoverageQuery, types: readonly NamedType[], shown: Shown, selectedId: string | null) {
  const { t, i18n } = useTranslation("coverage");
  const language = i18n.language;
  const search = coverageSearch(query);
  const outlines = useDistrictOutlines(query.cityCode);
  const circles = useMapFile<Circles>(`/plan/coverage/circles?${search}`);
  const places = useMapFile<Places>(`/plan/coverage/places?${search}`);

  const points = useMemo<SiteMapPoint[]>(() => {
    const all = (places.content?.points ?? [])
      .filter((place) => shown[place.planned ? "planned" : "places"])
      .map((place): SiteMapPoint => {
        const type = types.find(({ key }) => key === place.type);
        return {
          ...place,
          symbol: type?.symbol ?? "·",
          tone: toneOfType(place.type),
          label: t("map.place", { name: place.name, type: type ? nameIn(language, type) : place.type }),
        };
      });
    const gap = places.content?.gaps.find((each) => each.id === selectedId);
    return gap ? [...all, { id: gap.id, lon: gap.lon, lat: gap.lat, symbol: "!", tone: "amber", label: gap.name }] : all;
  }, [places.content, shown, types, t, language, selectedId]);

  const hasShades = Boolean(outlines?.features.length && places.content?.shares.length);
  const layers = useMemo<MapLayer[]>(() => {
    const list: MapLayer[] = [];
    const { content } = places;
    if (content && outlines && hasShades && shown.shades)
      list.push({
        kind: "shades",
        id: `shades ${places.address}`,
        outlines,
        shares: new Map(content.shares.map((area) => [area.code, shadeOf(area)])),
      });
    if (circles.content && shown.circles)
      list.push({
        kind: "steps",
        id: circles.address,
        steps: circles.content.features.map((feature) => ({
          key: `${circles.address} ${feature.properties.step}`,
          geometry: feature.geometry,
        })),
      });
    if (content && shown.barriers) list.push({ kind: "lines", id: "barriers", features: content.barriers });
    if (content && shown.gaps)
      list.push({ kind: "gaps", id: places.address, points: content.gaps.map((gap) => ({ ...gap, label: gap.name })) });
    return list;
  }, [circles, places, outlines, hasShades, shown]);

  return {
    outlines,
    points,
    layers,
    hasShades,
    hasFailed: circles.failed || places.failed,
    hasPlanned: places.content?.points.some((each) => each.planned) ?? false,
    hasBarriers: (places.content?.barriers.features.length ?? 0) > 0,
    gap: places.content?.gaps.find((each) => each.id === selectedId),
    place: places.content?.points.find((each) => each.id === selectedId),
  };
}
