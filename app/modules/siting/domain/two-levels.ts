import { planeAround, pointsOnPlane } from "~/modules/places/domain/local-plane";
import type { ReachPairs } from "~/modules/places/domain/streets/pairs-on-streets";
import type { Metres } from "~/shared/units";
import type { CandidateColumns } from "./candidate-columns";
import { makesLarger, type ExtensionColumn } from "./extending";
import { spacedApart } from "./spaced-apart";
import { linksWithin } from "./solving/links-within";
import { FORBIDDEN, type SitingLinks, type SitingProblem } from "./solving/siting-problem";

// Hierarchical service location, successively inclusive (Moore & ReVelle 1982): a place of the upper level offers what a lower one
// does. Every candidate is two columns, one a level, of which one may open; every community and group two rows, the lower reached
// by places of either level, the upper by upper ones alone within the upper circle.

/** What a choice has of its second level; candidates stand twice among the sites, in the same order. */
export interface Levels {
  /** by site: 1 = of the upper level */
  readonly isUpper: Uint8Array;
  /** how many candidates there are; after the existing sites first all of the lower level, then all of the upper */
  readonly candidates: number;
  /** metres of the upper circle, for every group */
  readonly limit: Metres;
  /** what one person within reach of the upper level counts beside one of the lower */
  readonly weight: number;
  /** a new lower one opens only so near an upper one; null = anywhere */
  readonly within: Metres | null;
}

/** What of a question's columns its levels are read from. */
interface Columns extends ExtensionColumn {
  /** communities */
  readonly points: { readonly lon: Float64Array; readonly lat: Float64Array };
  readonly isCounted: Uint8Array;
  /** people by community, NaN = unknown; metres of the group's circle */
  readonly groups: readonly { readonly people: Float64Array; readonly limit: Metres }[];
  /** existing places, then candidates */
  readonly sites: { readonly lon: Float64Array; readonly lat: Float64Array };
  readonly existing: number;
  readonly state: Uint8Array;
  readonly spacing: Metres | null;
  readonly levels?: Levels | null;
}

/** Rows of demand: a community and a group, of two levels once a level. */
export interface DemandRows {
  readonly point: Uint32Array;
  readonly group: Uint8Array;
  /** metres of the row's circle */
  readonly limit: Float64Array;
  /** 1 = reached by upper places alone */
  readonly isUpper: Uint8Array;
}

/** Lower candidates and upper ones within reach of them, all together: as many as can be written down as rules. */
export const MOST_NEEDS = 1e6;

/** A row for each community and group whose people are known and count; the upper level's after all of the lower. */
export function demandRows({ isCounted, groups, levels = null }: Columns): DemandRows {
  const ofLevel = (isUpper: 0 | 1) =>
    groups.flatMap(({ people, limit: own }, group) => {
      const limit = isUpper ? levels!.limit : own;
      return Array.from(people.keys()).flatMap((point) =>
        isCounted[point] && people[point]! > 0 ? [{ point, group, limit, isUpper }] : [],
      );
    });
  const found = [...ofLevel(0), ...(levels ? ofLevel(1) : [])];
  return {
    point: Uint32Array.from(found, ({ point }) => point),
    group: Uint8Array.from(found, ({ group }) => group),
    limit: Float64Array.from(found, ({ limit }) => limit),
    isUpper: Uint8Array.from(found, ({ isUpper }) => isUpper),
  };
}

/** Sites whose walks are measured: of two levels every candidate once. */
export function measuredSites({ sites, existing, levels = null }: Columns): Columns["sites"] {
  if (!levels) return sites;
  const end = existing + levels.candidates;
  return { lon: sites.lon.slice(0, end), lat: sites.lat.slice(0, end) };
}

/** Who may walk to which site, by rows: of two levels as each level is reached. */
export function demandLinks(pairs: ReachPairs, input: Columns, rows: DemandRows, isBounded: boolean): SitingLinks {
  const { points, existing, levels = null } = input;
  const count = points.lon.length;
  if (!levels) return linksWithin(pairs, count, rows, isBounded);
  const twice = withTwins(pairs, existing, levels.candidates);
  const upper = rows.isUpper.indexOf(1);
  const cut = upper < 0 ? rows.point.length : upper;
  const part = (from: number, to: number) => ({ point: rows.point.subarray(from, to), limit: rows.limit.subarray(from, to) });
  const lower = linksWithin(twice, count, part(0, cut), true);
  const above = kept(twice, (site) => levels.isUpper[site] === 1);
  return joined(lower, linksWithin(above, count, part(cut, rows.point.length), true));
}

/** Pairs of candidates once more for the columns of the upper level, after all others. */
function withTwins({ site, point, metres }: ReachPairs, existing: number, candidates: number): ReachPairs {
  const all = Array.from(site.keys());
  const twins = all.filter((pair) => site[pair]! >= existing);
  return {
    site: Int32Array.from([...site, ...twins.map((pair) => site[pair]! + candidates)]),
    point: Int32Array.from([...point, ...twins.map((pair) => point[pair]!)]),
    metres: Float64Array.from([...metres, ...twins.map((pair) => metres[pair]!)]),
  };
}

