import { AssignmentBound } from "./assignment-bound";
import { beginPrices } from "./begin-prices";
import type { Chooser } from "./chooser";
import { pickLimit } from "./pick-limit";
import { withoutClosed, type Serving } from "./serving";
import { servingMip } from "./serving-mip";
import { sharePeople } from "./share-people";
import { SharedSwap } from "./shared-swap";
import { decideBy, searchSites } from "./site-tree";
import { FORBIDDEN, FREE, type SitingProblem } from "./siting-problem";
import type { SitingMeans } from "./siting-answer";
import { VertexSwap } from "./vertex-swap";

/** Proved when nothing better than this share of the value is possible: beyond what doubles can say. */
const EXACT = 1e-11;
const ROOT_STEPS = 800;
const TRY_EVERY = 20;
/** once only this part of the sites is undecided, the others are left out of the bound */
const FEWER = 0.8;
const SHAKES = 12;
/** parts of the time that go to a first choice, and to swaps from another one */
const BUILD_PART = 0.08;
const SWAP_PART = 0.03;
/** so few undecided sites are told apart by a tree, full or not */
const FEW = 12;
/** links a mixed integer program may have in WASM, whose memory ends at 2 GB; and those of which it tells anything within a second */
const MOST_LINKS = 400_000;
const LINKS_A_SECOND = 5_000;
/** what a program of more links would have no time for goes to more steps of the bound, shorter ones, and shakes between them */
const MORE_STEPS = 150;
const SHORTER = 0.4;

/** No choice keeps every rule and serves everybody who must be served; or none was found while there was time. */
export type NotServed = "impossible" | "not in time";

export interface Served {
  readonly sites: readonly number[];
  readonly value: number;
  readonly bound: number;
  readonly ended: "proved" | "time" | "stopped";
}

/**
 * Opens sites so that people × cost is least: a good choice first (swaps), then a bound by prices that decides most sites, then
 * what is left exactly — by a tree over sites where «so many» is the only limit, by the solver where there are other rules and it
 * can say anything in the time that is left; else choice and bound are bettered as long as there is time.
 * @param told value and bound on the way, in people × cost
 * @param also what ends the search early, and a first choice for when greedy finds none
 */
