import type { CoverGround } from "./cover-ground";
import type { SitingProblem } from "./siting-problem";

/** A part of a ground that shares no site with any other: a question of its own. */
export interface CoverPart {
  /** the fewest sites that cover each of the part's groups, its links at no cost */
  readonly problem: SitingProblem;
  /** of each site of that question the column of the ground */
  readonly column: Uint32Array;
}

/**
 * Where no rule speaks of sites, what is covered by different sites is decided apart, and the fewest sites of the whole are the
 * fewest of each part. Smallest parts first; columns that reach nobody are in none. O(links).
 */
export function coverParts(ground: CoverGround): CoverPart[] {
  const { groups, groupStart, groupColumn } = ground;
  const partOf = partsOf(ground);
  const members = new Map<number, number[]>();
  for (let group = 0; group < groups; group++) {
    const part = partOf[groupColumn[groupStart[group]!]!]!;
    const known = members.get(part);
    if (known) known.push(group);
    else members.set(part, [group]);
  }
  const sizeOf = (of: readonly number[]) => of.reduce((sum, group) => sum + groupStart[group + 1]! - groupStart[group]!, 0);
  const parts = [...members.values()].map((of) => ({ of, links: sizeOf(of) }));
  return parts.toSorted((one, other) => one.links - other.links).map(({ of, links }) => partWith(ground, of, links));
}

/** The part of each column, named by one of its columns. */
function partsOf({ groups, columns, groupStart, groupColumn }: CoverGround): Uint32Array {
  const parent = Uint32Array.from({ length: columns }, (_, column) => column);
  const rootOf = (column: number): number => {
    let root = column;
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!;
    return root;
  };
  for (let group = 0; group < groups; group++) {
    const root = rootOf(groupColumn[groupStart[group]!]!);
    for (let at = groupStart[group]! + 1; at < groupStart[group + 1]!; at++) parent[rootOf(groupColumn[at]!)] = root;
  }
  return parent.map((_, column) => rootOf(column));
}

function partWith({ columns, groupStart, groupColumn }: CoverGround, groups: readonly number[], links: number): CoverPart {
  const siteOf = new Int32Array(columns).fill(-1);
  const column: number[] = [];
  const start = new Uint32Array(groups.length + 1);
  const site = new Uint32Array(links);
  let end = 0;
  groups.forEach((group, at) => {
    for (let of = groupStart[group]!; of < groupStart[group + 1]!; of++) {
      const own = groupColumn[of]!;
      if (siteOf[own]! < 0) siteOf[own] = column.push(own) - 1;
      site[end++] = siteOf[own]!;
    }
    start[at + 1] = end;
  });
  return {
    column: Uint32Array.from(column),
    problem: {
      ...{ model: "lscp", demands: groups.length, sites: column.length, weight: new Float64Array(groups.length).fill(1) },
      ...{ links: { start, site, cost: new Float64Array(links) }, radius: 0, state: new Uint8Array(column.length) },
      ...{ limits: [], conflicts: [], needs: [], capacity: null },
    },
  };
}
