/**
 * Gives each row a position and an area: its own coordinates converted once from the declared system; else the community or
 * street it names, as an approximate position; else none. No row is dropped for want of a position.
 */
import { distanceBetween, type GeoPoint } from "~/shared/geo-point";
import { isSwapped } from "./coordinate-check";
import { type CoordinateSystem, toWgs84 } from "./coordinate-system";
import type { Gazetteer, GazetteerArea, StatedArea } from "./gazetteer";
import type { Issue, IssueCode, Severity } from "./issue";
import { isInside, isWithin } from "~/modules/places/domain/outline";
import type { ReadRow } from "./row-reading";

export interface Placed {
  readonly position: GeoPoint | null;
  readonly quality: "exact" | "approximate" | "unplaced";
  readonly areaCode: string | null;
  /** Whether the file names the area, or the position only lies there. */
  readonly isAreaStated: boolean;
  readonly raw: { readonly x: number; readonly y: number; readonly system: CoordinateSystem } | null;
  readonly issues: readonly Issue[];
}

/** Degrees a point may lie outside the known city before it is worth a word (about 10 km). */
const MARGIN = 0.1;
/** Degrees beyond which nothing is placed without a person: one slip would make the city's map a continent. */
const TOO_FAR = 0.5;
const FAR: number = 150_000;

const text = (row: ReadRow, key: string): string | undefined => {
  const value = row.values[key];
  return typeof value === "string" ? value : undefined;
};

/** Longitude and latitude as the file has them, in the order the pair of fields says. */
export function rawPositionOf(row: ReadRow): { x: number; y: number } | null {
  const pair = row.values["lonlat"];
  if (typeof pair === "object" && "first" in pair) {
    const isLatFirst = Math.abs(pair.second) > 90 || (Math.abs(pair.first) <= 54 && pair.second > 73);
    return isLatFirst ? { x: pair.second, y: pair.first } : { x: pair.first, y: pair.second };
  }
  const [x, y] = [row.values["lon"], row.values["lat"]];
  return typeof x === "number" && typeof y === "number" ? { x, y } : null;
}

export function statedAreaOf(row: ReadRow): StatedArea {
  return {
    code: text(row, "areaCode"),
    district: text(row, "district"),
    street: text(row, "street"),
    community: text(row, "community"),
    address: text(row, "address"),
  };
}

