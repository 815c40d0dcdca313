import { CoverBound, FEW_SITES, firstPrices, PEOPLE } from "./cover-bound";
import { CoverChoice } from "./cover-choice";
import { type CoverGround, coverGround } from "./cover-ground";
import { anyMip, numberMip, peopleMip } from "./cover-mip";
import { coverParts } from "./cover-parts";
import { CoverSearch } from "./cover-search";
import { CoverTree } from "./cover-tree";
import { dominatedColumns } from "./dominated-columns";
import { FewerSites } from "./fewer-sites";
import type { MipAnswer, MipModel } from "./mip";
import { redundantGroups, withoutGroups } from "./redundant-groups";
import type { SitingAnswer, SitingMeans } from "./siting-answer";
import { FIXED, FORBIDDEN, type SitingProblem } from "./siting-problem";
import { type SiteRows, siteRows } from "./site-rows";

/** The best choice found, and what no choice can pass; null: no choice keeps every rule, where that is proved, or none was found. */
export interface CoverFound {
  readonly sites: readonly number[] | null;
  readonly bound: number;
  readonly ended: SitingAnswer["ended"];
}

/** Grounds larger than this (groups × sites that reach them) are searched by hand first, for most of the time. */
const LARGE = 150_000;
/** HiGHS gets no further than the first relaxation of larger ones. */
const TOO_LARGE = 600_000;
/** Steps of the bound at the root of the tree, and how often a choice met in the tree is improved by swaps. */
const ROOT_ROUNDS = 1_000;
const SWAPS_EVERY = 8;
/** Steps of the search for fewer sites between two looks at the clock. */
const STEPS = 200;
/** Turns of a search at the beginning, where time would let it go on. */
const TURNS = 2_000;
/** HiGHS has this part of the time that is left, where a search can use the rest. */
const EXACTLY = 0.7;
/** Seeds of searches that go on are others than those of rounds. */
const SEARCHED_ON = 1_000;
/** the part of a step that may be an error of rounding */
const NEARLY = 1e-6;
/** Whoever has little time still hears of one choice. */
const LEAST_SECONDS = 5;

/**
 * The cover models: `people` = as many as possible, `number` = as few sites as possible that cover every demand that can be
 * covered. Reduce, search, bound, leave out what no better choice opens, and again, while that makes the question smaller. What
 * is left a tree over sites answers where people are counted, and HiGHS, beginning from the best choice known, where sites are.
 * Where all must be covered, rows that say nothing leave too, until nothing follows any more, and parts no rule ties together are
 * asked apart: each one's bound is rounded up by itself (Beasley 1987; Caprara, Toth & Fischetti 2000); where no rule ties sites
 * together, groups weighed anew at every step find fewer of them than swaps do, before HiGHS and after.
 */
export class CoverSolving {
  private readonly state: Uint8Array;
  private readonly unreached: number;
  private sites: number[] | null = null;
  /** people covered, or −1 a site: larger is better */
  private value = -Infinity;
  private bound: number;
  private ground: CoverGround;
  private rows: SiteRows;
  /** no choice keeps every rule */
  private isImpossible = false;

  constructor(
    private readonly problem: SitingProblem,
    private readonly goal: "people" | "number",
    /** what sums of people are multiples of; 0 = of nothing */
    private readonly step: number,
    private readonly means: SitingMeans,
  ) {
    this.state = problem.state.slice();
    [this.ground, this.rows] = this.looked();
    this.unreached = this.ground.unreached;
    this.bound = this.base + (goal === "people" ? this.ground.weight.reduce((sum, one) => sum + one, 0) : 0);
  }

  solve(): CoverFound {
    this.reduce();
    for (let round = 0, before = Infinity; ; round++) {
      const { columns } = this.ground;
      if (round > 0 && (this.isProved || this.isHopeless || this.isOver() || columns >= 0.9 * before)) break;
      before = columns;
      if (!this.narrow(round)) break;
      if (this.goal === "number" && !this.isProved && !this.isHopeless && this.isAskedApart()) break;
    }
    const isLeft = !this.isProved && !this.isHopeless && this.sites !== null;
    const isSearched = isLeft && this.goal === "people" && !this.isOver() && this.isSearched();
    const answer = isLeft && !isSearched && !this.isProved ? this.exactly() : null;
    if (isLeft && answer?.status !== "optimal" && answer?.status !== "infeasible") this.searchOn();
    const isEnded =
      isSearched || this.isProved || this.isHopeless || answer?.status === "optimal" || answer?.status === "infeasible";
    if (isEnded && this.sites) this.bound = this.value;
    return {
      sites: this.sites,
      bound: this.goal === "number" ? -this.bound : this.bound,
      ended: isEnded || this.isImpossible ? "proved" : this.means.isStopped() ? "stopped" : "time",
    };
  }

