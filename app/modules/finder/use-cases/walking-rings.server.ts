import type { MultiPolygon } from "geojson";
import { parameterFor, type CityGround } from "~/modules/coverage/domain/city-ground";
import { groundOf } from "~/modules/coverage/use-cases/ground-of-city.server";
import { barrierNetwork, CROSSING_WITHIN } from "~/modules/places/domain/barrier";
import type { City } from "~/modules/places/domain/city";
import { detourFromWalks } from "~/modules/places/domain/detour-from-walks";
import { uniformDetour } from "~/modules/places/domain/detour-index";
import { planeAround, pointsOnPlane } from "~/modules/places/domain/local-plane";
import { nestedCircles } from "~/modules/places/domain/nested-circles";
import { inUrgentThread } from "~/platform/threads.server";
import type { GeoPoint } from "~/shared/geo-point";
import { metresFromMinutes, type Metres } from "~/shared/units";
import { barriersIn, boxAround, walksIn } from "../domain/local-ground";
import type { Need } from "../domain/need";
import { RING_MINUTES, type WalkingRings } from "../domain/walking-rings";
import { walkMethod, type WalkMethod } from "./walked-metres.server";

const USUAL_SNAP: Metres = 300;
/** What a measured walk teaches reaches this far beyond its ends. */
const LESSON: Metres = 1_000;
/** Fine enough that a ring seen alone is round. */
const CELL: Metres = 20;

/** How far a family gets from where it starts, in steps of five minutes. Null: the city knows no such service. */
export async function walkingRings(
  city: City,
  need: Pick<Need, "type" | "walker">,
  from: GeoPoint,
): Promise<WalkingRings | null> {
  const ground = await groundOf(city);
  const walker = ground?.walkers.find(({ key }) => key === need.walker) ?? ground?.walkers[0];
  if (!ground || !walker) return null;
  const how = walkMethod(ground, walker, need.type);
  const limits = RING_MINUTES.map((minutes) => metresFromMinutes(minutes, walker.speedKmh));
  const walked = await shapesOnStreets(ground, how, from, limits);
  const shapes = walked ?? shapesWithoutStreets(ground, how, from, limits);
  return {
    how: how.method,
    isRough: how.method === "network" && walked === null,
    rings: RING_MINUTES.map((minutes, step) => ({ minutes, geometry: shapes[step]! })),
    streets: ground.streets && {
      address: `/plan/streets/${ground.code}/${ground.streets.storedName}`,
      attribution: ground.streets.attribution,
    },
  };
}

/** Null where the city has no streets, or the point stands on none. */
async function shapesOnStreets(
  ground: CityGround,
  { method, walker }: WalkMethod,
  from: GeoPoint,
  limits: readonly Metres[],
): Promise<MultiPolygon[] | null> {
  if (method !== "network" || !ground.streets) return null;
  const { movement, stepsFactor, offStreetFactor } = walker;
  const snap = parameterFor(ground.parameters, "snap-metres")?.value ?? USUAL_SNAP;
  return inUrgentThread<unknown, MultiPolygon[] | null>("ground-on-streets", {
    asked: { from, limits },
    streets: { storedName: ground.streets.storedName, use: { movement, stepsFactor, offStreetFactor }, snap },
  });
}

/** One point and what lies round it: a few milliseconds, so it stays here. */
function shapesWithoutStreets(
  ground: CityGround,
  { method, detour }: WalkMethod,
  from: GeoPoint,
  limits: readonly Metres[],
): MultiPolygon[] {
  const farthest = Math.max(...limits);
  const plane = planeAround([from.lon], [from.lat]);
  const sites = pointsOnPlane(plane, [from.lon], [from.lat]);
  const barriers = barrierNetwork(plane, barriersIn(ground.barriers, boxAround([from], farthest + CROSSING_WITHIN)));
  const walks = method === "sectors" && ground.walks && walksIn(ground.walks.columns, boxAround([from], farthest + LESSON));
  const [learned] = walks ? detourFromWalks(plane, walks, sites, barriers, detour.value) : [];
  return nestedCircles(plane, { sites, detour: learned ?? uniformDetour(detour.value), barriers, farthest, cell: CELL }, limits);
}
