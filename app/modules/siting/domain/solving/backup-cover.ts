import { coverAnswer, countCover, fixedSites, stepOf } from "./cover-answer";
import { CoverChoice } from "./cover-choice";
import { type CoverGround, coverGround } from "./cover-ground";
import { backupMip } from "./cover-mip";
import { CoverSearch } from "./cover-search";
import { notFound, type SitingAnswer, type SitingMeans, type SitingSolved } from "./siting-answer";
import { FORBIDDEN, type SitingProblem } from "./siting-problem";
import { siteRows } from "./site-rows";
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

class SecondCover {
  private readonly ground: CoverGround;
  private best: readonly number[];
  private bound: number;
  private readonly once: number;
  private readonly isFirstProved: boolean;

  constructor(
    private readonly problem: SitingProblem,
    private readonly isEvery: boolean,
    first: { readonly sites: readonly number[]; readonly ended: SitingAnswer["ended"] },
    private readonly means: SitingMeans,
    private readonly step: number,
  ) {
    this.ground = coverGround(problem, problem.state, { times: 2, everyDemand: isEvery });
    this.best = first.sites;
    this.isFirstProved = first.ended === "proved";
    this.bound = twiceAtMost(problem);
    this.once = countCover(problem, first.sites).once;
  }

  answer(): SitingAnswer {
    const { problem, ground, means, isEvery, step } = this;
    const rows = siteRows(problem, problem.state, ground.columnOf, ground.columns);
    const search = this.searched(rows);
    const room = step > 0 ? step / 2 : 1e-9 * this.once;
    const mip = backupMip(ground, rows, isEvery ? "every" : this.once - room - ground.once);
    const answer = means.solve(mip.model, {
      seconds: means.seconds - means.now(),
      gap: step > 0 ? (0.99 * step) / Math.max(1, this.bound) : 0,
      from: mip.valuesOf(search),
      isStopped: () => means.isStopped(),
      told: (_objective, bound, values) => {
        if (values) this.take(this.sitesOf([...ground.site.keys()].filter((column) => values[column]! > 0.5)));
        this.boundIs(bound);
      },
    });
    if (answer.values) this.take(this.sitesOf([...ground.site.keys()].filter((column) => answer.values![column]! > 0.5)));
    this.boundIs(answer.bound);
    const isProved = answer.status === "optimal" && this.isFirstProved;
    const bound = answer.status === "optimal" ? countCover(problem, this.best).twice : this.bound;
    const ended = isProved ? "proved" : means.isStopped() ? "stopped" : "time";
    const counted = coverAnswer(problem, this.best, { bound, ended, step });
    // Twice is the most there is among these; whether more people are covered once was not proved, so how many twice is open.
    return this.isFirstProved ? counted : { ...counted, bound: twiceAtMost(problem), gap: null, proved: false, ended };
  }

  /** The first choice, changed by hand while that covers more twice and no fewer once. */
  private searched(rows: ReturnType<typeof siteRows>): number[] {
    const { ground, means } = this;
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
    return this.columnsOf(this.best);
  }

  private columnsOf(sites: readonly number[]): number[] {
    return sites.map((site) => this.ground.columnOf[site]!).filter((column) => column >= 0);
  }

  private sitesOf(columns: Iterable<number>): number[] {
    return [...fixedSites(this.problem), ...Array.from(columns, (column) => this.ground.site[column]!)];
  }

  private take(sites: readonly number[]): void {
    const [now, then] = [countCover(this.problem, this.best), countCover(this.problem, sites)];
    if (this.isEvery && then.assigned.length < now.assigned.length) return;
    if (then.once < now.once * (1 - 1e-9) || (then.once <= now.once * (1 + 1e-9) && then.twice <= now.twice)) return;
    this.best = sites;
    this.tell();
  }

  private boundIs(bound: number | null): void {
    if (bound === null || this.ground.twice + bound >= this.bound) return;
    this.bound = this.ground.twice + bound;
    this.tell();
  }

  private tell(): void {
    this.means.told({
      objective: countCover(this.problem, this.best).twice,
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