function kept({ site, point, metres }: ReachPairs, isKept: (site: number) => boolean): ReachPairs {
  const all = Array.from(site.keys()).filter((pair) => isKept(site[pair]!));
  return {
    site: Int32Array.from(all, (pair) => site[pair]!),
    point: Int32Array.from(all, (pair) => point[pair]!),
    metres: Float64Array.from(all, (pair) => metres[pair]!),
  };
}

function joined(one: SitingLinks, other: SitingLinks): SitingLinks {
  const shift = one.start.at(-1)!;
  const site = new Uint32Array(shift + other.site.length);
  const cost = new Float64Array(site.length);
  site.set(one.site);
  site.set(other.site, shift);
  cost.set(one.cost);
  cost.set(other.cost, shift);
  return { start: Uint32Array.from([...one.start, ...Array.from(other.start.subarray(1), (at) => shift + at)]), site, cost };
}

/** Of each group at most one opens: new ones that stand too near each other, and a candidate's two levels. */
export function conflictsOf(input: Columns): Uint32Array[] {
  const { points, sites, existing, state, spacing, levels = null } = input;
  const mayStand = (site: number) => site >= existing && state[site] !== FORBIDDEN;
  const twins = Array.from({ length: levels?.candidates ?? 0 }, (_, row) =>
    Uint32Array.of(existing + row, existing + levels!.candidates + row),
  ).filter((pair) => pair.every(mayStand));
  // Both stand in one spot: a least distance says it of them too.
  if (spacing === null) return twins;
  const places = pointsOnPlane(planeAround(points.lon, points.lat), sites.lon, sites.lat);
  return spacedApart(places, spacing, (site) => mayStand(site) && !makesLarger(input, site));
}

type Placed = Pick<Columns, "points" | "sites" | "existing" | "state" | "levels">;

/** New lower ones and the upper ones any of which they need so near; where one stands there already they need none. */
export function needsOf(input: Placed): SitingProblem["needs"] {
  const { existing, state, levels = null } = input;
  if (!levels || levels.within === null) return [];
  const near = upperNear(input, levels, levels.within);
  return Array.from({ length: levels.candidates }, (_, row) => existing + row).flatMap((site) => {
    const oneOf = state[site] === FORBIDDEN ? null : near(site);
    return oneOf ? [{ site, oneOf }] : [];
  });
}

/** Whether a candidate may only be of the upper level: no upper one is there so near, and none may be. */
export function isFarFromUpper(input: Placed): (site: number) => boolean {
  const { existing, state, levels = null } = input;
  if (!levels || levels.within === null) return () => false;
  const near = upperNear(input, levels, levels.within);
  return (site) =>
    site >= existing &&
    site < existing + levels.candidates &&
    state[site + levels.candidates] !== FORBIDDEN &&
    near(site)?.length === 0;
}

/** New upper ones so near a new lower one; null = one stands there already. */
function upperNear(
  { points, sites, existing, state }: Placed,
  { candidates, isUpper }: Levels,
  within: Metres,
): (site: number) => Uint32Array | null {
  const at = pointsOnPlane(planeAround(points.lon, points.lat), sites.lon, sites.lat);
  const isNear = (a: number, b: number) => Math.hypot(at.x[a]! - at.x[b]!, at.y[a]! - at.y[b]!) <= within;
  const upper = Array.from(state.keys()).filter((site) => isUpper[site] && state[site] !== FORBIDDEN);
  const [standing, may] = [upper.filter((site) => site < existing), upper.filter((site) => site >= existing)];
  return (site) => {
    if (standing.some((other) => isNear(site, other))) return null;
    // Its own upper level never opens beside it.
    return Uint32Array.from(may.filter((other) => other !== site + candidates && isNear(site, other)));
  };
}

/** Pairs of candidates so near each other, one of the lower level and one of the upper, known without writing them down. */
export function pairsWithin({ x, y, whyNot }: Pick<CandidateColumns, "x" | "y" | "whyNot">, within: Metres): number {
  const rows = Array.from(whyNot.keys())
    .filter((row) => whyNot[row] === null)
    .sort((a, b) => x[a]! - x[b]!);
  let [pairs, from] = [0, 0];
  for (const [at, row] of rows.entries()) {
    while (x[row]! - x[rows[from]!]! > within) from++;
    for (let other = from; other < at; other++)
      if (Math.hypot(x[row]! - x[rows[other]!]!, y[row]! - y[rows[other]!]!) <= within) pairs += 2;
  }
  return pairs;
}

/** The row of a site's candidate. */
export const candidateOf = ({ existing, levels = null }: Pick<Columns, "existing" | "levels">, site: number): number =>
  levels ? (site - existing) % levels.candidates : site - existing;

/** Whether a site is of the upper level. */
export const isUpperSite = ({ levels = null }: Pick<Columns, "levels">, site: number): boolean =>
  levels !== null && levels.isUpper[site] === 1;
