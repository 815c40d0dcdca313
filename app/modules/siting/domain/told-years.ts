import { orderByYears } from "./order-by-years";
import type { YearFigures } from "./siting-result";
import type { SitingFound } from "./siting-run";
import { peopleOf, type ToldOf } from "./told-people";
import { needsOf } from "./two-levels";

// In which year each of the chosen ones is built, and what the years bring and cost.

type Worth = (open: readonly boolean[]) => number;

/** Null: no money by years was given, or it is not enough for an order. */
export function toldYears(told: ToldOf) {
  const { question, prepared, found } = told;
  if (question.budget.years.length === 0) return null;
  const costs = found.chosen.map((site) => prepared.build[site - prepared.input.existing]!);
  const gained = reachedBy(told);
  const plan = orderByYears(costs, question.budget.years, gained, mayRun(told), worthOfBoth(told, gained));
  return (
    plan && {
      year: plan.year.map((at) => question.budget.years[at]!.year),
      rows: plan.years.map((row, year) => ({
        ...row,
        running: running(
          told,
          plan.year.map((built) => built <= year),
        ),
      })),
      ...{ personYears: plan.personYears, isProved: plan.isProved },
    }
  );
}

/** Of two levels the order looks at both: people newly reached by either, and those of the upper weighed as they were in the choice. */
function worthOfBoth(told: ToldOf, lower: Worth): Worth {
  const { found, prepared } = told;
  const { levels } = prepared.input;
  if (!levels || !found.upper) return lower;
  const above = reachedFirst(told, found.upper, levels.limit);
  return (open) => lower(open) + levels.weight * above(open);
}

/** Whether a part of the chosen ones may be all that runs: a lower one waits for the upper one it needs. */
function mayRun({ found, prepared }: ToldOf): (open: readonly boolean[]) => boolean {
  const at = new Map(found.chosen.map((site, n) => [site, n]));
  const needs = needsOf(prepared.input).flatMap(({ site, oneOf }) => {
    const own = at.get(site);
    return own === undefined ? [] : [{ own, oneOf: Array.from(oneOf).flatMap((other) => at.get(other) ?? []) }];
  });
  return (open) => needs.every(({ own, oneOf }) => !open[own] || oneOf.some((other) => open[other]));
}

function running({ found, prepared }: ToldOf, isBuilt: readonly boolean[]): NonNullable<YearFigures["running"]> {
  const costs = found.chosen.filter((_, at) => isBuilt[at]).map((site) => prepared.yearly[site - prepared.input.existing]!);
  const known = costs.filter(Number.isFinite);
  return { known: known.reduce((sum, cost) => sum + cost, 0), unknown: costs.length - known.length };
}

/**
 * People newly reached by a part of the chosen ones: each community by whichever of them are near enough; where places hold only
 * so many, those who have a place in them.
 */
function reachedBy(told: ToldOf): Worth {
  const held = told.found.room?.holds.map(peopleOf);
  if (held) return (open) => held.reduce((sum, people, at) => sum + (open[at] ? people : 0), 0);
  return reachedFirst(told, told.found, told.people.limit);
}

/** People who had none within a circle, by the chosen ones that bring one. */
function reachedFirst({ people }: ToldOf, of: Pick<SitingFound, "before" | "walks">, limit: number): Worth {
  const near = people.rows().flatMap((row) => {
    if (of.before.metres[row]! <= limit) return [];
    const sites = of.walks.flatMap((own, at) => (own.includes(row) ? [at] : []));
    return sites.length > 0 ? [{ sites, people: people.people[row]! }] : [];
  });
  return (open) => near.reduce((sum, { sites, people: count }) => sum + (sites.some((at) => open[at]) ? count : 0), 0);
}