  private looked(): [CoverGround, SiteRows] {
    const { problem, state, goal } = this;
    const ground = coverGround(problem, state, { times: 1, everyDemand: goal === "number" });
    const told = goal === "number" ? withoutGroups(ground, redundantGroups(ground)) : ground;
    return [told, siteRows(problem, state, ground.columnOf, ground.columns)];
  }

  private get base(): number {
    return this.goal === "people" ? this.ground.once : -this.state.reduce((sum, state) => sum + (state === FIXED ? 1 : 0), 0);
  }

  /** A better choice has more than this; sums of people are doubles, and a bound is let pass where only rounding beats it. */
  private get better(): number {
    const { value, step } = this;
    if (this.goal === "number") return value + 1 - NEARLY;
    if (step === 0) return value * (1 + 1e-9);
    return value + step - Math.min(step / 2, NEARLY * step + 1e-11 * Math.abs(value));
  }

  private get isProved(): boolean {
    return this.sites !== null && (this.bound <= this.value || this.bound < this.better);
  }

  /** Somebody can only be covered by sites that no better choice opens: the best is known. */
  private get isHopeless(): boolean {
    return this.goal === "number" && this.sites !== null && this.ground.unreached > this.unreached;
  }

  private isOver = (): boolean => this.means.isStopped() || this.means.now() >= this.means.seconds;

  /** Sites another one stands in for close, and those that alone reach somebody open, until there are none, or no time. */
  private reduce(): void {
    while (!this.isOver()) {
      const closed = dominatedColumns(this.ground, this.rows);
      const opened = this.goal === "number" ? onlyOnes(this.ground) : [];
      if (closed.length + opened.length === 0) return;
      this.decide(opened, closed);
      // being counted is no duty: there nothing more follows from what has left
      if (this.goal === "people") return;
    }
  }

  private decide(opened: readonly number[], closed: readonly number[]): void {
    for (const column of opened) this.state[this.ground.site[column]!] = FIXED;
    for (const column of closed) this.state[this.ground.site[column]!] = FORBIDDEN;
    if (opened.length + closed.length > 0) [this.ground, this.rows] = this.looked();
  }

  /** What no rule ties together is asked apart, for a share of the time each; false where it is all one. */
  private isAskedApart(): boolean {
    const { ground, rows, means } = this;
    const parts = rows.rows === 0 ? coverParts(ground) : [];
    if (parts.length < 2) return false;
    let links = ground.groupColumn.length;
    let [sites, least]: [number[] | null, number] = [[], parts.length];
    for (const { problem, column } of parts) {
      const share = problem.links.site.length / links;
      links -= problem.links.site.length;
      const before = least - 1;
      const told = (bound: number): void => this.boundIs(this.base - before - Math.max(1, Math.ceil(bound - NEARLY)));
      const part = new CoverSolving(problem, "number", 1, {
        ...{ ...means, seconds: means.now() + share * (means.seconds - means.now()) },
        told: (progress) => progress.bound !== null && told(progress.bound),
      }).solve();
      told(part.bound);
      least = before + Math.max(1, Math.ceil(part.bound - NEARLY));
      sites = part.sites && sites && [...sites, ...part.sites.map((site) => column[site]!)];
    }
    if (sites) this.found(this.sitesOf(sites), this.base - sites.length);
    return true;
  }

  /** One round of search and bound; leaves out and fixes what it can. False where nothing is known to go on from. */
  private narrow(round: number): boolean {
    const { ground, rows, means, goal } = this;
    const links = ground.groupColumn.length;
    const isLarge = links > LARGE;
    const worth = goal === "people" ? ground.weight : new Float64Array(ground.groups).fill(1);
    const search = new CoverSearch(new CoverChoice(ground, rows, { first: worth, second: null }), means.seed + round);
    const known = this.columnsOfBest();
    if (known) {
      if (goal === "number") search.most = Math.max(0, this.base - this.value - 1);
      search.choice.reset(known.slice(0, search.most));
      search.swaps(this.isOver);
      search.keep();
    } else search.begin();
    if (goal === "people") this.take(search);
    else this.fewer(search);
    if (!this.sites) this.anyChoice();
    if (!this.sites) return false;
    const again = this.isUnruled ? this.weighed(round) : () => this.tryAgain(search);
    const worthOf = goal === "people" ? PEOPLE : FEW_SITES;
    const bound = new CoverBound(ground, worthOf);
    bound.begin(ground, rows, firstPrices(ground, worthOf, this.columnsOfBest() ?? []), 1);
    const until = Math.min(means.seconds, means.now() + (isLarge ? 0.45 : 0.2) * (means.seconds - means.now()));
    const isOver = () => means.isStopped() || means.now() >= until;
    const searchUntil = means.now() + Math.min(0.1 * means.seconds, 0.02 + links * (this.isUnruled ? 1e-5 : 4e-6));
    for (let stretch = 0; stretch < 12 && !isOver() && !this.isProved; stretch++) {
      for (let turn = 0; stretch === 0 && turn < TURNS && means.now() < searchUntil && !isOver(); turn++) again();
      const before = bound.best;
      bound.improve(this.value - this.base, 150, isOver);
      this.boundIs(this.base + bound.best);
      for (let more = 0; more < 4 && !isOver(); more++) again();
      if (before - bound.best <= 1e-5 * Math.abs(bound.best)) break;
    }
    this.fixByBound(bound);
    return true;
  }

