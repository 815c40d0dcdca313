import { AssignmentBound } from "./assignment-bound";
import { pickLimit } from "./pick-limit";
import { waysOf, type NotServed, type Served } from "./serve-people";
import type { Serving } from "./serving";
import { servingMip } from "./serving-mip";
import { sharePeople } from "./share-people";
import { SharedSwap } from "./shared-swap";
import type { SitingMeans } from "./siting-answer";
import { FREE, type SitingProblem } from "./siting-problem";

const NEARLY = 1e-9;
const STEPS = 300;

/**
 * The fewest sites with room for everybody within the radius: greedy and thinned out, a bound by prices, then the solver. Rows
 * cost nothing, each opened site costs 1.
 */
export function capacitatedSetCover(
  problem: SitingProblem,
  serving: Serving,
  means: SitingMeans,
  told: (value: number | null, bound: number | null, sites: readonly number[]) => void,
): Served | NotServed {
  const isOver = (): boolean => means.now() >= means.seconds || means.isStopped();
  const chooser = new SharedSwap(problem, serving, problem.state, () => true);
  // greedy guesses who goes where; what it left is looked at again
  for (let more = true; more && chooser.value === Infinity && !isOver();) more = chooser.improve(chooser.sites);
  let sites = chooser.value < Infinity ? thinned(problem, serving, chooser.sites) : null;
  let lower = 0;
  const tell = (): void => told(sites?.length ?? null, lower, sites ?? []);
  tell();

  const bound = new AssignmentBound(serving, pickLimit(problem), 1);
  bound.price.fill(0);
  serving.people.forEach((own, d) => {
    for (let k = serving.start[d]!; k < serving.start[d + 1]!; k++) {
      const room = serving.capacity![serving.site[k]!]!;
      bound.price[d] = Math.max(bound.price[d]!, own > 0 && room > 0 ? 1 / Math.max(room, own) : 0);
    }
  });
  bound.climb(
    problem.state,
    () => sites?.length ?? problem.sites + 1,
    STEPS,
    1,
    (at, isBetter) => {
      if (isBetter) lower = Math.max(lower, Math.ceil(at - 1e-6));
      return lower > problem.sites || (sites !== null && lower >= sites.length) || isOver();
    },
  );
  tell();
  const finish = (): Served | NotServed => {
    if (!sites) return "not in time";
    const ended = lower >= sites.length ? "proved" : means.isStopped() ? "stopped" : "time";
    return { sites, value: sites.length, bound: Math.min(lower, sites.length), ended };
  };
  if (lower > problem.sites) return "impossible";
  if ((sites && lower >= sites.length) || isOver()) return finish();

  const mip = servingMip(problem, serving, problem.state, 1);
  const answer = means.solve(mip.model, {
    // its clock starts when the model is in its memory
    seconds: Math.max(0, 0.96 * (means.seconds - means.now())),
    gap: 0,
    from: sites ? mip.from(sites, waysOf(serving, sites)) : null,
    isStopped: () => means.isStopped(),
    told: (_, at, values) => {
      const better = values ? mip.sitesOf(values) : null;
      if (better && better.length < (sites?.length ?? Infinity)) sites = better;
      if (at !== null) lower = Math.max(lower, Math.ceil(at - 1e-6));
      tell();
    },
  });
  if (answer.status === "infeasible") return sites ? finish() : "impossible";
  const last = answer.values ? mip.sitesOf(answer.values) : null;
  if (last && last.length < (sites?.length ?? Infinity)) sites = last;
  if (answer.status === "optimal" && sites) lower = sites.length;
  else if (answer.bound !== null) lower = Math.max(lower, Math.ceil(answer.bound - 1e-6));
  return finish();
}

/** Sites one after the other are closed while everybody still finds room and the rules are kept. */
function thinned(problem: SitingProblem, serving: Serving, sites: readonly number[]): number[] {
  if (problem.limits.some(({ least }) => least > 0) || problem.needs.length > 0) return [...sites];
  let left = [...sites];
  for (const site of sites) {
    if (problem.state[site] !== FREE) continue;
    const without = left.filter((own) => own !== site);
    if (sharePeople(serving, without, 1).unserved <= NEARLY) left = without;
  }
  return left;
}
