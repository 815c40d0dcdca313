// Lines nobody walks across and the places where one can, as a file of shapes says them. A line (or the rim of a surface)
// is a barrier, a point is a crossing.
import type { Geometry, Position } from "geojson";
import {
  BARRIER_KINDS,
  barrierProblem,
  CROSSING_KINDS,
  crossingProblem,
  isClosed,
  MOST_CORNERS,
  type BarrierKind,
  type CrossingKind,
} from "~/modules/places/domain/barrier-record";
import type { DegreeLine } from "~/modules/places/domain/crossings-on-lines";
import type { SaidBarrier, SaidCrossing } from "~/modules/places/domain/known-barriers";
import type { Bounds } from "~/modules/places/domain/outline";
import type { Choice } from "./cell-words";
import { type CoordinateSystem, geometryToWgs84, toWgs84 } from "./coordinate-system";
import type { Issue, IssueCode, Severity } from "./issue";
import { type ReadRow, textIn } from "./row-reading";
import type { Field, RowSchema } from "./row-schema";

const KINDS: readonly Choice[] = [
  {
    ...{ key: "river", zh: "河流水面", en: "river" },
    synonyms: ["河", "河流", "江", "湖", "水系", "水面", "运河", "渠", "stream", "canal", "water", "lake", "riverbank", "ditch"],
  },
  {
    ...{ key: "railway", zh: "铁路", en: "railway" },
    synonyms: ["高铁", "轨道", "铁道", "rail", "light_rail", "subway", "tram", "narrow_gauge"],
  },
  {
    ...{ key: "expressway", zh: "高速路、快速路", en: "expressway" },
    synonyms: ["高速", "高速公路", "快速路", "环路", "motorway", "motorway_link", "trunk", "trunk_link", "highway", "freeway"],
  },
  { key: "other", zh: "其他屏障", en: "other", synonyms: ["围墙", "陡坎", "wall", "fence", "cliff", "barrier", "屏障"] },
  {
    key: "bridge",
    zh: "桥",
    en: "bridge",
    synonyms: ["桥梁", "天桥", "人行桥", "过街天桥", "footbridge", "overpass", "viaduct"],
  },
  {
    key: "underpass",
    zh: "地下通道",
    en: "underpass",
    synonyms: ["涵洞", "隧道", "下穿", "tunnel", "culvert", "subway passage"],
  },
  { key: "level-crossing", zh: "平交道口", en: "level crossing", synonyms: ["道口", "level_crossing"] },
  { key: "crossing", zh: "通道", en: "crossing", synonyms: ["过河通道", "渡口", "ford", "ferry"] },
];

export const SHAPE_HEADING = "geometry type";

const place = (key: "lon" | "lat", zh: string, en: string, synonyms: readonly string[]): Field => ({
  ...{ key, kind: "degrees", group: "place", zh, en, synonyms },
});

export const barrierImportSchema: RowSchema = {
  fields: [
    {
      ...{ key: "kind", kind: "choice", group: "barrier", zh: "类型", en: "kind", choices: KINDS, example: "桥" },
      synonyms: ["类别", "种类", "type", "waterway", "railway", "highway", "fclass"],
    },
    {
      ...{ key: "nameZh", kind: "text", group: "barrier", maxLength: 120, zh: "名称", en: "name" },
      ...{ synonyms: ["name_zh", "name:zh", "中文名", "名字"], example: "示例桥" },
    },
    {
      ...{ key: "nameEn", kind: "text", group: "barrier", maxLength: 120, zh: "英文名称", en: "english name" },
      synonyms: ["name_en", "name:en", "英文名"],
    },
    {
      ...{ key: "knownOn", kind: "date", group: "barrier", zh: "资料日期", en: "known on" },
      ...{ synonyms: ["known_on", "日期", "date", "as of"], example: "2025-06-01" },
    },
    place("lon", "经度", "longitude", ["geometry lon", "lng", "lon", "x"]),
    place("lat", "纬度", "latitude", ["geometry lat", "lat", "y"]),
    {
      ...{ key: "shape", kind: "text", group: "place", maxLength: 40, zh: "图形", en: "shape", synonyms: [SHAPE_HEADING] },
      isHiddenInTemplate: true,
    },
  ],
};