  /** The tree over sites, for all the time there is, or for half of it where other rules may stand in its way; true: to its end. */
  private isSearched(): boolean {
    const { ground, rows, means } = this;
    const isAll = rows.rows <= 1 || ground.groupColumn.length > TOO_LARGE;
    const until = isAll ? means.seconds : (means.now() + means.seconds) / 2;
    const isOver = () => means.isStopped() || means.now() >= until;
    const bound = new CoverBound(ground, PEOPLE);
    bound.begin(ground, rows, firstPrices(ground, PEOPLE, this.columnsOfBest() ?? []), 1);
    bound.improve(this.value - this.base, ROOT_ROUNDS, isOver);
    this.boundIs(this.base + bound.best);
    const choice = new CoverChoice(ground, rows, { first: ground.weight, second: null });
    const search = new CoverSearch(choice, means.seed);
    let tries = 0;
    const tried = (sites: readonly number[]): void => {
      choice.reset(sites.map((site) => ground.columnOf[site]!).filter((column) => column >= 0));
      if (choice.broken > 0) return;
      if (tries++ % SWAPS_EVERY === 0) search.swaps(isOver);
      this.found(this.sitesOf(choice.opened.slice(0, choice.count)), this.base + choice.value);
    };
    const told = (at: number) => this.boundIs(at);
    const tree = new CoverTree(this.problem, ground, { better: () => this.better, tried, isOver, told });
    const left = tree.search(this.state, bound.bestPrice, this.base + bound.best);
    if (left > -Infinity) this.boundIs(left);
    return left === -Infinity;
  }

  private tryAgain(search: CoverSearch): void {
    if (!search.again(this.isOver)) return;
    if (this.goal === "people") this.take(search);
    else this.fewer(search);
  }

  /** No rule ties sites together, and as few as possible are to cover everybody. */
  private get isUnruled(): boolean {
    return this.goal === "number" && this.rows.rows === 0;
  }

  /** What is left of the time, where a search may still find fewer sites. */
  private searchOn(): void {
    if (!this.isUnruled || this.isProved) return;
    const again = this.weighed(SEARCHED_ON);
    while (!this.isOver() && !this.isProved) again();
  }

  /** Where no rule ties sites together, groups weighed anew at every step find fewer sites than swaps do. */
  private weighed(round: number): () => void {
    const search = new FewerSites(this.ground, this.columnsOfBest() ?? [], this.means.seed + round);
    return () => {
      search.go(STEPS, this.isOver);
      this.found(this.sitesOf(search.best), this.base - search.best.length);
    };
  }

  private columnsOfBest(): number[] | null {
    if (!this.sites) return null;
    return this.sites.map((site) => this.ground.columnOf[site]!).filter((column) => column >= 0);
  }

  private take(search: CoverSearch): void {
    if (search.best) this.found(this.sitesOf(search.best), this.base + search.bestValue);
  }

  /** Whoever covers everybody with so many sites tries with one less. */
  private fewer(search: CoverSearch): void {
    const { choice } = search;
    const all = choice.ground.groups;
    while (search.best && search.bestValue >= all - 0.5) {
      this.found(this.sitesOf(search.best), this.base - search.best.length);
      if (search.best.length === 0) return;
      choice.reset(search.best);
      let least = choice.opened[0]!;
      let loss = Infinity;
      for (const column of choice.opened.slice(0, choice.count)) {
        choice.close(column);
        if (choice.broken === 0 && choice.gain[column]! < loss) [least, loss] = [column, choice.gain[column]!];
        choice.open(column);
      }
      if (loss === Infinity) return;
      choice.close(least);
      search.most = choice.count;
      search.best = null;
      search.bestValue = -Infinity;
      search.swaps(this.isOver);
      search.keep();
    }
  }

