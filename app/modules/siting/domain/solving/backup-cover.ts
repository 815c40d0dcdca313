import { backupBound, backupBoundAt, type BackupBound } from "./backup-worth";
import { ChoiceRules } from "./choice-rules";
import { coverAnswer, countCover, stepOf } from "./cover-answer";
import { CoverChoice } from "./cover-choice";
import { type CoverGround, coverGround } from "./cover-ground";
import { backupMip } from "./cover-mip";
import { CoverSearch } from "./cover-search";
import { CoverTree } from "./cover-tree";
import { notFound, type SitingAnswer, type SitingMeans, type SitingSolved } from "./siting-answer";
import { FIXED, FORBIDDEN, type SitingProblem } from "./siting-problem";
import { type SiteRows, siteRows } from "./site-rows";
import { CoverSolving } from "./solve-cover";
import { whatToRelax } from "./what-to-relax";

/** The first question takes no more than this share of the time. */
const FIRST_SHARE = 0.5;

/**
 * Backup cover (Hogan & ReVelle 1986), one question after the other: of all choices that cover the most people once, the one that
 * covers the most of them twice. Asked so, the first question is how few sites cover everybody once, and there are no more.
 */
export function solveBackup(problem: SitingProblem, means: SitingMeans): SitingSolved {
  const isBound = problem.first !== "fewest";
  const firstMeans: SitingMeans = { ...means, seconds: FIRST_SHARE * means.seconds, told: () => {} };
  const step = stepOf(problem.weight);
  const first = new CoverSolving(problem, isBound ? "people" : "number", isBound ? step : 1, firstMeans).solve();
  if (!first.sites) return first.ended === "proved" ? whatToRelax(problem, means, !isBound) : notFound(means);
  const second = isBound ? problem : asFewAs(problem, first.sites.length);
  return new SecondCover(second, !isBound, { ...first, sites: first.sites }, means, step).answer();
}

function asFewAs(problem: SitingProblem, most: number): SitingProblem {
  const site = Uint32Array.from({ length: problem.sites }, (_, at) => at);
  const few = { key: "sites", site, amount: new Float64Array(problem.sites).fill(1), least: -Infinity, most };
  return { ...problem, limits: [...problem.limits, few] };
}

/** The part of the time that is left that goes to prices, and to the tree after them where other rules may stand in its way. */
const PRICES_SHARE = 0.2;
const TREE_SHARE = 0.5;
/** What makes the lowest bound at the root leaves many choices that break the promise; the tree goes on with it so much dearer. */
const DEARER = 4;
/** the part of a step, and of what is priced, that may be an error of rounding */
const NEARLY = 1e-6;
const ROUNDING = 1e-11;

/**
 * The second question, the first one's figure a promise: swaps, then bounds with the promise at a price, which leave out what no
 * choice as good as the best one opens, then a tree over sites with the same bound, and HiGHS where that does not end.
 */
class SecondCover {
  private ground: CoverGround;
  private rows: SiteRows;
  private readonly state: Uint8Array;
  private best: readonly number[];
  private twice: number;
  private bound: number;
  private readonly once: number;
  private readonly isFirstProved: boolean;
  private readonly rules: ChoiceRules;

  constructor(
    private readonly problem: SitingProblem,
    private readonly isEvery: boolean,
    first: { readonly sites: readonly number[]; readonly ended: SitingAnswer["ended"] },
    private readonly means: SitingMeans,
    private readonly step: number,
  ) {
    this.rules = new ChoiceRules(problem);
    this.state = problem.state.slice();
    [this.ground, this.rows] = this.looked();
    this.best = first.sites;
    this.isFirstProved = first.ended === "proved";
    this.bound = twiceAtMost(problem);
    ({ once: this.once, twice: this.twice } = countCover(problem, first.sites));
  }

  answer(): SitingAnswer {
    const { problem, means, step } = this;
    this.search();
    const priced = this.narrow();
    const isEnded = this.isBest || this.isSearched(priced) || this.isBest || (means.now() < means.seconds && this.isSolved());
    const isProved = isEnded && this.isFirstProved;
    const bound = isEnded ? this.twice : this.bound;
    const ended = isProved ? "proved" : means.isStopped() ? "stopped" : "time";
    const counted = coverAnswer(problem, this.best, { bound, ended, step });
    // Whoever covers more people once keeps the promise too, and no such choice passes the bound; it may stay below this one.
    return this.isFirstProved ? counted : { ...counted, gap: null, proved: false, ended };
  }

  private looked(): [CoverGround, SiteRows] {
    const ground = coverGround(this.problem, this.state, { times: 2, everyDemand: this.isEvery });
    return [ground, siteRows(this.problem, this.state, ground.columnOf, ground.columns)];
  }

  /** People who must be covered once beside those that decided sites cover. */
  private get promise(): number | "every" {
    const room = this.step > 0 ? this.step / 2 : 1e-9 * this.once;
    return this.isEvery ? "every" : this.once - room - this.ground.once;
  }

  /** A better choice covers more than this twice. */
  private get better(): number {
    const { twice, step } = this;
    return step > 0 ? twice + step * (1 - NEARLY) : twice + 1e-9 * Math.max(1, twice);
  }

  private get isBest(): boolean {
    return this.bound <= this.twice || this.bound < this.better;
  }

  /** Prices, and sites that no choice as good as the best one opens, or leaves closed; again while that makes it smaller. */
  private narrow(): BackupBound {
    const { means } = this;
    const until = means.now() + PRICES_SHARE * (means.seconds - means.now());
    const isOver = () => means.isStopped() || means.now() >= until;
    for (;;) {
      const { ground, rows, twice } = this;
      const found = backupBound(ground, rows, this.promise, { known: twice - ground.twice, isOver });
      this.boundIs(found.top);
      const { columns } = ground;
      if (this.isBest || isOver() || !this.decide(found) || this.ground.columns >= 0.9 * columns)
        return ground === this.ground
          ? found
          : backupBound(this.ground, this.rows, this.promise, { known: twice - this.ground.twice, isOver });
    }
  }

