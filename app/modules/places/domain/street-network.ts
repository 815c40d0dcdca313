import type { CalendarDay } from "~/shared/calendar-day";

/** The walking network a city has in force, as its record tells it. */
export interface StreetNetwork {
  readonly storedName: string;
  /** the file it was made from */
  readonly sourceName: string;
  readonly attribution: string;
  readonly importedOn: CalendarDay;
  readonly junctions: number;
  readonly edges: number;
  /** parts that hang together; one large and a few crumbs is usual */
  readonly pieces: number;
  readonly metres: number;
  readonly bytes: number;
  /** west, south, east, north in degrees */
  readonly bounds: Bounds;
}

export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** Degrees round the network that still belong to it: about a kilometre. */
const MARGIN = 0.01;

/** Of positions in degrees, the part that lies on the network's ground; null where there is no position to compare. */
export function shareOnGround(
  [west, south, east, north]: Bounds,
  positions: readonly { readonly lon: number; readonly lat: number }[],
): number | null {
  if (positions.length === 0) return null;
  const inside = positions.filter(
    ({ lon, lat }) => lon >= west - MARGIN && lon <= east + MARGIN && lat >= south - MARGIN && lat <= north + MARGIN,
  );
  return inside.length / positions.length;
}
