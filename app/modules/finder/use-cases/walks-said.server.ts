import type { CityGround } from "~/modules/coverage/domain/city-ground";
import { distanceBetween } from "~/shared/geo-point";
import { metresFromMinutes, type Metres } from "~/shared/units";
import type { AskedOfPlace } from "../domain/asked-of-place";
import { usualMinutes } from "../domain/need";
import { isWalkedBetween, wayLooked, wayMinutes } from "../domain/on-the-way";
import type { PublicFacility } from "../domain/public-facility";
import type { WalkSaid } from "../domain/public-place";
import { walkMinutes, wholeMinutes } from "../domain/rank-offers";
import { walkedMetres, walkMethod } from "./walked-metres.server";

/** Nobody walks farther to a service of every day: beyond it is said «farther than an hour». */
const FARTHEST_MINUTES = 60;

/** The walk as the list says it, from where the reader said to be and, with a second place, from there or on the way between; one a facility. */
export function walksSaid(
  ground: CityGround | null,
  facilities: readonly PublicFacility[],
  asked: AskedOfPlace,
): Promise<(WalkSaid | null)[]> {
  return Promise.all(facilities.map((facility) => (ground ? walkSaid(ground, facility, asked) : null)));
}

/** Null where one of the two ends is not known. */
async function walkSaid(
  ground: CityGround,
  { position, offerings }: PublicFacility,
  { at, other, minutes, need, walker: wanted }: AskedOfPlace,
): Promise<WalkSaid | null> {
  const offering = offerings.find(({ type }) => type === need) ?? offerings[0];
  const key = wanted ?? offering?.walkerKey;
  const walker = ground.walkers.find((one) => one.key === key) ?? ground.walkers[0];
  if (!at || !position || !walker) return null;
  const { speedKmh: speed } = walker;
  const names = { zh: walker.nameZh, en: walker.nameEn };
  const how = walkMethod(ground, walker, offering?.type ?? "any");
  const farthest = metresFromMinutes(FARTHEST_MINUTES, speed);
  const apart = other ? distanceBetween(at, other) : 0;
  const isWay = other !== null && isWalkedBetween(apart, speed);
  const ends = [position, ...(isWay ? [other] : [])];
  const looked = isWay ? wayLooked(apart, farthest) : farthest;
  const walked = await walkedMetres(ground, how, other ? [at, other] : [at], ends, looked);
  const type = ground.types.find((one) => one.key === offering?.type);
  const reach = metresFromMinutes(minutes ?? usualMinutes(type ?? { circleMinutes: null }), speed);
  // The list calls it a way only where the direct one is within what it looks through: so does the page.
  const between = isWay ? walked.metres[0]![1]! : Infinity;
  const direct = between <= wayLooked(apart, reach) ? between : null;
  const fromHome = walked.metres[0]![0]!;
  const fromOther = walked.metres[1]?.[0] ?? null;
  const within = (metres: Metres) => (direct !== null || metres <= farthest ? metres : Infinity);
  const way = wayMinutes({ fromHome: within(fromHome), fromOther: fromOther === null ? null : within(fromOther), direct }, speed);
  const isTooFar = way === null || (Math.min(fromHome, fromOther ?? Infinity) > farthest && way.counted > FARTHEST_MINUTES);
  if (isTooFar) return { kind: "too-far", walker: names, most: FARTHEST_MINUTES };
  const whole = (value: number | null) => (value !== null && Number.isFinite(value) ? walkMinutes(value) : null);
  const told = (metres: Metres | null) => (metres !== null && Number.isFinite(metres) ? Math.round(metres) : null);
  const isOffStreets = walked.roughly.has(0);
  return {
    ...{ kind: "minutes", minutes: whole(way.minutes), metres: whole(way.minutes) === null ? null : told(fromHome) },
    ...{ fromOther: whole(way.fromOther), metresFromOther: whole(way.fromOther) === null ? null : told(fromOther) },
    extraMinutes: way.extraMinutes === null ? null : wholeMinutes(way.extraMinutes),
    ...{ walker: names, speed },
    ...{ isRough: position.isApproximate || isOffStreets, onStreets: how.method === "network" && !isOffStreets },
  };
}