  private sitesOf(columns: Iterable<number>): number[] {
    const fixed = [...this.state.keys()].filter((site) => this.state[site] === FIXED);
    return [...fixed, ...Array.from(columns, (column) => this.ground.site[column]!)];
  }

  private found(sites: number[], value: number): void {
    if (value <= this.value) return;
    this.sites = sites;
    this.value = value;
    this.tell();
  }

  private boundIs(bound: number): void {
    if (bound >= this.bound) return;
    this.bound = Math.max(bound, this.value);
    this.tell();
  }

  private tell(): void {
    const sign = this.goal === "number" ? -1 : 1;
    this.means.told({
      objective: this.sites ? sign * this.value : null,
      bound: sign * this.bound,
      seconds: this.means.now(),
      sites: [...(this.sites ?? [])].sort((one, other) => one - other),
    });
  }

  /** Greedy steps found no choice that keeps every rule: HiGHS looks for any. */
  private anyChoice(): void {
    const { ground, rows } = this;
    const { model } = anyMip(ground, rows, this.goal === "number");
    const least = this.means.now() + LEAST_SECONDS;
    const seconds = Math.max(LEAST_SECONDS, this.means.seconds - this.means.now());
    const isStopped = () => this.means.isStopped() && this.means.now() > least;
    const { status, values } = this.means.solve(model, { seconds, gap: 0, from: null, isStopped, told: () => {} });
    this.isImpossible = status === "infeasible";
    if (!values) return;
    const opened = [...Array(ground.columns).keys()].filter((column) => values[column]! > 0.5);
    if (this.goal === "number") return this.found(this.sitesOf(opened), this.base - opened.length);
    const choice = new CoverChoice(ground, rows, { first: ground.weight, second: null });
    const search = new CoverSearch(choice, this.means.seed);
    choice.reset(opened);
    search.swaps(this.isOver);
    this.found(this.sitesOf(choice.opened.slice(0, choice.count)), this.base + choice.value);
  }

  private fixByBound(bound: CoverBound): void {
    const least = this.goal === "number" ? this.value + 1 - NEARLY : this.value * (1 - 1e-9) - 1e-9;
    const top = this.base + bound.best;
    const [closed, opened]: [number[], number[]] = [[], []];
    bound.earns.forEach((earned, column) => {
      if (earned < 0 && top + earned < least) closed.push(column);
      else if (earned > 0 && top - earned < least) opened.push(column);
    });
    this.decide(opened, closed);
    if (this.goal === "number") this.reduce();
  }

  private exactly(): MipAnswer | null {
    const { ground, rows, goal } = this;
    if (this.isOver() || ground.groupColumn.length > TOO_LARGE) return null;
    const room = goal === "number" ? -this.value + this.base : Infinity;
    const mip = goal === "people" ? peopleMip(ground, rows) : numberMip(ground, rows, this.sites ? room : Infinity);
    const known = goal === "people" ? this.columnsOfBest() : null;
    const gap = goal === "people" && this.step > 0 ? (0.99 * this.step) / Math.max(1, this.bound - this.base) : 0;
    const answer = this.asked(mip.model, known && mip.valuesOf(known), goal === "number" ? 0 : gap);
    if (answer.values) this.takeValues(answer.values);
    if (answer.bound !== null) this.boundIs(this.base + (goal === "number" ? -answer.bound : answer.bound));
    return answer;
  }

  private takeValues(values: Float64Array): void {
    const opened = [...Array(this.ground.columns).keys()].filter((column) => values[column]! > 0.5);
    if (this.goal === "number") return this.found(this.sitesOf(opened), this.base - opened.length);
    const choice = new CoverChoice(this.ground, this.rows, { first: this.ground.weight, second: null });
    choice.reset(opened);
    this.found(this.sitesOf(opened), this.base + choice.value);
  }

  private asked(model: MipModel, from: Float64Array | null, gap: number): MipAnswer {
    const left = this.means.seconds - this.means.now();
    return this.means.solve(model, {
      seconds: this.isUnruled ? EXACTLY * left : left,
      ...{ gap, from, isStopped: () => this.means.isStopped() },
      told: (_objective, bound, values) => {
        if (values) this.takeValues(values);
        if (bound !== null) this.boundIs(this.base + (this.goal === "number" ? -bound : bound));
      },
    });
  }
}

/** Sites that alone reach somebody, each once. */
function onlyOnes({ groups, groupStart, groupColumn }: CoverGround): number[] {
  const found = new Set<number>();
  for (let group = 0; group < groups; group++)
    if (groupStart[group + 1]! - groupStart[group]! === 1) found.add(groupColumn[groupStart[group]!]!);
  return [...found];
}
