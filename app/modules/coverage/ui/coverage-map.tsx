import { Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import type { FeatureCollection, MultiPolygon } from "geojson";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BaseMap } from "~/ui/map/base-map";
import type { MapLayer } from "~/ui/map/map-layer";
import { SiteMap, type SiteMapPoint } from "~/ui/map/site-map";
import { useDistrictOutlines } from "~/ui/map/use-district-outlines";
import { useMapFile } from "~/ui/map/use-map-file";
import type { CoverageQuery } from "../domain/coverage-query";
import classes from "./coverage-screen.module.css";
import { coverageSearch } from "./coverage-address";
import { CoverageLegend, EVERYTHING, type Shown } from "./coverage-legend";
import { countText, nameIn, stepText } from "./figure-text";
import { toneOfType } from "~/ui/map/type-tone";

interface Places {
  readonly points: readonly {
    id: string;
    lon: number;
    lat: number;
    type: string;
    name: string;
    planned: boolean;
    size: number;
  }[];
  readonly gaps: readonly { id: string; lon: number; lat: number; people: number; minutes: number | null; name: string }[];
  readonly barriers: FeatureCollection;
}
type Circles = FeatureCollection<MultiPolygon, { step: number }>;

/** Question, answer and map share the first page. */
const MAP_ON_PAPER_MM = 108;

interface CoverageMapProps {
  readonly city: { readonly nameZh: string; readonly nameEn: string };
  readonly query: CoverageQuery;
  readonly types: readonly { readonly key: string; readonly nameZh: string; readonly nameEn: string; readonly symbol: string }[];
  readonly steps: readonly [number, number, number];
  readonly walk: { readonly speedKmh: number; readonly detourIndex: number };
  readonly boundMinutes: number;
  readonly baseMap: BaseMap | null;
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
}

/** The city with its circles, gaps and places; what is drawn is ticked in the legend. */
export function CoverageMap({ city, query, types, steps, walk, boundMinutes, baseMap, selectedId, onSelect }: CoverageMapProps) {
  const { t, i18n } = useTranslation("coverage");
  const language = i18n.language;
  const search = coverageSearch(query);
  const outlines = useDistrictOutlines(query.cityCode);
  const circles = useMapFile<Circles>(`/plan/coverage/circles?${search}`);
  const places = useMapFile<Places>(`/plan/coverage/places?${search}`);
  const [shown, setShown] = useState<Shown>(EVERYTHING);
  const typeOf = useCallback((key: string) => types.find((type) => type.key === key), [types]);

  const points = useMemo<SiteMapPoint[]>(() => {
    const all = (places.content?.points ?? [])
      .filter((place) => shown[place.planned ? "planned" : "places"])
      .map((place): SiteMapPoint => {
        const type = typeOf(place.type);
        return {
          ...place,
          symbol: type?.symbol ?? "·",
          tone: toneOfType(place.type),
          label: t("map.place", { name: place.name, type: type ? nameIn(language, type) : place.type }),
        };
      });
    const gap = places.content?.gaps.find((each) => each.id === selectedId);
    return gap ? [...all, { id: gap.id, lon: gap.lon, lat: gap.lat, symbol: "!", tone: "amber", label: gap.name }] : all;
  }, [places.content, shown, typeOf, t, language, selectedId]);
  const layers = useMemo<MapLayer[]>(() => {
    const list: MapLayer[] = [];
    const content = circles.content;
    if (content && shown.circles)
      list.push({
        kind: "steps",
        id: circles.address,
        steps: content.features.map((feature) => ({
          key: `${circles.address} ${feature.properties.step}`,
          geometry: feature.geometry,
        })),
      });
    if (places.content && shown.barriers) list.push({ kind: "lines", id: "barriers", features: places.content.barriers });
    if (places.content && shown.gaps)
      list.push({ kind: "gaps", id: places.address, points: places.content.gaps.map((gap) => ({ ...gap, label: gap.name })) });
    return list;
  }, [circles, places, shown]);

  const gap = places.content?.gaps.find((each) => each.id === selectedId);
  const place = places.content?.points.find((each) => each.id === selectedId);
  return (
    <div className={classes.map}>
      <SiteMap
        label={t("map.label", {
          city: nameIn(language, city),
          types: query.types.map((key) => nameIn(language, typeOf(key) ?? { nameZh: key, nameEn: key })).join("、"),
        })}
        points={points}
        outlines={outlines}
        layers={layers}
        walk={walk}
        baseMap={baseMap}
        selectedId={selectedId}
        onSelect={onSelect}
        paperHeight={MAP_ON_PAPER_MM}
        height="clamp(22rem, calc(100vh - 19rem), 60rem)"
      />
      <div aria-live="polite" className="no-print" style={{ minHeight: "2rem", paddingBlock: 4 }}>
        {(circles.failed || places.failed) && <Text size="sm">{t("map.failed")}</Text>}
        {gap && (
          <Text size="sm">
            {t("map.gap", {
              name: gap.name,
              people: countText(gap.people, language),
              minutes:
                gap.minutes === null
                  ? t("worst.far", { minutes: Math.round(boundMinutes) })
                  : t("map.gapMinutes", { minutes: gap.minutes }),
            })}
          </Text>
        )}
        {place && (
          <Text size="sm">
            {place.name} · <Link to={`/plan/facilities/${place.id}`}>{t("map.open")}</Link>
          </Text>
        )}
      </div>
      <CoverageLegend
        shown={shown}
        onChange={setShown}
        types={query.types.flatMap((key) => typeOf(key) ?? [])}
        steps={steps.map((step) => t("map.within", { step: stepText(step, query.limit.by, t) }))}
        hasPlanned={places.content?.points.some((each) => each.planned) ?? false}
        hasBarriers={(places.content?.barriers.features.length ?? 0) > 0}
      />
    </div>
  );
}
