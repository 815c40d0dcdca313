import type { Serving } from "./serving";
import type { Assigned } from "./siting-answer";
import type { SitingProblem } from "./siting-problem";

/** |bound − objective| ÷ |objective|, 0 where they are equal; null = no share can be told. */
export function gapOf(objective: number, bound: number): number | null {
  if (objective === bound) return 0;
  const share = Math.abs(bound - objective) / Math.abs(objective);
  return Number.isFinite(share) ? share : null;
}

/** Ways of rows as ways of the problem's demands: those that were merged go one after the other. */
export function assignedOf(
  { links, weight }: SitingProblem,
  serving: Serving,
  ways: readonly { readonly row: number; readonly site: number; readonly people: number }[],
): Assigned[] {
  const assigned: Assigned[] = [];
  const next = serving.memberStart.slice(0, -1);
  const left = new Float64Array(serving.demands);
  for (let row = 0; row < serving.demands; row++) left[row] = weight[serving.member[next[row]!]!]!;
  for (const { row, site, people } of ways) {
    let rest = people;
    const end = serving.memberStart[row + 1]!;
    do {
      const demand = serving.member[next[row]!]!;
      const taken = Math.min(rest, left[row]!);
      assigned.push({ demand, site, cost: costOf(links, demand, site), people: taken });
      rest -= taken;
      left[row]! -= taken;
      if (left[row]! <= 1e-9 * weight[demand]! && next[row]! + 1 < end) left[row] = weight[serving.member[++next[row]!]!]!;
      else if (left[row]! <= 1e-9 * weight[demand]!) break;
    } while (rest > 1e-9 * people);
  }
  return assigned.sort((a, b) => a.demand - b.demand || a.site - b.site);
}

function costOf(links: SitingProblem["links"], demand: number, site: number): number {
  for (let k = links.start[demand]!; k < links.start[demand + 1]!; k++) if (links.site[k] === site) return links.cost[k]!;
  throw new Error(`demand ${demand} has no link to site ${site}, which it was assigned to`);
}
