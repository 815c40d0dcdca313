import type { CoverGround } from "./cover-ground";
import { FIXED, FORBIDDEN, FREE } from "./siting-problem";

/** What is left of a ground, and the prices of its groups. Its arrays are only good until the next shrinking. */
export interface Shrunk {
  readonly ground: CoverGround;
  /** of each group of the whole ground the group it is in now; −1 = covered, or nobody reaches it any more */
  readonly groupOf: Int32Array;
  readonly price: Float64Array;
  /** what is left of each group of the whole ground to be covered for: its weight, or what the second cover is worth */
  readonly left: Float64Array;
  /** of each group, what a second cover is worth; null = nothing counts twice */
  readonly second: Float64Array | null;
}

/**
 * A ground once more of its sites are decided, in memory taken once: groups that an opened site covers are counted, closed sites
 * leave, and groups which only those told apart become one, their prices added up. O(links), no sorting: columns keep their order.
 * Where a second cover counts as well, a group that one opened site covers stays for its second one.
 */
export class CoverShrink {
  private readonly site: Uint32Array;
  private readonly columnOf: Int32Array;
  private readonly weight: Float64Array;
  private readonly price: Float64Array;
  private readonly left: Float64Array;
  private readonly second: Float64Array | null;
  private readonly groupOf: Int32Array;
  private readonly groupStart: Uint32Array;
  private readonly groupColumn: Uint32Array;
  private readonly columnStart: Uint32Array;
  private readonly columnGroup: Uint32Array;
  private readonly next: Uint32Array;
  private readonly none: Uint8Array;
  /** groups by a number made of their columns: a place, and the next one that is tried */
  private readonly place: Int32Array;

  /** @param twice what covering each group a second time is worth; null = nothing */
  constructor(
    private readonly whole: CoverGround,
    private readonly twice: Float64Array | null = null,
  ) {
    const { columns, groups, groupColumn, columnOf } = whole;
    this.site = new Uint32Array(columns);
    this.columnOf = new Int32Array(columnOf.length);
    this.weight = new Float64Array(groups);
    this.price = new Float64Array(groups);
    this.left = new Float64Array(groups);
    this.second = twice && new Float64Array(groups);
    this.groupOf = new Int32Array(groups);
    this.groupStart = new Uint32Array(groups + 1);
    this.groupColumn = new Uint32Array(groupColumn.length);
    this.columnStart = new Uint32Array(columns + 1);
    this.columnGroup = new Uint32Array(groupColumn.length);
    this.next = new Uint32Array(columns + 1);
    this.none = new Uint8Array(groups);
    this.place = new Int32Array(2 ** Math.ceil(Math.log2(2 * groups + 2)));
  }

  /** @param state of each site of the question · @param prices of each group of the whole ground */
  shrink(state: Uint8Array, prices: ArrayLike<number>): Shrunk {
    const { whole, site, columnOf, weight, price, left, second, twice, groupOf, groupStart, groupColumn, place } = this;
    const counted = twice ? 2 : 1;
    columnOf.fill(-1);
    let columns = 0;
    for (const at of whole.site) {
      if (state[at] !== FREE) continue;
      site[columns] = at;
      columnOf[at] = columns++;
    }
    place.fill(-1);
    let [groups, end, once, unreached] = [0, 0, whole.once, whole.unreached];
    for (let group = 0; group < whole.groups; group++) {
      const begin = end;
      let covers = 0;
      let number = 0;
      for (let at = whole.groupStart[group]!; at < whole.groupStart[group + 1]!; at++) {
        const own = whole.site[whole.groupColumn[at]!]!;
        if (state[own] === FORBIDDEN) continue;
        if (state[own] === FIXED) {
          if (++covers === counted) break;
          continue;
        }
        const column = columnOf[own]!;
        groupColumn[end++] = column;
        number = Math.imul(number ^ column, 0x01000193) ^ (number >>> 15);
      }
      const again = twice ? twice[group]! : 0;
      if (covers > 0) once += whole.weight[group]!;
      if (covers > 1) once += again;
      left[group] = covers === 0 ? whole.weight[group]! : covers === 1 ? again : 0;
      if (covers === counted || end === begin || (covers > 0 && again === 0)) {
        if (covers === 0) unreached++;
        groupOf[group] = -1;
        end = begin;
        continue;
      }
      const same = this.known(number, begin, end);
      groupOf[group] = same < 0 ? groups : same;
      if (same >= 0) {
        weight[same]! += left[group]!;
        price[same]! += prices[group]!;
        if (second && covers === 0) second[same]! += again;
        end = begin;
        continue;
      }
      weight[groups] = left[group]!;
      if (second) second[groups] = covers === 0 ? again : 0;
      price[groups] = prices[group]!;
      groupStart[groups++] = begin;
      groupStart[groups] = end;
      this.keep(number, groups - 1);
    }
    this.turn(columns, groups, end);
    const ground: CoverGround = {
      ...{ columns, groups, columnOf, once, unreached, twice: whole.twice },
      site: site.subarray(0, columns),
      weight: weight.subarray(0, groups),
      already: this.none.subarray(0, groups),
      groupStart: groupStart.subarray(0, groups + 1),
      groupColumn: groupColumn.subarray(0, end),
      columnStart: this.columnStart.subarray(0, columns + 1),
      columnGroup: this.columnGroup.subarray(0, end),
    };
    return { ground, groupOf, price: price.subarray(0, groups), left, second: second && second.subarray(0, groups) };
  }

  private known(number: number, begin: number, end: number): number {
    const { place, groupStart, groupColumn } = this;
    const mask = place.length - 1;
    for (let at = (number ^ (number >>> 13)) & mask; place[at]! >= 0; at = (at + 1) & mask) {
      const group = place[at]!;
      const start = groupStart[group]!;
      if (groupStart[group + 1]! - start !== end - begin) continue;
      let same = 0;
      while (begin + same < end && groupColumn[start + same] === groupColumn[begin + same]) same++;
      if (begin + same === end) return group;
    }
    return -1;
  }

  private keep(number: number, group: number): void {
    const mask = this.place.length - 1;
    let at = (number ^ (number >>> 13)) & mask;
    while (this.place[at]! >= 0) at = (at + 1) & mask;
    this.place[at] = group;
  }

  /** The same links by columns. */
  private turn(columns: number, groups: number, links: number): void {
    const { groupStart, groupColumn, columnStart, columnGroup, next } = this;
    groupStart[0] = 0;
    columnStart.fill(0, 0, columns + 1);
    for (let at = 0; at < links; at++) columnStart[groupColumn[at]! + 1]!++;
    for (let column = 0; column < columns; column++) columnStart[column + 1]! += columnStart[column]!;
    next.set(columnStart);
    for (let group = 0; group < groups; group++)
      for (let at = groupStart[group]!; at < groupStart[group + 1]!; at++) columnGroup[next[groupColumn[at]!]!++] = group;
  }
}