  private decide({ top, bound, worth }: BackupBound): boolean {
    const { ground, state } = this;
    const least = this.twice - ground.twice - ROUNDING * (worth.floor + this.twice) - NEARLY * this.step;
    let isDecided = false;
    bound.earns.forEach((earned, column) => {
      if (earned < 0 ? top + earned >= least : top - earned >= least) return;
      state[ground.site[column]!] = earned < 0 ? FORBIDDEN : FIXED;
      isDecided = true;
    });
    if (isDecided) [this.ground, this.rows] = this.looked();
    return isDecided;
  }

  /** The tree over sites; true: to its end. */
  private isSearched({ top, price }: BackupBound): boolean {
    const { means, ground, rows } = this;
    const share = rows.rows <= 1 && !this.isEvery ? 1 : TREE_SHARE;
    const until = means.now() + share * (means.seconds - means.now());
    const isOver = () => means.isStopped() || means.now() >= until;
    const known = this.twice - ground.twice;
    const { worth, bound } = backupBoundAt([ground, rows, this.promise], DEARER * price, { known, isOver });
    const off = worth.floor - ground.twice;
    const tree = new CoverTree(
      this.problem,
      worth.ground,
      {
        better: () => off + this.better - ROUNDING * worth.floor,
        tried: (sites) => this.takeIfKept(sites),
        isOver,
        told: (at) => this.boundIs(at - worth.floor + ROUNDING * worth.floor),
      },
      worth.second,
    );
    const left = tree.search(this.state, bound.bestPrice, worth.floor + top);
    if (left > -Infinity) this.boundIs(left - worth.floor + ROUNDING * worth.floor);
    return left === -Infinity;
  }

  private isSolved(): boolean {
    const { ground, rows, means, step } = this;
    const mip = backupMip(ground, rows, this.promise);
    const chosen = (values: Float64Array) => this.sitesOf([...ground.site.keys()].filter((column) => values[column]! > 0.5));
    const answer = means.solve(mip.model, {
      seconds: means.seconds - means.now(),
      gap: step > 0 ? (0.99 * step) / Math.max(1, this.bound) : 0,
      from: this.isWithin(this.best) ? mip.valuesOf(this.columnsOf(this.best)) : null,
      isStopped: () => means.isStopped(),
      told: (_objective, bound, values) => {
        if (values) this.take(chosen(values));
        if (bound !== null) this.boundIs(bound);
      },
    });
    if (answer.values) this.take(chosen(answer.values));
    if (answer.bound !== null) this.boundIs(answer.bound);
    return answer.status === "optimal";
  }

  /** Was nothing it opens left out since, and all that was decided to open is in it? */
  private isWithin(sites: readonly number[]): boolean {
    const open = new Set(sites);
    return this.state.every((state, site) => (state === FIXED ? open.has(site) : state !== FORBIDDEN || !open.has(site)));
  }

  /** The first choice, changed by hand while that covers more twice and no fewer once. */
  private search(): void {
    const { ground, rows, means } = this;
    const all = ground.weight.reduce((sum, one) => sum + one, 1);
    const first = ground.weight.map((one) => (one + (this.isEvery ? 1 : 0)) * all);
    const search = new CoverSearch(new CoverChoice(ground, rows, { first, second: ground.weight }), means.seed);
    search.choice.reset(this.columnsOf(this.best));
    const until = means.now() + 0.1 * (means.seconds - means.now());
    const isOver = () => means.isStopped() || means.now() >= until;
    search.swaps(isOver);
    search.keep();
    for (let turn = 0; turn < 200 && !isOver(); turn++) search.again(isOver);
    if (search.best) this.take(this.sitesOf(search.best));
  }

  /** The tree proposes what its bound takes, whatever rules say of it. */
  private takeIfKept(sites: readonly number[]): void {
    this.rules.reset(sites);
    if (this.rules.isKept()) this.take(sites);
  }

  private columnsOf(sites: readonly number[]): number[] {
    return sites.map((site) => this.ground.columnOf[site]!).filter((column) => column >= 0);
  }

  private sitesOf(columns: Iterable<number>): number[] {
    return [
      ...[...this.state.keys()].filter((site) => this.state[site] === FIXED),
      ...Array.from(columns, (column) => this.ground.site[column]!),
    ];
  }

  private take(sites: readonly number[]): void {
    const [now, then] = [countCover(this.problem, this.best), countCover(this.problem, sites)];
    if (this.isEvery && then.assigned.length < now.assigned.length) return;
    if (then.once < now.once * (1 - 1e-9) || (then.once <= now.once * (1 + 1e-9) && then.twice <= now.twice)) return;
    this.best = sites;
    this.twice = then.twice;
    this.tell();
  }

  /** @param bound beyond those that decided sites cover twice */
  private boundIs(bound: number): void {
    if (this.ground.twice + bound >= this.bound) return;
    this.bound = Math.max(this.twice, this.ground.twice + bound);
    this.tell();
  }

  private tell(): void {
    this.means.told({
      objective: this.twice,
      bound: this.isFirstProved ? this.bound : null,
      seconds: this.means.now(),
      sites: [...this.best].sort((one, other) => one - other),
    });
  }
}

/** People whom two or more of the allowed sites reach. */
function twiceAtMost(problem: SitingProblem): number {
  return countCover(
    problem,
    [...problem.state.keys()].filter((site) => problem.state[site] !== FORBIDDEN),
  ).twice;
}
