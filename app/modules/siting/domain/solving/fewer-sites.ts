import { seededRandom } from "~/shared/seeded-random";
import type { CoverGround } from "./cover-ground";

/**
 * Ever fewer sites that cover every group, where no rule ties sites together: one out, then one in among those around a group
 * that is left over; groups left over weigh more at every step, so that the search turns to what it keeps missing (row weighting
 * local search for the unicost set cover: Gao, Weise & Li, European Journal of Operational Research 246, 2015; here a site that
 * left comes back once somebody it covers has come or gone). Chance comes from a seed. Memory is taken only where fewer were found.
 */
export class FewerSites {
  /** columns that cover every group; never more than before */
  best: Uint32Array;
  private readonly random: () => number;
  private readonly weight: Float64Array;
  /** open columns around each group */
  private readonly load: Uint16Array;
  /** of a closed column: the weight it would cover; of an open one, below zero: the weight that would be left over without it */
  private readonly score: Float64Array;
  private readonly moved: Uint32Array;
  private readonly mayReturn: Uint8Array;
  private readonly open: Uint32Array;
  private readonly placeOpen: Int32Array;
  private readonly left: Uint32Array;
  private readonly placeLeft: Int32Array;
  private opened = 0;
  private leftOver = 0;
  private steps = 0;
  private lastIn = -1;

  /** @param from columns to begin from; whom they leave out is covered beside */
  constructor(
    private readonly ground: CoverGround,
    from: Iterable<number>,
    seed: number,
  ) {
    const { groups, columns } = ground;
    this.random = seededRandom(seed);
    this.weight = new Float64Array(groups).fill(1);
    this.load = new Uint16Array(groups);
    this.score = new Float64Array(columns);
    this.moved = new Uint32Array(columns);
    this.mayReturn = new Uint8Array(columns).fill(1);
    [this.open, this.placeOpen] = [new Uint32Array(columns), new Int32Array(columns).fill(-1)];
    [this.left, this.placeLeft] = [new Uint32Array(groups), new Int32Array(groups).fill(-1)];
    for (let column = 0; column < columns; column++)
      this.score[column] = ground.columnStart[column + 1]! - ground.columnStart[column]!;
    for (let group = 0; group < groups; group++) this.leaves(group);
    for (const column of from) if (this.placeOpen[column]! < 0) this.opens(column);
    while (this.leftOver > 0) this.opens(this.bestAround(this.left[0]!));
    this.best = this.open.slice(0, this.opened);
  }

  /** So many steps; true where fewer sites were found. */
  go(steps: number, isOver: () => boolean): boolean {
    const before = this.best.length;
    for (let step = 0; step < steps && !isOver(); step++) {
      while (this.leftOver === 0) {
        this.best = this.open.slice(0, this.opened);
        if (this.opened === 0) return this.best.length < before;
        this.closes(this.cheapest(-1));
      }
      if (this.opened > 0) this.closes(this.cheapest(this.opened > 1 ? this.lastIn : -1));
      this.lastIn = this.bestAround(this.left[Math.floor(this.random() * this.leftOver)]!);
      this.opens(this.lastIn);
      if (this.leftOver > 0) this.weighMore();
      this.steps++;
    }
    if (this.leftOver === 0 && this.opened < this.best.length) this.best = this.open.slice(0, this.opened);
    return this.best.length < before;
  }

  /** The open column whose groups are least missed, of equals the one that stands longest. */
  private cheapest(spared: number): number {
    const { open, opened, score, moved } = this;
    let [found, most] = [-1, -Infinity];
    for (let place = 0; place < opened; place++) {
      const column = open[place]!;
      if (column === spared || score[column]! < most) continue;
      if (score[column]! > most || moved[column]! < moved[found]!) [found, most] = [column, score[column]!];
    }
    return found;
  }

  private bestAround(group: number): number {
    const { score, moved, mayReturn } = this;
    const { groupStart, groupColumn } = this.ground;
    let [found, most, isFree] = [-1, -Infinity, false];
    for (let at = groupStart[group]!; at < groupStart[group + 1]!; at++) {
      const column = groupColumn[at]!;
      const mayIn = mayReturn[column] === 1;
      if (isFree && !mayIn) continue;
      const isFirst = mayIn && !isFree;
      if (!isFirst && (score[column]! < most || (score[column] === most && moved[column]! >= moved[found]!))) continue;
      [found, most, isFree] = [column, score[column]!, mayIn];
    }
    return found;
  }

  private opens(column: number): void {
    const { ground, load, score, weight, mayReturn } = this;
    const { columnStart, columnGroup, groupStart, groupColumn } = ground;
    this.placeOpen[column] = this.opened;
    this.open[this.opened++] = column;
    const own = -score[column]!;
    for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) {
      const group = columnGroup[at]!;
      const now = ++load[group]!;
      if (now > 2) continue;
      const paid = weight[group]!;
      if (now === 1) this.isCovered(group);
      for (let beside = groupStart[group]!; beside < groupStart[group + 1]!; beside++) {
        const other = groupColumn[beside]!;
        if (now === 1) {
          score[other]! -= paid;
          mayReturn[other] = 1;
        } else if (other !== column && this.placeOpen[other]! >= 0) {
          score[other]! += paid;
          break;
        }
      }
    }
    score[column] = own;
    this.moved[column] = this.steps;
  }

  private closes(column: number): void {
    const { ground, load, score, weight, mayReturn, placeOpen } = this;
    const { columnStart, columnGroup, groupStart, groupColumn } = ground;
    const place = placeOpen[column]!;
    const last = this.open[--this.opened]!;
    this.open[place] = last;
    placeOpen[last] = place;
    placeOpen[column] = -1;
    const own = -score[column]!;
    for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) {
      const group = columnGroup[at]!;
      const now = --load[group]!;
      if (now > 1) continue;
      const paid = weight[group]!;
      if (now === 0) this.leaves(group);
      for (let beside = groupStart[group]!; beside < groupStart[group + 1]!; beside++) {
        const other = groupColumn[beside]!;
        if (now === 0) {
          score[other]! += paid;
          mayReturn[other] = 1;
        } else if (placeOpen[other]! >= 0) {
          score[other]! -= paid;
          break;
        }
      }
    }
    score[column] = own;
    this.moved[column] = this.steps;
    mayReturn[column] = 0;
  }

  /** Every group left over weighs one more, and so do the columns around it. */
  private weighMore(): void {
    const { ground, left, leftOver, weight, score } = this;
    for (let place = 0; place < leftOver; place++) {
      const group = left[place]!;
      weight[group]!++;
      for (let at = ground.groupStart[group]!; at < ground.groupStart[group + 1]!; at++) score[ground.groupColumn[at]!]!++;
    }
  }

  private leaves(group: number): void {
    this.placeLeft[group] = this.leftOver;
    this.left[this.leftOver++] = group;
  }

  private isCovered(group: number): void {
    const place = this.placeLeft[group]!;
    const last = this.left[--this.leftOver]!;
    this.left[place] = last;
    this.placeLeft[last] = place;
    this.placeLeft[group] = -1;
  }
}
