// Spreads a district's census over its communities: every band sums to the district exactly, groups are sums of bands in
// each community. Urban communities are larger, the old town's and the villages' people older. The spread is made.
import { apportion } from "./apportion";
import { BANDS, summedGroups, UNDER_THREE } from "~/modules/places/domain/population-groups";
import type { RandomStream } from "./random-stream";

export interface CommunityShape {
  readonly isUrban: boolean;
  /** 1 in the district's centre, larger outside: the spacing of communities there. */
  readonly spacing: number;
}

/** People by band and group for each community, in the given order. */
export function spreadPeople(
  census: ReadonlyMap<string, number>,
  communities: readonly CommunityShape[],
  stream: RandomStream,
): Map<string, number>[] {
  const sizes = communities.map(({ isUrban, spacing }) => (isUrban ? 3 : 1) * spacing ** -0.6 * Math.exp(0.32 * stream.normal()));
  const ages = communities.map(({ isUrban, spacing }) => (isUrban ? 0.25 * (1.6 - spacing) : 0.3) + 0.22 * stream.normal());
  const people = communities.map(() => new Map<string, number>());
  for (const band of BANDS) {
    const total = census.get(band);
    if (total === undefined) throw new Error(`The census has no band «${band}».`);
    const tilt = (middleOf(band) - 40) / 35;
    const parts = apportion(
      total,
      sizes.map((size, i) => size * Math.exp(ages[i]! * tilt)),
    );
    parts.forEach((part, i) => people[i]!.set(band, part));
  }
  for (const counted of people) for (const [group, sum] of summedGroups(counted)) counted.set(group, sum);
  underThree(people);
  return people;
}

const middleOf = (band: string): number =>
  band === "age-0" ? 0 : band === "age-1-4" ? 2.5 : Number.parseInt(band.slice(4)) + 2.5;

/** Halves of ages 1–4 are rounded so that the district's sum is its own half, rounded up: half of the odd ones go up. */
function underThree(people: readonly Map<string, number>[]): void {
  const halves = people.map((counted) => (counted.get("age-1-4") ?? 0) / 2);
  const district = Math.ceil(halves.reduce((a, b) => a + b, 0));
  let left = district - halves.reduce((sum, half) => sum + Math.floor(half), 0);
  people.forEach((counted, i) => {
    const half = halves[i]!;
    const up = half % 1 > 0 && left > 0 ? 1 : 0;
    left -= up;
    counted.set(UNDER_THREE, (counted.get("age-0") ?? 0) + Math.floor(half) + up);
  });
}
