import type { MipModel } from "./mip";
import { MipRows } from "./mip-rows";
import type { Serving } from "./serving";
import { FIXED, FORBIDDEN, type SitingProblem } from "./siting-problem";

export interface ServingMip {
  readonly model: MipModel;
  /** the opened sites of a solution */
  sitesOf(values: Float64Array): number[];
  /** a solution from opened sites and shares of the people of (row, site) */
  from(
    sites: readonly number[],
    ways: readonly { readonly row: number; readonly site: number; readonly people: number }[],
  ): Float64Array;
  readonly links: number;
}

/**
 * The serving as a mixed integer program in its strong form: a share of a row only where the site is open (Balinski 1965), a
 * site's people within its capacity only where it is open, nobody counted twice. A row goes no farther than to the nearest site
 * that is open anyway, unless that one may be full.
 * @param opening cost of each opened site
 */
export function servingMip(problem: SitingProblem, serving: Serving, state: Uint8Array, opening: number): ServingMip {
  const { demands, sites, people, start, site, cost, capacity, nobody } = serving;
  const columnOf = new Int32Array(sites).fill(-1);
  const opened: number[] = [];
  for (let at = 0; at < sites; at++) if (state[at] !== FORBIDDEN) columnOf[at] = opened.push(at) - 1;
  const linkEnd = new Int32Array(demands);
  const firstLink = new Int32Array(demands);
  let links = 0;
  for (let d = 0; d < demands; d++) {
    firstLink[d] = opened.length + links;
    let end = start[d]!;
    for (; end < start[d + 1]!; end++) {
      if (columnOf[site[end]!]! < 0) continue;
      links++;
      if (state[site[end]!] === FIXED && !capacity) {
        end++;
        break;
      }
    }
    linkEnd[d] = end;
  }
  const aloneAt = opened.length + links;
  const rows = new MipRows(aloneAt + (nobody < Infinity ? demands : 0));
  const load = new Float64Array(sites);
  const bySite: [number, number][][] = opened.map(() => []);
  opened.forEach((at, column) => {
    rows.integer[column] = 1;
    rows.cost[column] = opening;
    if (state[at] === FIXED) rows.lower[column] = 1;
  });
  const eachLink = (d: number, seen: (column: number, k: number) => void): void => {
    let column = firstLink[d]!;
    for (let k = start[d]!; k < linkEnd[d]!; k++) if (columnOf[site[k]!]! >= 0) seen(column++, k);
  };
  for (let d = 0; d < demands; d++) {
    eachLink(d, (column, k) => {
      rows.cost[column] = people[d]! * cost[k]!;
      rows.add(column, 1);
      load[site[k]!]! += people[d]!;
      bySite[columnOf[site[k]!]!]!.push([column, people[d]!]);
    });
    if (nobody < Infinity) {
      rows.add(aloneAt + d, 1);
      rows.cost[aloneAt + d] = people[d]! * nobody;
    }
    rows.between(1, 1);
    eachLink(d, (column, k) => {
      if (state[site[k]!] === FIXED) return;
      rows.add(column, 1);
      rows.add(columnOf[site[k]!]!, -1);
      rows.between(-Infinity, 0);
    });
  }
  if (capacity)
    opened.forEach((at, own) => {
      if (load[at]! <= capacity[at]!) return;
      for (const [column, weight] of bySite[own]!) rows.add(column, weight);
      rows.add(own, -capacity[at]!);
      rows.between(-Infinity, 0);
    });
  if (capacity && nobody === Infinity) {
    const all = people.reduce((sum, own) => sum + own, 0);
    opened.forEach((at, column) => rows.add(column, Math.min(all, capacity[at]!)));
    rows.between(all, Infinity);
  }
  addRules(problem, columnOf, rows);
  return {
    model: rows.model(false),
    links,
    sitesOf: (values) => opened.filter((_, column) => values[column]! > 0.5),
    from: (chosen, ways) => {
      const values = new Float64Array(rows.columns);
      for (const at of chosen) if (columnOf[at]! >= 0) values[columnOf[at]!] = 1;
      if (nobody < Infinity) values.fill(1, aloneAt);
      for (const { row, site: to, people: own } of ways)
        eachLink(row, (column, k) => {
          if (site[k] !== to || people[row] === 0) return;
          values[column]! += own / people[row]!;
          if (nobody < Infinity) values[aloneAt + row]! -= own / people[row]!;
        });
      return values;
    },
  };
}

/** Limits, conflicts and needs as rows; sites without a column stay closed. */
export function addRules({ limits, conflicts, needs }: SitingProblem, columnOf: Int32Array, rows: MipRows): void {
  for (const { site, amount, least, most } of limits) {
    site.forEach((at, i) => columnOf[at]! >= 0 && rows.add(columnOf[at]!, amount[i]!));
    rows.between(least, most);
  }
  for (const group of conflicts) {
    for (const at of new Set(group)) if (columnOf[at]! >= 0) rows.add(columnOf[at]!, 1);
    rows.between(-Infinity, 1);
  }
  for (const { site, oneOf } of needs) {
    if (columnOf[site]! < 0) continue;
    rows.add(columnOf[site]!, 1);
    for (const at of oneOf) if (columnOf[at]! >= 0) rows.add(columnOf[at]!, -1);
    rows.between(-Infinity, 0);
  }
}
