// Ways somebody measured on foot: where they begin and end, how long they were, and when.
import { distanceBetween, type GeoPoint } from "~/shared/geo-point";
import type { Bounds } from "~/modules/places/domain/outline";
import { isTelling, LONGEST_WALK, walkProblem, type SampledWalk } from "~/modules/places/domain/sampled-walk";
import { type CoordinateSystem, toWgs84 } from "./coordinate-system";
import type { Issue } from "./issue";
import type { ReadRow } from "./row-reading";
import type { Field, RowSchema } from "./row-schema";

const degrees = (key: string, zh: string, en: string, synonyms: readonly string[], example: number): Field => ({
  ...{ key, kind: "degrees", group: "ends", required: true, zh, en, synonyms, example },
});

export const walkImportSchema: RowSchema = {
  fields: [
    degrees("lon", "起点经度", "from longitude", ["from_lon", "from_lng", "起点X"], 113.6253),
    degrees("lat", "起点纬度", "from latitude", ["from_lat", "起点Y"], 34.7466),
    degrees("toLon", "终点经度", "to longitude", ["to_lon", "to_lng", "终点X"], 113.6301),
    degrees("toLat", "终点纬度", "to latitude", ["to_lat", "终点Y"], 34.7489),
    {
      ...{ key: "metres", kind: "number", group: "walk", required: true, min: 1, max: LONGEST_WALK },
      ...{
        zh: "步行米数",
        en: "metres walked",
        synonyms: ["metres", "meters", "步行距离", "实测距离", "距离", "米"],
        example: 620,
      },
    },
    {
      ...{ key: "measuredOn", kind: "date", group: "walk", required: true },
      ...{ zh: "测量日期", en: "measured on", synonyms: ["measured_on", "日期", "date"], example: "2025-06-01" },
    },
    {
      ...{ key: "name", kind: "text", group: "walk", maxLength: 120, zh: "起讫说明", en: "from where to where" },
      ...{ synonyms: ["说明", "名称", "备注", "name", "note"], example: "文化路口 → 日间照料中心" },
    },
  ],
};

/** More crooked than this is likely a digit too many; a river without a bridge near by does it too. */
const CROOKED = 4;

type Said = Omit<SampledWalk, "id" | "source">;

/** What a row says, converted once, and everything that is to be said of it. Null: it says no walk at all. */
export function walkSaid(
  row: ReadRow,
  system: CoordinateSystem,
  bounds: Bounds | null,
): { readonly walk: Said | null; readonly issues: readonly Issue[] } {
  const { lon, lat, toLon, toLat, metres, measuredOn, name } = row.values;
  const from = endOf(lon, lat, system);
  const to = endOf(toLon, toLat, system);
  if (!from || !to || typeof metres !== "number" || typeof measuredOn !== "string") return { walk: null, issues: [] };
  const walk: Said = { from, to, metres, measuredOn, name: typeof name === "string" ? name : "" };
  return { walk, issues: issuesOf(walk, bounds) };
}

const endOf = (lon: unknown, lat: unknown, system: CoordinateSystem): GeoPoint | null =>
  typeof lon === "number" && typeof lat === "number" && Math.abs(lat) <= 90 ? toWgs84(lon, lat, system) : null;

function issuesOf(walk: Said, bounds: Bounds | null): Issue[] {
  const straight = distanceBetween(walk.from, walk.to);
  const facts = { straight: Math.round(straight), ratio: Math.round((walk.metres / straight) * 10) / 10 };
  const say = (severity: Issue["severity"], code: Issue["code"], field = "metres"): Issue => ({
    ...{ severity, code, column: field, field, value: field === "metres" ? String(walk.metres) : null, facts },
  });
  switch (walkProblem(walk, bounds)) {
    case "no-position":
      return [say("error", "not-degrees", "lat")];
    case "outside-city":
      return [say("error", "outside-city", "lon")];
    case "shorter-than-straight":
      return [say("error", "shorter-than-straight")];
    case "no-length":
    case "too-long":
      return [{ ...say("error", "out-of-range"), facts: { min: 1, max: LONGEST_WALK } }];
    case null:
      if (!isTelling(straight, walk.metres)) return [say("note", "walk-not-telling")];
      return facts.ratio > CROOKED ? [say("warning", "walk-crooked")] : [];
  }
}