export function servePeople(
  problem: SitingProblem,
  serving: Serving,
  means: SitingMeans,
  told: (value: number | null, bound: number | null, sites: readonly number[]) => void,
  also: {
    isEnough?(value: number, bound: number): boolean;
    firstChoice?(): readonly number[] | NotServed;
  } = {},
): Served | NotServed {
  let lower = -Infinity;
  const state = problem.state.slice();
  let swapsUntil = BUILD_PART * means.seconds;
  const chooser: Chooser = serving.capacity
    ? new SharedSwap(problem, serving, problem.state, () => means.now() > swapsUntil || means.isStopped())
    : new VertexSwap(problem, serving);
  const isOver = (): boolean =>
    means.now() >= means.seconds || means.isStopped() || also.isEnough?.(chooser.value, lower) === true;
  const step = isWhole(serving) ? 1 : 0;
  const round = (bound: number): number => (step > 0 && Number.isFinite(bound) ? Math.ceil(bound - 1e-6) : bound);
  const ceiling = worstValue(serving);
  const target = (): number => Math.min(chooser.value, ceiling);
  const isBeaten = (bound: number): boolean =>
    chooser.value < Infinity ? round(bound) >= chooser.value - EXACT * Math.abs(chooser.value) : bound > ceiling;
  const tell = (): void => told(chooser.value < Infinity ? chooser.value : null, lower > -Infinity ? lower : null, chooser.sites);
  const finish = (): Served | NotServed => {
    if (chooser.value === Infinity) return isBeaten(lower) ? "impossible" : "not in time";
    const isProved = isBeaten(lower);
    const bound = isProved ? chooser.value : Math.min(chooser.value, round(lower));
    return {
      sites: chooser.sites,
      value: chooser.value,
      bound,
      ended: isProved ? "proved" : means.isStopped() ? "stopped" : "time",
    };
  };

  chooser.build();
  if (chooser.value === Infinity && also.firstChoice) {
    const first = also.firstChoice();
    if (typeof first === "string") return first;
    chooser.improve(first);
  }
  tell();
  for (let i = 0; i < SHAKES && means.now() < swapsUntil && chooser.value < Infinity && !isOver(); i++)
    if (chooser.shake(means.seed + i, 2 + (i % 3))) tell();

  const limit = pickLimit(problem);
  const bound = new AssignmentBound(serving, limit, 0);
  const tried = new Set<string>();
  const attempt = (sites: readonly number[]): void => {
    const key = sites.join(" ");
    if (tried.has(key)) return;
    tried.add(key);
    swapsUntil = Math.min(means.seconds, means.now() + SWAP_PART * means.seconds);
    if (chooser.improve(sites)) tell();
  };
  const canTell = (): boolean => {
    const links = linksLeft(serving, state);
    return links <= MOST_LINKS && links <= LINKS_A_SECOND * (means.seconds - means.now());
  };
  let shakes = SHAKES;
  const shakeAgain = (): void => {
    if (chooser.value === Infinity || isOver()) return;
    swapsUntil = Math.min(means.seconds, means.now() + SWAP_PART * means.seconds);
    if (chooser.shake(means.seed + shakes, 2 + (shakes % 3))) tell();
    shakes++;
  };
  beginPrices(serving, chooser.sites, bound.price);
  let steps = 0;
  let looked = problem.sites;
  const seen = (at: number, isBetter: boolean): boolean => {
    steps++;
    if (isBetter) {
      const isTold = at > lower + 0.001 * Math.abs(at);
      lower = Math.max(lower, at);
      if (isTold) tell();
      if (isBeaten(at)) return true;
      const free = decideBy(bound, at, state, isBeaten, (site, to) => (state[site] = to));
      if (free === 0) return true;
      if (free < FEWER * looked) {
        bound.leaveOut(state);
        looked = free;
      }
    }
    if (steps % TRY_EVERY === 0) {
      attempt([...bound.chosen.keys()].filter((site) => bound.chosen[site]));
      if (!canTell()) shakeAgain();
    }
    return isOver();
  };
  bound.climb(state, target, ROOT_STEPS, 1.2, seen);
  tell();
  if (isBeaten(lower) || isOver()) return finish();

  if (limit.isAlone && (!serving.capacity || state.filter((own) => own === FREE).length < FEW)) {
    const left = new AssignmentBound(withoutClosed(serving, state), limit, 0);
    left.bestPrice.set(bound.bestPrice);
    left.best = bound.best;
    let nodes = 0;
    lower = searchSites(left, state, {
      value: target,
      tried: (sites, isLast) => (isLast || nodes++ % TRY_EVERY === 0) && attempt(sites),
      isBeaten,
      isOver,
      told: (at) => {
        lower = Math.max(lower, at);
        tell();
      },
    });
    return finish();
  }
  while (!canTell()) {
    const began = means.now();
    bound.price.set(bound.bestPrice);
    bound.climb(state, target, MORE_STEPS, SHORTER, seen);
    shakeAgain();
    // A clock that stands still never says that the time is over.
    if (isBeaten(lower) || isOver() || means.now() <= began) return finish();
  }
  const mip = servingMip(problem, serving, state, 0);
  const answer = means.solve(mip.model, {
    // its clock starts when the model is in its memory
    seconds: Math.max(0, 0.96 * (means.seconds - means.now())),
    gap: 0,
    from: chooser.value < Infinity ? mip.from(chooser.sites, waysOf(serving, chooser.sites)) : null,
    isStopped: isOver,
    told: (_, at, values) => {
      if (values) attempt(mip.sitesOf(values));
      if (at !== null) lower = Math.max(lower, at);
      tell();
    },
  });
  if (answer.values) attempt(mip.sitesOf(answer.values));
  if (answer.status === "optimal" || answer.status === "infeasible") lower = Infinity;
  else lower = Math.max(lower, answer.bound ?? lower);
  return finish();
}

/** Links to sites that are not closed for good. */
const linksLeft = ({ site }: Serving, state: Uint8Array): number =>
  site.reduce((sum, at) => sum + (state[at] === FORBIDDEN ? 0 : 1), 0);

/** Whole people × whole costs: a bound may be rounded up. */
function isWhole({ people, cost, capacity, nobody }: Serving): boolean {
  const whole = (value: number): boolean => Number.isInteger(value);
  return (
    people.every(whole) &&
    cost.every(whole) &&
    (capacity?.every((own) => own === Infinity || whole(own)) ?? true) &&
    (nobody === Infinity || whole(nobody))
  );
}

/** No choice that serves everybody costs more. */
function worstValue({ demands, people, start, cost, nobody }: Serving): number {
  let sum = 0;
  for (let d = 0; d < demands; d++) sum += people[d]! * (nobody < Infinity ? nobody : cost[start[d + 1]! - 1]!);
  return sum * (1 + 1e-9) + 1e-9;
}

/** Who goes where among opened sites. */
export function waysOf(serving: Serving, sites: readonly number[]) {
  if (serving.capacity) {
    const farthest = serving.cost.reduce((most, own) => Math.max(most, own), 0);
    return sharePeople(serving, sites, serving.nobody < Infinity ? serving.nobody : (farthest + 1) * 2 * (serving.sites + 1))
      .ways;
  }
  const open = new Set(sites);
  const ways: { row: number; site: number; cost: number; people: number }[] = [];
  for (let row = 0; row < serving.demands; row++)
    for (let k = serving.start[row]!; k < serving.start[row + 1]!; k++)
      if (open.has(serving.site[k]!)) {
        ways.push({ row, site: serving.site[k]!, cost: serving.cost[k]!, people: serving.people[row]! });
        break;
      }
  return ways;
}