export type Said =
  | { readonly what: "barrier"; readonly said: SaidBarrier }
  | { readonly what: "crossing"; readonly said: SaidCrossing }
  | { readonly what: null };

export interface BarrierContext {
  readonly system: CoordinateSystem;
  readonly bounds: Bounds | null;
  /** where the file does not say of which day it is */
  readonly day: string;
}

/** What a feature says, converted once, and everything that is to be said of it. */
export function barrierSaid(
  row: ReadRow,
  geometry: Geometry | null,
  { system, bounds, day }: BarrierContext,
): Said & { readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const say = (severity: Severity, code: IssueCode, field: string | null, facts?: Issue["facts"]): void =>
    void issues.push({ severity, code, column: field, field, value: null, ...(facts ? { facts } : {}) });
  const named = {
    nameZh: textIn(row, "nameZh") ?? textIn(row, "nameEn") ?? "",
    nameEn: textIn(row, "nameEn") ?? "",
    knownOn: textIn(row, "knownOn") ?? day,
  };
  const kind = textIn(row, "kind");
  const parts = geometry && linesOf(geometryToWgs84(geometry, system));

  if (parts) {
    if (!isBarrierKind(kind) && !row.issues.some(({ field }) => field === "kind"))
      say("error", kind === undefined ? "missing" : "kind-of-crossing", "kind");
    const problem = barrierProblem(parts, bounds);
    if (problem === "outside-city") say("error", "outside-city", "shape");
    else if (problem === "no-position") say("error", "not-degrees", "shape");
    else if (problem) say("error", problem, "shape", { most: MOST_CORNERS });
    else if (parts.some(isClosed)) say("warning", "closed-line", "shape");
    return { what: "barrier", said: { ...named, kind: isBarrierKind(kind) ? kind : "other", parts }, issues };
  }
  const { lon, lat } = row.values;
  if (geometry && geometry.type !== "Point") say("error", "shape-unknown", "shape", { shape: geometry.type });
  else if (typeof lon !== "number" || typeof lat !== "number" || !(Math.abs(lat) <= 90)) {
    if (!row.issues.some(({ field, severity }) => severity === "error" && (field === "lon" || field === "lat")))
      say("error", typeof lat === "number" && typeof lon === "number" ? "not-degrees" : "no-shape", "shape");
  } else {
    const at = toWgs84(lon, lat, system);
    const problem = crossingProblem(at, bounds);
    if (problem) say("error", problem === "no-position" ? "not-degrees" : problem, "lon");
    return { what: "crossing", said: { ...named, ...at, kind: isCrossingKind(kind) ? kind : "crossing" }, issues };
  }
  return { what: null, issues };
}

const isBarrierKind = (kind: string | undefined): kind is BarrierKind => BARRIER_KINDS.some((one) => one === kind);
const isCrossingKind = (kind: string | undefined): kind is CrossingKind => CROSSING_KINDS.some((one) => one === kind);

const flat = (line: readonly Position[]): DegreeLine => line.map(([lon = NaN, lat = NaN]) => [lon, lat] as const);

/** The lines a shape is made of; the rims of a surface. Null: it is no line. */
function linesOf(geometry: Geometry): readonly DegreeLine[] | null {
  switch (geometry.type) {
    case "LineString":
      return [flat(geometry.coordinates)];
    case "MultiLineString":
    case "Polygon":
      return geometry.coordinates.map(flat);
    case "MultiPolygon":
      return geometry.coordinates.flatMap((surface) => surface.map(flat));
    default:
      return null;
  }
}
