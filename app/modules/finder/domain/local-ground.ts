// The part of a city's ground that walks round a few points can touch: barriers, crossings and measured walks near by. A walk
// of a known length goes nowhere else, so what lies beyond changes no answer and costs nothing.
import type { BarrierLine } from "~/modules/places/domain/barrier";
import type { SampledWalks } from "~/modules/places/domain/sampled-walk";
import { metresPerDegree, type GeoPoint } from "~/shared/geo-point";
import type { Metres } from "~/shared/units";

export type Box = readonly [west: number, south: number, east: number, north: number];

/** The box round some points, so many metres wider. */
export function boxAround(points: readonly GeoPoint[], wider: Metres): Box {
  const lons = points.map(({ lon }) => lon);
  const lats = points.map(({ lat }) => lat);
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const metres = metresPerDegree(Math.max(Math.abs(south), Math.abs(north)));
  return [
    Math.min(...lons) - wider / metres.lon,
    south - wider / metres.lat,
    Math.max(...lons) + wider / metres.lon,
    north + wider / metres.lat,
  ];
}

const isIn = ([west, south, east, north]: Box, lon: number, lat: number): boolean =>
  lon >= west && lon <= east && lat >= south && lat <= north;

/** Of each line the one stretch from where it first touches the box to where it last does, and the crossings in the box. */
export function barriersIn(barriers: readonly BarrierLine[], box: Box): BarrierLine[] {
  return barriers.flatMap(({ line, crossings }) => {
    let first = -1;
    let last = -1;
    for (let i = 1; i < line.length; i++) {
      if (!touches(box, line[i - 1]!, line[i]!)) continue;
      if (first < 0) first = i - 1;
      last = i;
    }
    if (first < 0) return [];
    return [{ line: line.slice(first, last + 1), crossings: crossings.filter(([lon, lat]) => isIn(box, lon, lat)) }];
  });
}

/** Whether the box round a piece of line touches the box: it may hold a piece too many, never one too few. */
const touches = ([west, south, east, north]: Box, a: readonly [number, number], b: readonly [number, number]): boolean =>
  Math.min(a[0], b[0]) <= east && Math.max(a[0], b[0]) >= west && Math.min(a[1], b[1]) <= north && Math.max(a[1], b[1]) >= south;

/** Walks with an end in the box. */
export function walksIn(walks: SampledWalks, box: Box): SampledWalks {
  const rows = Array.from({ length: walks.metres.length }, (_, row) => row).filter(
    (row) => isIn(box, walks.fromLon[row]!, walks.fromLat[row]!) || isIn(box, walks.toLon[row]!, walks.toLat[row]!),
  );
  const column = (values: ArrayLike<number>) => rows.map((row) => values[row]!);
  return {
    fromLon: column(walks.fromLon),
    fromLat: column(walks.fromLat),
    toLon: column(walks.toLon),
    toLat: column(walks.toLat),
    metres: column(walks.metres),
  };
}