/** @param far whether a position far outside the city is left to a person, or only told where the city's extent is just growing */
export function placing(
  gazetteer: Gazetteer,
  system: CoordinateSystem,
  middle: GeoPoint | null,
  far: "left to a person" | "told" = "left to a person",
) {
  return (row: ReadRow): Placed => {
    const issues: Issue[] = [];
    const say = (severity: Severity, code: IssueCode, field: string, value: string | null, facts?: Issue["facts"]) =>
      issues.push({ severity, code, column: field, field, value, ...(facts ? { facts } : {}) });

    const stated = statedAreaOf(row);
    const match = gazetteer.match(stated);
    const statedName = stated.community ?? stated.street ?? stated.district ?? stated.code ?? null;
    if (stated.code && gazetteer.areas.length > 0 && !gazetteer.areaOf(stated.code))
      say("warning", "area-unknown", "areaCode", stated.code);
    else if (!match && statedName && gazetteer.areas.length > 0)
      say("warning", "area-unknown", stated.community ? "community" : "district", statedName);
    if (match && match.rivals > 1)
      say("warning", "area-ambiguous", "community", statedName ?? stated.address ?? null, {
        taken: match.area.name,
        rivals: match.rivals,
      });

    const isAreaStated = match !== null && match.rivals === 1;
    const given = rawPositionOf(row);
    const half = !given && (row.values["lon"] !== undefined) !== (row.values["lat"] !== undefined);
    if (half)
      say(
        "warning",
        "half-a-position",
        row.values["lon"] === undefined ? "lat" : "lon",
        String(row.values["lon"] ?? row.values["lat"]),
      );
    const isZero = given !== null && Math.abs(given.x) < 1e-6 && Math.abs(given.y) < 1e-6;
    if (isZero) say("warning", "zero-position", "lon", "0, 0");

    const tooFar = given && !isZero && far === "left to a person" && isTooFar(given);
    if (tooFar) issues.push(tooFar);
    if (given && !isZero && !tooFar) {
      const turned = isSwapped(given, gazetteer.bounds);
      if (turned || Math.abs(given.y) > 90) {
        if (turned) say("error", "looks-swapped", "lon", `${given.x}, ${given.y}`);
        else say("error", "not-degrees", "lat", String(given.y));
        return { position: null, quality: "unplaced", areaCode: match?.area.code ?? null, isAreaStated, raw: null, issues };
      }
      const position = toWgs84(given.x, given.y, system);
      const shown = `${given.x}, ${given.y}`;
      if (gazetteer.bounds && !isWithin(position, gazetteer.bounds, MARGIN)) say("warning", "outside-city", "lon", shown);
      else if (!gazetteer.bounds && middle && distanceBetween(position, middle) > FAR) {
        say("warning", "far-from-others", "lon", shown, { kilometres: Math.round(distanceBetween(position, middle) / 1000) });
      }
      const areaCode = areaAt(position, match?.area ?? null, gazetteer, say, shown);
      return { position, quality: "exact", areaCode, isAreaStated, raw: { ...given, system }, issues };
    }

    if (
      match &&
      (match.area.level === "community" || match.area.level === "street") &&
      match.area.position &&
      match.rivals === 1
    ) {
      say("note", "placed-by-area", "address", stated.address ?? statedName, { area: match.area.name, by: match.by });
      return {
        position: match.area.position,
        quality: "approximate",
        areaCode: match.area.code,
        isAreaStated,
        raw: null,
        issues,
      };
    }
    if (!tooFar) say("warning", "unplaced", "address", stated.address ?? statedName);
    return { position: null, quality: "unplaced", areaCode: match?.area.code ?? null, isAreaStated, raw: null, issues };
  };

  function isTooFar(given: { x: number; y: number }): Issue | null {
    if (Math.abs(given.y) > 90 || isSwapped(given, gazetteer.bounds)) return null;
    const position = toWgs84(given.x, given.y, system);
    const said = { severity: "warning", column: "lon", field: "lon", value: `${given.x}, ${given.y}` } as const;
    if (gazetteer.bounds)
      return isWithin(position, gazetteer.bounds, TOO_FAR) ? null : { ...said, code: "far-outside-city", facts: { ...position } };
    const metres = middle ? distanceBetween(position, middle) : 0;
    return metres <= FAR
      ? null
      : { ...said, code: "far-from-others", facts: { kilometres: Math.round(metres / 1000), ...position } };
  }
}

type Say = (severity: Severity, code: IssueCode, field: string, value: string | null, facts?: Issue["facts"]) => void;

/** A stated area is believed, with a word where its own outline (or its district's) says otherwise. */
function areaAt(
  position: GeoPoint,
  statedArea: GazetteerArea | null,
  gazetteer: Gazetteer,
  say: Say,
  shown: string,
): string | null {
  const around = gazetteer.around(position);
  if (statedArea && statedArea.level !== "city") {
    if (statedArea.outline && !isInside(position, statedArea.outline)) {
      say("warning", "outside-stated-area", "lon", shown, { stated: statedArea.name, ...(around ? { found: around.name } : {}) });
    } else if (around && !gazetteer.isIn(statedArea.code, around.code) && !gazetteer.isIn(around.code, statedArea.code)) {
      say("warning", "area-differs", "lon", shown, { stated: statedArea.name, found: around.name });
    }
    return around && gazetteer.isIn(around.code, statedArea.code) ? around.code : statedArea.code;
  }
  const found = gazetteer.at(position);
  if (found?.by === "nearest")
    say("note", "area-by-nearest", "lon", shown, { area: found.area.name, metres: Math.round(found.metres ?? 0) });
  else if (found) say("note", "area-by-outline", "lon", shown, { area: found.area.name });
  return found?.area.code ?? statedArea?.code ?? null;
}
