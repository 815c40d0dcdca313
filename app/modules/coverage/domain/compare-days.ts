import type { CalendarDay } from "~/shared/calendar-day";
import { areaFigures, type AnsweredFigures, type AreaFigures } from "./area-figures";
import type { CoverageResult } from "./coverage-run";
import type { PopulationEdition } from "./population-group";

/**
 * The same question on two days, the people counted the same on both: what differs comes from places alone. Differences are
 * the asked day minus the other day, area by area, each from two answers that could stand by themselves.
 */
export interface AreaChange {
  /** null, here and below: unknown on one of the days */
  readonly coveredThen: number | null;
  readonly shareThen: number | null;
  readonly covered: number | null;
  /** difference of two shares, 0.01 = one percentage point */
  readonly share: number | null;
  /** places that stand here on the asked day only, and on the other day only */
  readonly onlyNow: number;
  readonly onlyThen: number;
}

export interface ComparedDay extends AnsweredFigures {
  readonly query: { readonly date: CalendarDay };
  readonly parent: Int32Array;
  readonly people: Float64Array;
  readonly sites: readonly { readonly id: string; readonly areaCode: string | null }[];
  readonly result: CoverageResult;
}

export interface Comparison {
  readonly date: CalendarDay;
  /** by row of the ground's areas, the city last */
  readonly changeOf: (row: number) => AreaChange;
  /** demand rows whose people are within the limit on the asked day only, and on the other day only; most people first */
  readonly gained: readonly number[];
  readonly lost: readonly number[];
}

/** Which count of people a comparison uses, and which one the other day would have used by itself. */
export interface ComparedPopulation {
  readonly used: PopulationEdition | null;
  /** null = the same */
  readonly otherDays: PopulationEdition | null;
}

export function compareDays(now: ComparedDay, then: ComparedDay): Comparison {
  const onlyNow = placesMissingIn(now, then);
  const onlyThen = placesMissingIn(then, now);
  return {
    date: then.query.date,
    changeOf: (row) => ({
      ...changeBetween(areaFigures(now, row), areaFigures(then, row)),
      onlyNow: onlyNow[row]!,
      onlyThen: onlyThen[row]!,
    }),
    gained: withinOnlyIn(now, then),
    lost: withinOnlyIn(then, now),
  };
}

function changeBetween(now: AreaFigures, then: AreaFigures): Omit<AreaChange, "onlyNow" | "onlyThen"> {
  return {
    coveredThen: then.covered,
    shareThen: then.share,
    covered: now.covered === null || then.covered === null ? null : now.covered - then.covered,
    share: now.share === null || then.share === null ? null : now.share - then.share,
  };
}

/** How many places of one day are not there on the other, by area and every area above it. */
function placesMissingIn({ ground, parent, sites }: ComparedDay, other: ComparedDay): Int32Array {
  const there = new Set(other.sites.map(({ id }) => id));
  const rowOf = new Map(ground.areas.map(({ code }, row) => [code, row]));
  const counts = new Int32Array(ground.areas.length + 1);
  for (const { id, areaCode } of sites) {
    if (there.has(id)) continue;
    counts[counts.length - 1]! += 1;
    for (let row = rowOf.get(areaCode ?? "") ?? -1; row >= 0; row = parent[row]!) counts[row]! += 1;
  }
  return counts;
}

function withinOnlyIn({ people, result }: ComparedDay, other: ComparedDay): number[] {
  const isWithin = (of: CoverageResult, row: number) => of.minutes[row]! <= of.limitMinutes;
  return Array.from(people.keys())
    .filter((row) => people[row]! > 0 && isWithin(result, row) && !isWithin(other.result, row))
    .sort((a, b) => people[b]! - people[a]! || a - b);
}
