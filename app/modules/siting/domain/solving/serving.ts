import { FORBIDDEN, type SitingProblem } from "./siting-problem";

/**
 * People on their way to opened sites, each way at a cost a person: the common form of p-median (cost = the way, everybody
 * must be served) and of covering with capacities (cost 0 within the radius, 1 for whoever nobody serves). Rows are demands with
 * an allowed link, cheapest link first; the same links stand by columns too.
 */
export interface Serving {
  readonly demands: number;
  readonly sites: number;
  /** the problem's demands in row r, one after the other from `memberStart[r]` */
  readonly memberStart: Int32Array;
  readonly member: Int32Array;
  readonly people: Float64Array;
  readonly start: Int32Array;
  readonly site: Int32Array;
  readonly cost: Float64Array;
  readonly columnStart: Int32Array;
  readonly columnDemand: Int32Array;
  readonly columnCost: Float64Array;
  /** what each person costs whom nobody serves; Infinity = everybody must be served */
  readonly nobody: number;
  /** most people a site may serve; null = as many as come */
  readonly capacity: Float64Array | null;
  /** demands no allowed site reaches */
  readonly uncoverable: readonly number[];
}

interface Reading {
  /** cost of a link a person, or Infinity where it does not count */
  costOf(cost: number): number;
  readonly nobody: number;
  /** demands with equal links become one row */
  readonly isMerged: boolean;
}

/** The problem's links as rows of a serving: O(links × log of a row). */
export function servingOf(problem: SitingProblem, { costOf, nobody, isMerged }: Reading): Serving {
  const { links, state, weight } = problem;
  const uncoverable: number[] = [];
  const rows = new Map<string | number, number>();
  const members: number[][] = [];
  const site: number[] = [];
  const cost: number[] = [];
  const start = [0];
  const row: { site: number; cost: number }[] = [];
  for (let demand = 0; demand < problem.demands; demand++) {
    row.length = 0;
    for (let k = links.start[demand]!; k < links.start[demand + 1]!; k++) {
      const own = costOf(links.cost[k]!);
      if (own < Infinity && state[links.site[k]!] !== FORBIDDEN) row.push({ site: links.site[k]!, cost: own });
    }
    if (row.length === 0) {
      uncoverable.push(demand);
      continue;
    }
    row.sort((a, b) => a.cost - b.cost || a.site - b.site);
    const key = isMerged ? row.map((link) => `${link.site}:${link.cost}`).join(" ") : demand;
    const known = rows.get(key);
    if (known !== undefined) {
      members[known]!.push(demand);
      continue;
    }
    rows.set(key, members.length);
    members.push([demand]);
    for (const link of row) {
      site.push(link.site);
      cost.push(link.cost);
    }
    start.push(site.length);
  }
  const memberStart = new Int32Array(members.length + 1);
  const people = new Float64Array(members.length);
  members.forEach((of, r) => {
    memberStart[r + 1] = memberStart[r]! + of.length;
    for (const demand of of) people[r]! += weight[demand]!;
  });
  const byRow = { start: Int32Array.from(start), site: Int32Array.from(site), cost: Float64Array.from(cost) };
  return {
    demands: members.length,
    sites: problem.sites,
    memberStart,
    member: Int32Array.from(members.flat()),
    people,
    ...byRow,
    ...columnsOf(problem.sites, byRow),
    nobody,
    capacity: problem.capacity,
    uncoverable,
  };
}

/** The serving without sites that are decided to stay closed. */
export function withoutClosed(serving: Serving, state: Uint8Array): Serving {
  const kept = serving.site.map((at) => (state[at] === FORBIDDEN ? 0 : 1));
  const count = kept.reduce((sum, own) => sum + own, 0);
  const start = new Int32Array(serving.demands + 1);
  const site = new Int32Array(count);
  const cost = new Float64Array(count);
  let to = 0;
  for (let d = 0; d < serving.demands; d++) {
    for (let k = serving.start[d]!; k < serving.start[d + 1]!; k++) {
      if (!kept[k]) continue;
      site[to] = serving.site[k]!;
      cost[to++] = serving.cost[k]!;
    }
    start[d + 1] = to;
  }
  return { ...serving, start, site, cost, ...columnsOf(serving.sites, { start, site, cost }) };
}

function columnsOf(sites: number, { start, site, cost }: Pick<Serving, "start" | "site" | "cost">) {
  const columnStart = new Int32Array(sites + 1);
  for (const at of site) columnStart[at + 1]!++;
  for (let at = 0; at < sites; at++) columnStart[at + 1]! += columnStart[at]!;
  const next = columnStart.slice();
  const columnDemand = new Int32Array(site.length);
  const columnCost = new Float64Array(site.length);
  for (let demand = 0; demand + 1 < start.length; demand++)
    for (let k = start[demand]!; k < start[demand + 1]!; k++) {
      const to = next[site[k]!]!++;
      columnDemand[to] = demand;
      columnCost[to] = cost[k]!;
    }
  return { columnStart, columnDemand, columnCost };
}
