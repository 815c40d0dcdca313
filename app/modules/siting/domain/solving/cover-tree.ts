import { CoverBound, PEOPLE } from "./cover-bound";
import type { CoverGround } from "./cover-ground";
import { CoverShrink } from "./cover-shrink";
import { NodeHeap } from "./node-heap";
import { FIXED, FORBIDDEN, FREE, type SitingProblem } from "./siting-problem";
import { type SiteRows, siteRows } from "./site-rows";

/** Steps of the bound when a node is looked at first, and after sites were decided by it; how far the first step goes. */
const STEPS = 80;
const MORE_STEPS = 40;
const SCALE = 0.6;
/** Open nodes stand in so much memory, in bytes; where there are more, the newest is looked at first. */
const MEMORY = 96e6;
const TOLD_EVERY = 32;

export interface CoverTreeMeans {
  /** no choice whose bound is below this is better than the best known */
  better(): number;
  /** sites a node would open, to value and to search round */
  tried(sites: readonly number[]): void;
  isOver(): boolean;
  /** no choice below what is still open passes this */
  told(bound: number): void;
}

interface Node {
  readonly bound: number;
  readonly state: Uint8Array;
  /** of each group of the whole ground; shared by the two nodes of a parent */
  readonly price: Float32Array;
  /** the site it decides and how, beside `state`; −1 at the root */
  readonly site: number;
  readonly to: number;
}

/**
 * Branch and bound over sites for maximal cover (after Downs & Camm 1996): each node decides one site more and shrinks the ground
 * by it, so that bounds cost less the deeper it lies. Its bound is the Lagrangian one begun at its parent's prices, and decides
 * more sites on the way. The highest bound is looked at first, so that the bound of all falls while it runs.
 */
export class CoverTree {
  private readonly shrinking: CoverShrink;
  private readonly bound: CoverBound;
  private readonly state: Uint8Array;
  private readonly price: Float64Array;
  private readonly open = new NodeHeap<Node>();
  private readonly newest: Node[] = [];
  private readonly mostOpen: number;
  nodes = 0;

  constructor(
    private readonly problem: SitingProblem,
    private readonly whole: CoverGround,
    private readonly means: CoverTreeMeans,
    /** what a second cover of each group is worth, never more than the first; null = nothing */
    twice: Float64Array | null = null,
  ) {
    this.shrinking = new CoverShrink(whole, twice);
    this.bound = new CoverBound(whole, PEOPLE);
    this.state = new Uint8Array(problem.sites);
    this.price = new Float64Array(whole.groups);
    this.mostOpen = MEMORY / (problem.sites + 4 * whole.groups + 200);
  }

  /**
   * @param state sites decided so far; `whole` is the ground it leaves
   * @param price of each group of `whole`
   * @returns what no choice passes that was not looked at; −Infinity where all were
   */
  search(state: Uint8Array, price: ArrayLike<number>, bound: number): number {
    const { means, open, newest } = this;
    open.push({ bound, state: state.slice(), price: Float32Array.from(price), site: -1, to: FREE });
    while (open.size + newest.length > 0) {
      if (means.isOver()) return this.highest();
      const node = newest.pop() ?? open.pop()!;
      if (this.isBeaten(node.bound)) continue;
      if (++this.nodes % TOLD_EVERY === 0) means.told(Math.max(node.bound, this.highest()));
      this.look(node);
    }
    return -Infinity;
  }

  private highest(): number {
    return this.newest.reduce((most, node) => Math.max(most, node.bound), this.open.highest);
  }

  private isBeaten(bound: number): boolean {
    return bound < this.means.better();
  }

  private look(node: Node): void {
    const { state, price, problem, shrinking, bound, means } = this;
    state.set(node.state);
    if (node.site >= 0) state[node.site] = node.to;
    price.set(node.price);
    let [top, steps] = [node.bound, STEPS];
    for (;;) {
      const { ground, groupOf, price: prices, left, second } = shrinking.shrink(state, price);
      const rows = siteRows(problem, state, ground.columnOf, ground.columns);
      const forced = forcedBy(rows, ground, state);
      if (forced < 0) return;
      if (forced > 0) continue;
      if (ground.columns === 0 || (ground.groups === 0 && rows.rows === 0)) return means.tried(this.opened());
      bound.begin(ground, rows, prices, SCALE, second);
      bound.improve(means.better() - ground.once, steps, means.isOver);
      if (means.isOver()) {
        this.newest.push(node);
        return;
      }
      top = Math.min(top, ground.once + bound.best);
      this.givePrices(ground, groupOf, left);
      if (this.isBeaten(top)) return;
      const decided = this.decide(ground, ground.once + bound.best);
      if (decided > 0 && (decided >= 0.05 * ground.columns || steps === STEPS)) {
        steps = MORE_STEPS;
        continue;
      }
      this.tryTaken(ground);
      if (!this.isBeaten(top)) this.branch(ground, ground.once + bound.best, top);
      return;
    }
  }

