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
import type { CoverageLayer } from "./coverage-layer";
import type { Shown } from "./coverage-legend";
import { nameIn } from "./figure-text";
import { stepOfValue, useAccessPoints } from "./use-access-points";

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
    readonly weight: number;
    readonly minutes: number | null;
    readonly name: string;
  }[];
  readonly barriers: FeatureCollection;
  readonly shares: readonly { readonly code: string; readonly share: number | null; readonly kind: Share["kind"] }[];
}
type Circles = FeatureCollection<MultiPolygon, { step: number }>;
type NamedType = { readonly key: string; readonly nameZh: string; readonly nameEn: string; readonly symbol: string };

/** What a layer waits for, as the progress of an answer is asked for. */
const OF_LAYER: Readonly<Record<CoverageLayer, string>> = {
  circles: "circles",
  minutes: "minutes",
  gaps: "places",
  access: "points",
};

const shadeOf = ({ share, kind }: Places["shares"][number]): AreaShare => {
  if (share !== null) return { kind: "known", share };
  return { kind: kind === "no-residents" ? "nobody" : "unknown" };
};

/** What the map shows of one question: fetched after the page, filtered by the legend. */
export function useCoverageDrawing(
  query: CoverageQuery,
  types: readonly NamedType[],
  shown: Shown,
  selectedId: string | null,
  layer: CoverageLayer = "circles",
) {
  const { t, i18n } = useTranslation("coverage");
  const language = i18n.language;
  const search = coverageSearch(query);
  const outlines = useDistrictOutlines(query.cityCode);
  const circles = useMapFile<Circles>(layer === "circles" || layer === "minutes" ? `/plan/coverage/${layer}?${search}` : null);
  const access = useAccessPoints(layer === "access" ? search : null);
  const places = useMapFile<Places>(`/plan/coverage/places?${search}`);
  // Another layer's shapes and those of a question that got no answer would be read as this one's.
  const isOfLayer = !circles.failed && circles.address.startsWith(`/plan/coverage/${layer}?`);
  const shapes = isOfLayer ? circles.content : null;

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
    const gap =
      places.content?.gaps.find((each) => each.id === selectedId) ??
      access.content?.points.find((each) => each.id === selectedId);
    return gap ? [...all, { id: gap.id, lon: gap.lon, lat: gap.lat, symbol: "!", tone: "amber", label: gap.name }] : all;
  }, [places.content, access.content, shown, types, t, language, selectedId]);

  const hasShades = layer === "circles" && Boolean(outlines?.features.length && places.content?.shares.length);
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
    if (shapes && (layer === "minutes" || shown.circles))
      list.push({
        kind: "steps",
        id: circles.address,
        steps: shapes.features.map((feature) => ({
          key: `${circles.address} ${feature.properties.step}`,
          geometry: feature.geometry,
        })),
      });
    if (layer === "access" && access.content && !access.failed)
      list.push({
        kind: "discs",
        id: access.address,
        points: access.content.points.map((point) => ({ ...point, step: stepOfValue(point.value, access.content!.bounds) })),
      });
    if (content && shown.barriers) list.push({ kind: "lines", id: "barriers", features: content.barriers });
    if (content && (layer === "gaps" || (layer === "circles" && shown.gaps)))
      list.push({
        kind: "gaps",
        id: `${places.address} ${layer}`,
        points: content.gaps.map(({ weight, ...gap }) => ({ ...gap, label: gap.name, ...(layer === "gaps" ? { weight } : {}) })),
      });
    return list;
  }, [circles.address, shapes, places, access, outlines, hasShades, shown, layer]);
  const files = [circles, places, access];

  return {
    outlines,
    points,
    layers,
    hasShades,
    wait: {
      awaited: files.some(({ isComing }) => isComing) ? `of=${OF_LAYER[layer]}&${search}` : null,
      hasBefore: shapes !== null && circles.isComing,
      hasFailed: files.some(({ failed, isComing }) => failed && !isComing),
      retry: () => {
        for (const file of files) if (file.failed) file.retry();
      },
    },
    access: layer === "access" ? access.content : null,
    scored: layer === "access" ? access.content?.points.find((each) => each.id === selectedId) : undefined,
    hasPlanned: places.content?.points.some((each) => each.planned) ?? false,
    hasBarriers: (places.content?.barriers.features.length ?? 0) > 0,
    gap: places.content?.gaps.find((each) => each.id === selectedId),
    place: places.content?.points.find((each) => each.id === selectedId),
  };
}
