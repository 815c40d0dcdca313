/**
 * Asks whether a file's coordinates are in the system it declares. Two witnesses: places we already know under the same name
 * (the median distance drops from 570 m to almost nothing when GCJ-02 is undone) and the outlines of the areas the rows state.
 * It only warns; nothing is converted that was not declared.
 */
import { distanceBetween, type GeoPoint } from "~/shared/geo-point";
import { COORDINATE_SYSTEMS, type CoordinateSystem, toWgs84 } from "./coordinate-system";
import type { Gazetteer } from "./gazetteer";
import { type Bounds, isInside, isWithin } from "~/modules/places/domain/outline";

export interface CheckedPoint {
  readonly x: number;
  readonly y: number;
  /** Positions known under this row's name. */
  readonly known: readonly GeoPoint[];
  readonly statedCode: string | null;
}

export type CoordinateWarning =
  | { readonly code: "looks-swapped"; readonly points: number; readonly of: number }
  | {
      readonly code: "looks-like";
      readonly system: CoordinateSystem;
      readonly declared: CoordinateSystem;
      /** Which witness spoke, and its figures under the declared and the likely system. */
      readonly by: "known-places" | "outlines";
      readonly declaredFigure: number;
      readonly likelyFigure: number;
      readonly of: number;
    };

const ENOUGH = 3;
const CHINA: Bounds = [73, 17, 136, 54];

/** Latitude and longitude changed places: impossible as they stand, or only sensible when turned round. */
export function isSwapped({ x, y }: Pick<CheckedPoint, "x" | "y">, bounds: Bounds | null): boolean {
  const around = bounds ?? CHINA;
  const asIs = isWithin({ lon: x, lat: y }, around, 0.5);
  const turned = isWithin({ lon: y, lat: x }, around, 0.5);
  return (Math.abs(y) > 90 && Math.abs(x) <= 90) || (turned && !asIs);
}

/** Said of the whole column where at least half of the points say it. */
export function looksSwapped(points: readonly CheckedPoint[], bounds: Bounds | null): CoordinateWarning | null {
  const swapped = points.filter((point) => isSwapped(point, bounds)).length;
  return swapped > 0 && swapped >= points.length / 2 ? { code: "looks-swapped", points: swapped, of: points.length } : null;
}

const median = (values: number[]): number => {
  values.sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? Number.POSITIVE_INFINITY;
};

export function looksLikeAnother(
  points: readonly CheckedPoint[],
  declared: CoordinateSystem,
  gazetteer: Gazetteer,
): CoordinateWarning | null {
  const usable = points.filter(({ y }) => Math.abs(y) <= 90);
  return byKnownPlaces(usable, declared) ?? byOutlines(usable, declared, gazetteer);
}

function byKnownPlaces(points: readonly CheckedPoint[], declared: CoordinateSystem): CoordinateWarning | null {
  const named = points.filter(({ known }) => known.length > 0);
  const distances = (system: CoordinateSystem) =>
    median(
      named
        .map(({ x, y, known }) => Math.min(...known.map((place) => distanceBetween(place, toWgs84(x, y, system)))))
        .filter((distance) => distance < 3000),
    );
  if (named.length < ENOUGH) return null;
  const own = distances(declared);
  const best = COORDINATE_SYSTEMS.map((system) => ({ system, metres: distances(system) })).reduce((a, b) =>
    b.metres < a.metres ? b : a,
  );
  if (best.system === declared || best.metres > 150 || own < best.metres + 300) return null;
  return {
    code: "looks-like",
    system: best.system,
    declared,
    by: "known-places",
    declaredFigure: Number.isFinite(own) ? Math.round(own) : 3000,
    likelyFigure: Math.round(best.metres),
    of: named.length,
  };
}

function byOutlines(points: readonly CheckedPoint[], declared: CoordinateSystem, gazetteer: Gazetteer): CoordinateWarning | null {
  const stated = points.flatMap((point) => {
    let area = point.statedCode ? gazetteer.areaOf(point.statedCode) : undefined;
    while (area && !area.outline && area.parentCode) area = gazetteer.areaOf(area.parentCode);
    return area?.outline ? [{ ...point, outline: area.outline }] : [];
  });
  if (stated.length < ENOUGH) return null;
  const outside = (system: CoordinateSystem) =>
    stated.filter(({ x, y, outline }) => !isInside(toWgs84(x, y, system), outline)).length;
  const own = outside(declared);
  const best = COORDINATE_SYSTEMS.map((system) => ({ system, misses: outside(system) })).reduce((a, b) =>
    b.misses < a.misses ? b : a,
  );
  const gained = own - best.misses;
  if (best.system === declared || gained < Math.max(ENOUGH, stated.length * 0.01) || best.misses > own / 2) return null;
  return {
    code: "looks-like",
    system: best.system,
    declared,
    by: "outlines",
    declaredFigure: own,
    likelyFigure: best.misses,
    of: stated.length,
  };
}
