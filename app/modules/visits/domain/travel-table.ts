import { Reach, type Streets } from "~/modules/places/domain/reach";
import { distanceBetween, type GeoPoint } from "~/shared/geo-point";
import type { PlanningStandards } from "./planning-standards";
import { TRANSPORTS, type TravelGround } from "./town-on-record";

/** Farther ways are not searched through streets and crossings: straight × detour index is said instead. */
const SEARCHED_METRES = 6_000;

export interface TravelTables {
  /** places × places, whole metres */
  readonly metres: Float64Array;
  /** transports × places × places, whole minutes in seconds */
  readonly seconds: Float64Array;
}

/** Ways between all places, walked by streets where a city has them, else straight × detour index and led through crossings. */
export function travelTables(
  places: readonly (GeoPoint | null)[],
  ground: TravelGround,
  standards: PlanningStandards,
  streets: Streets | null,
): TravelTables {
  const count = places.length;
  const metres = new Float64Array(count * count);
  const at = { lon: places.map((place) => place?.lon ?? NaN), lat: places.map((place) => place?.lat ?? NaN) };
  for (let from = 0; from < count; from++)
    for (let to = 0; to < count; to++) {
      const [a, b] = [places[from], places[to]];
      metres[from * count + to] = from !== to && a && b ? Math.round(distanceBetween(a, b) * ground.detour) : 0;
    }
  const reach = new Reach({
    ...{ method: streets ? "network" : "circle", sites: at, points: at, farthest: SEARCHED_METRES },
    ...{ detour: ground.detour, barriers: ground.barriers, streets },
  });
  const pairs = reach.pairs();
  for (let pair = 0; pair < pairs.site.length; pair++) {
    const [from, to] = [pairs.site[pair]!, pairs.point[pair]!];
    if (from !== to) metres[from * count + to] = Math.round(pairs.metres[pair]!);
  }
  const seconds = new Float64Array(TRANSPORTS.length * count * count);
  TRANSPORTS.forEach((transport, mode) => {
    for (let cell = 0; cell < metres.length; cell++)
      if (metres[cell]! > 0)
        seconds[mode * metres.length + cell] = 60 * minutesOf(transport, metres[cell]!, ground.footKmh, standards);
  });
  return { metres, seconds };
}

function minutesOf(
  transport: (typeof TRANSPORTS)[number],
  metres: number,
  footKmh: number,
  standards: PlanningStandards,
): number {
  const byKmh = (kmh: number): number => (metres * 60) / (kmh * 1_000);
  const onTheWay = {
    foot: byKmh(footKmh),
    "e-bike": byKmh(standards["visit-e-bike-kmh"]),
    // Whoever is quicker on foot than the bus comes walks.
    bus: Math.min(byKmh(footKmh), standards["visit-bus-wait-minutes"] + byKmh(standards["visit-bus-kmh"])),
  }[transport];
  return standards["visit-setting-out-minutes"] + Math.ceil(onTheWay);
}
