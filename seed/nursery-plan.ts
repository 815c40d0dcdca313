// Decides where the demo's nurseries stand and how many places each has. The sources hold plans, no actuals: 72,800
// places by the end of 2025, at least 90 % of them inclusive, a nursery of 20 places in every community [S]. So all of
// this is assumed, and lands a little short of the plans.
import { apportionUpTo } from "./apportion";
import { best, dayBetween, shuffled, type CareSites } from "./care-sites";
import type { DemoCommunity } from "./demo-places";
import { LARGEST_KINDERGARTEN, LARGEST_NURSERY } from "./nursery-classes";
import { peopleIn } from "~/modules/places/domain/population-groups";
import { randomStream, type RandomStream } from "./random-stream";
import type { CalendarDay } from "~/shared/calendar-day";

/** Licensed places of all kinds at the end of 2025; the plan is 72,800. */
export const NURSERY_PLACES_2025 = 71_648;
/** Communities with a nursery of at least 20 places, of 3,306; the plan is all. */
export const SERVED_COMMUNITIES = 2_431;
/** Share of inclusive places aimed at: at the end of 2025 (plan ≥ 90 %) and in mid 2024 (plan for that year 75 %). */
const INCLUSIVE_2025 = 0.893;
const INCLUSIVE_2024 = 0.731;
const FAMILY_NURSERIES = 220;
const EMPLOYER_NURSERIES = 56;
const LEAST_PLACES = 20;
const MOST_IN_COMMUNITY = 2 * LARGEST_NURSERY;
const COUNTING_DAY_2024 = "2024-06-30";

export type NurseryKind = "nursery-institution" | "kindergarten-class" | "family-nursery" | "employer-nursery";

export interface PlannedNursery {
  readonly kind: NurseryKind;
  readonly community: DemoCommunity;
  readonly places: number;
  readonly opened: CalendarDay;
  /** From the first day, from a later day on, or never under the price cap. */
  readonly inclusive: "always" | CalendarDay | "never";
}

type Unpriced = Omit<PlannedNursery, "inclusive">;

export function nurseryPlan({ communities }: CareSites): PlannedNursery[] {
  const stream = randomStream("nurseries/plan");
  const small = [...familyNurseries(communities, stream), ...employerNurseries(communities, stream)];
  const left = NURSERY_PLACES_2025 - placesOf(small);
  return withPrices([...communityNurseries(communities, left, stream), ...small], stream);
}

const placesOf = (nurseries: readonly { readonly places: number }[]) => nurseries.reduce((sum, { places }) => sum + places, 0);

/** A nursery of 20 places or more where there are most small children; more places, and a second house, where they are many. */
function communityNurseries(communities: readonly DemoCommunity[], places: number, stream: RandomStream): Unpriced[] {
  const score = ({ people }: DemoCommunity) => peopleIn(people, "0-2") * Math.exp(0.7 * stream.normal());
  const served = best(communities, SERVED_COMMUNITIES, score);
  const beyond = apportionUpTo(
    places - LEAST_PLACES * served.length,
    served.map(({ people }) => Math.max(1, peopleIn(people, "0-2") - 90) * Math.exp(0.5 * stream.normal())),
    served.map(() => MOST_IN_COMMUNITY - LEAST_PLACES),
  );
  return served.flatMap((community, i) =>
    houses(LEAST_PLACES + beyond[i]!, stream).map((house) => ({ ...house, community, opened: openedOn(stream) })),
  );
}

/** One house, or two where one would be too large: the first a nursery, the second often a kindergarten's class. */
function houses(places: number, stream: RandomStream): Pick<Unpriced, "kind" | "places">[] {
  if (places <= LARGEST_NURSERY) {
    const isKindergarten = places <= LARGEST_KINDERGARTEN && stream.percent(14);
    return [{ kind: isKindergarten ? "kindergarten-class" : "nursery-institution", places }];
  }
  const second = Math.max(places - LARGEST_NURSERY, Math.min(LARGEST_KINDERGARTEN, places - 30));
  const isKindergarten = second <= LARGEST_KINDERGARTEN;
  return [
    { kind: "nursery-institution", places: places - second },
    { kind: isKindergarten ? "kindergarten-class" : "nursery-institution", places: second },
  ];
}

const familyNurseries = (communities: readonly DemoCommunity[], stream: RandomStream): Unpriced[] =>
  best(communities, FAMILY_NURSERIES, ({ areaClass }) => (areaClass === "urban" ? 1 : 0.3) * stream.next()).map((community) => ({
    kind: "family-nursery",
    community,
    places: stream.whole(3, 5),
    opened: openedOn(stream),
  }));

const employerNurseries = (communities: readonly DemoCommunity[], stream: RandomStream): Unpriced[] =>
  best(communities, EMPLOYER_NURSERIES, ({ people }) => peopleIn(people, "age-30-34") * stream.next()).map((community) => ({
    kind: "employer-nursery",
    community,
    places: stream.whole(15, 38),
    opened: openedOn(stream),
  }));

const openedOn = (stream: RandomStream): CalendarDay =>
  stream.percent(62) ? dayBetween(stream, [2018, 9], [2024, 5]) : dayBetween(stream, [2024, 7], [2025, 11]);

/** Some stay above the price cap; of the older ones some joined the inclusive scheme only between the two counting days. */
function withPrices(nurseries: readonly Unpriced[], stream: RandomStream): PlannedNursery[] {
  const mixed = shuffled(nurseries, stream);
  const never = firstPlaces(mixed, (1 - INCLUSIVE_2025) * placesOf(nurseries));
  const older = mixed.filter(({ opened }) => opened <= COUNTING_DAY_2024);
  const neverOlder = older.filter((nursery) => never.has(nursery));
  const joined = firstPlaces(
    older.filter((nursery) => !never.has(nursery)),
    (1 - INCLUSIVE_2024) * placesOf(older) - placesOf(neverOlder),
  );
  return nurseries.map((nursery) => ({
    ...nursery,
    inclusive: never.has(nursery)
      ? "never"
      : joined.has(nursery)
        ? stream.pick(["2024-09-01", "2025-03-01", "2025-09-01"])
        : "always",
  }));
}

/** As many from the front as hold at least so many places together. */
function firstPlaces(nurseries: readonly Unpriced[], places: number): Set<Unpriced> {
  const chosen = new Set<Unpriced>();
  let sum = 0;
  for (const nursery of nurseries) {
    if (sum >= places) break;
    chosen.add(nursery);
    sum += nursery.places;
  }
  return chosen;
}
