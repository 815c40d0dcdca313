import { FIXED, FORBIDDEN, FREE, type SitingProblem } from "./siting-problem";

/**
 * Who can still be covered, and by which free sites: demands that the same sites reach stand together as one group, those that
 * fixed sites cover often enough are counted at once, those out of reach are left out. Columns are the free sites.
 */
export interface CoverGround {
  readonly columns: number;
  /** the site of a column, and the column of a site (−1: not free) */
  readonly site: Uint32Array;
  readonly columnOf: Int32Array;
  readonly groups: number;
  /** people of each group */
  readonly weight: Float64Array;
  /** fixed sites that cover each group, as far as more would count */
  readonly already: Uint8Array;
  readonly groupStart: Uint32Array;
  readonly groupColumn: Uint32Array;
  readonly columnStart: Uint32Array;
  readonly columnGroup: Uint32Array;
  /** people covered by the fixed sites alone: once or more, twice or more */
  readonly once: number;
  readonly twice: number;
  /** demands no site reaches that is fixed or free */
  readonly unreached: number;
}

/** What counts: being covered once or twice, and whether a demand of nobody counts as well. */
export interface CoverWish {
  readonly times: 1 | 2;
  readonly everyDemand: boolean;
}

export const isWithin = ({ links, radius }: SitingProblem, link: number): boolean => links.cost[link]! <= radius;

export function coverGround(problem: SitingProblem, state: Uint8Array, wish: CoverWish): CoverGround {
  const { links, weight, demands, sites } = problem;
  const columnOf = new Int32Array(sites).fill(-1);
  const site = Uint32Array.from(state.keys()).filter((at) => state[at] === FREE);
  site.forEach((at, column) => (columnOf[at] = column));
  const grouping = new Grouping(links.site.length);
  const row = new Uint32Array(sites);
  let [once, twice, unreached] = [0, 0, 0];
  for (let demand = 0; demand < demands; demand++) {
    let [free, fixed] = [0, 0];
    for (let link = links.start[demand]!; link < links.start[demand + 1]!; link++) {
      const at = links.site[link]!;
      if (state[at] === FORBIDDEN || !isWithin(problem, link)) continue;
      if (state[at] === FIXED) fixed++;
      else row[free++] = columnOf[at]!;
    }
    if (fixed >= 1) once += weight[demand]!;
    if (fixed >= 2) twice += weight[demand]!;
    if (fixed + free === 0) unreached++;
    if (fixed >= wish.times || free === 0 || (weight[demand] === 0 && !wish.everyDemand)) continue;
    grouping.add(row.subarray(0, free).sort(), fixed, weight[demand]!);
  }
  return { columns: site.length, site, columnOf, ...grouping.grouped(site.length), once, twice, unreached };
}

/** Rows of equal columns become one, found by a number made of their columns. */
class Grouping {
  private readonly column: Uint32Array;
  private readonly start: number[] = [0];
  private readonly weight: number[] = [];
  private readonly already: number[] = [];
  private readonly sameNumber: number[] = [];
  private readonly first = new Map<number, number>();

  constructor(links: number) {
    this.column = new Uint32Array(links);
  }

  add(row: Uint32Array, already: number, weight: number): void {
    let number = (already + 1) | 0;
    for (const column of row) number = Math.imul(number ^ column, 0x01000193) ^ (number >>> 15);
    const before = this.first.get(number);
    for (let group = before ?? -1; group >= 0; group = this.sameNumber[group]!)
      if (this.already[group] === already && this.isRow(group, row)) {
        this.weight[group]! += weight;
        return;
      }
    const at = this.start.at(-1)!;
    this.column.set(row, at);
    this.first.set(number, this.weight.length);
    this.sameNumber.push(before ?? -1);
    this.start.push(at + row.length);
    this.weight.push(weight);
    this.already.push(already);
  }

  private isRow(group: number, row: Uint32Array): boolean {
    const start = this.start[group]!;
    if (this.start[group + 1]! - start !== row.length) return false;
    for (let at = 0; at < row.length; at++) if (this.column[start + at] !== row[at]) return false;
    return true;
  }

  grouped(columns: number) {
    const groups = this.weight.length;
    const groupStart = Uint32Array.from(this.start);
    const groupColumn = this.column.slice(0, groupStart[groups]);
    return {
      groups,
      weight: Float64Array.from(this.weight),
      already: Uint8Array.from(this.already),
      ...{ groupStart, groupColumn },
      ...byColumns(columns, groupStart, groupColumn),
    };
  }
}

/** The links of groups, by columns. */
export function byColumns(columns: number, groupStart: Uint32Array, groupColumn: Uint32Array) {
  const columnStart = new Uint32Array(columns + 1);
  for (const column of groupColumn) columnStart[column + 1]!++;
  for (let column = 0; column < columns; column++) columnStart[column + 1]! += columnStart[column]!;
  const next = columnStart.slice();
  const columnGroup = new Uint32Array(groupColumn.length);
  for (let group = 0; group + 1 < groupStart.length; group++)
    for (let at = groupStart[group]!; at < groupStart[group + 1]!; at++) columnGroup[next[groupColumn[at]!]!++] = group;
  return { columnStart, columnGroup };
}