  private opened(): number[] {
    const sites: number[] = [];
    for (let site = 0; site < this.state.length; site++) if (this.state[site] === FIXED) sites.push(site);
    return sites;
  }

  private tryTaken({ columns, site }: CoverGround): void {
    const sites = this.opened();
    for (let column = 0; column < columns; column++) if (this.bound.bestTaken[column]! > 0.5) sites.push(site[column]!);
    this.means.tried(sites);
  }

  /** The prices of the node's groups, shared by the groups they were made of. */
  private givePrices({ weight }: CoverGround, groupOf: Int32Array, left: Float64Array): void {
    const { price, bound, whole } = this;
    for (let group = 0; group < whole.groups; group++) {
      const own = groupOf[group]!;
      if (own < 0) continue;
      price[group] = weight[own]! > 0 ? (bound.bestPrice[own]! * left[group]!) / weight[own]! : 0;
    }
  }

  /** Sites that every better choice opens, or leaves closed. */
  private decide({ columns, site }: CoverGround, top: number): number {
    const { bound, state } = this;
    let decided = 0;
    for (let column = 0; column < columns; column++) {
      const earned = bound.earns[column]!;
      if (earned < 0 ? !this.isBeaten(top + earned) : !this.isBeaten(top - earned)) continue;
      state[site[column]!] = earned < 0 ? FORBIDDEN : FIXED;
      decided++;
    }
    return decided;
  }

  /** Neither in nor out at the best prices, and around many people: both children's bounds fall most. */
  private mostInDoubt({ columns, columnStart, columnGroup, weight }: CoverGround): number {
    let [doubtful, most] = [0, -1];
    for (let column = 0; column < columns; column++) {
      const share = this.bound.share[column]!;
      let around = 0;
      for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) around += weight[columnGroup[at]!]!;
      const doubt = share * (1 - share) * around;
      if (doubt > most) [doubtful, most] = [column, doubt];
    }
    return doubtful;
  }

  private branch(ground: CoverGround, at: number, top: number): void {
    const { bound, state } = this;
    const doubtful = this.mostInDoubt(ground);
    const kept = state.slice();
    const price = Float32Array.from(this.price);
    const earned = bound.earns[doubtful]!;
    for (const to of [FORBIDDEN, FIXED]) {
      const fall = to === FIXED ? Math.min(0, earned) : Math.min(0, -earned);
      const child: Node = {
        bound: Math.min(top, at + fall),
        ...{ state: kept, price, site: ground.site[doubtful]!, to },
      };
      if (this.isBeaten(child.bound)) continue;
      if (this.open.size < this.mostOpen) this.open.push(child);
      else this.newest.push(child);
    }
  }
}

/**
 * Decides what rules leave no choice about.
 * @returns how many sites; −1 where a rule cannot be kept any more
 */
function forcedBy(rows: SiteRows, ground: CoverGround, state: Uint8Array): number {
  let forced = 0;
  for (let row = 0; row < rows.rows; row++) {
    const [begin, end, lower, upper] = [rows.start[row]!, rows.start[row + 1]!, rows.lower[row]!, rows.upper[row]!];
    let [least, most] = [0, 0];
    for (let at = begin; at < end; at++) {
      least += Math.min(0, rows.value[at]!);
      most += Math.max(0, rows.value[at]!);
    }
    if (least > upper || most < lower) return -1;
    for (let at = begin; at < end; at++) {
      const [value, site] = [rows.value[at]!, ground.site[rows.column[at]!]!];
      if (state[site] !== FREE) continue;
      const mayOpen = least + Math.max(0, value) <= upper && most + Math.min(0, value) >= lower;
      const mayClose = least - Math.min(0, value) <= upper && most - Math.max(0, value) >= lower;
      if (!mayOpen && !mayClose) return -1;
      if (mayOpen && mayClose) continue;
      state[site] = mayOpen ? FIXED : FORBIDDEN;
      forced++;
    }
  }
  return forced;
}
