import type { MultiPolygon } from "geojson";
import type { BarrierLine } from "~/modules/places/domain/barrier";
import { Reach, type Positions, type ReachMethod, type ReachQuestion, type Streets } from "~/modules/places/domain/reach";
import type { SampledWalks } from "~/modules/places/domain/sampled-walk";
import { planeAround, pointsOnPlane } from "~/modules/places/domain/local-plane";
import type { Metres } from "~/shared/units";
import { linksWithin } from "./solving/links-within";
import { nextBest, reserveOf, type NextBest, type Reserve } from "./next-best";
import { spacedApart } from "./spaced-apart";
import type { SitingAnswer, SitingImpossible, SitingMeans } from "./solving/siting-answer";
import { solveSiting } from "./solving/solve-siting";
import {
  FORBIDDEN,
  FREE,
  type SitingLimit,
  type SitingLinks,
  type SitingModel,
  type SitingProblem,
} from "./solving/siting-problem";

/** Everything one question depends on, as plain columns: it travels to a worker thread. Existing places stand before candidates. */
export interface SitingInput {
  readonly model: SitingModel;
  /** communities; NaN = no position */
  readonly points: { readonly lon: Float64Array; readonly lat: Float64Array };
  /** whose people count */
  readonly isCounted: Uint8Array;
  readonly groups: readonly {
    /** NaN = unknown */
    readonly people: Float64Array;
    readonly weight: number;
    /** metres of its circle */
    readonly limit: Metres;
  }[];
  readonly sites: { readonly lon: Float64Array; readonly lat: Float64Array };
  readonly existing: number;
  readonly state: Uint8Array;
  readonly limits: readonly SitingLimit[];
  /** least distance between two new ones, as the crow flies; null = any */
  readonly spacing: Metres | null;
  readonly capacity: Float64Array | null;
  /** beyond this nobody is counted as walking, in questions of how far everybody walks */
  readonly farthest: Metres;
  readonly walking: {
    readonly method: ReachMethod;
    readonly detour: number;
    readonly barriers: readonly BarrierLine[];
    readonly walks: SampledWalks | null;
  };
}

/** How far each community's people walk to the nearest place: of those there are, and with the new ones. */
export interface Walked {
  /** Infinity = none within the search */
  readonly metres: Float64Array;
  readonly site: Int32Array;
  readonly secondMetres: Float64Array;
}

export interface SitingFound {
  readonly kind: "found";
  readonly objective: number;
  readonly bound: number;
  readonly gap: number;
  readonly proved: boolean;
  readonly ended: SitingAnswer["ended"];
  /** chosen candidates, as indices of sites */
  readonly chosen: readonly number[];
  /** rows of communities that no site allowed reaches, of the first group */
  readonly outOfReach: readonly number[];
  /** communities without a position, or without a street near */
  readonly unmeasured: readonly number[];
  readonly before: Walked;
  /** sites are existing ones, then the chosen in their order */
  readonly after: Walked;
  /** people of the first group each chosen one serves, where places hold only so many */
  readonly served: readonly number[] | null;
  /** rows of communities within the first group's circle of each chosen one, ascending */
  readonly walks: readonly (readonly number[])[];
  readonly nextBest: readonly NextBest[];
  readonly reserve: readonly Reserve[];
  /** the ground within the limit of each chosen one */
  readonly circles: readonly MultiPolygon[];
}

const RESERVES = 3;

/**
 * The whole answer: who walks how far to what, the choice, and the walks measured once more with what was chosen. People are told
 * of as measured the second time, never as the choice assumed.
 */
export function sitingRun(input: SitingInput, streets: Streets | null, means: SitingMeans): SitingFound | SitingImpossible {
  const isCovering = input.model !== "p-median" && input.model !== "p-center";
  const widest = Math.max(...input.groups.map(({ limit }) => limit));
  const farthest = isCovering ? widest : Math.max(input.farthest, widest);
  const question = (sites: Positions, range: Metres): ReachQuestion => ({
    ...{ method: input.walking.method, sites, points: input.points, farthest: range, detour: input.walking.detour },
    ...{ barriers: input.walking.barriers, streets, walks: input.walking.walks },
  });
  const reach = new Reach(question(input.sites, farthest));
  const pairs = reach.pairs();
  const rows = demandRows(input);
  const links = linksWithin(pairs, input.points.lon.length, rows, isCovering);
  const weight = Float64Array.from(rows.point, (point, row) => {
    const group = input.groups[rows.group[row]!]!;
    return group.weight * group.people[point]!;
  });
  const problem: SitingProblem = {
    ...{ model: input.model, demands: rows.point.length, sites: input.sites.lon.length, weight, links },
    ...{ radius: Infinity, state: input.state, limits: input.limits, conflicts: tooNear(input), needs: [] },
    capacity: input.capacity,
  };
  const answer = solveSiting(problem, means);
  if (answer.kind === "impossible") return answer;
  const chosen = answer.sites.filter((site) => site >= input.existing);
  const search = Math.max(input.farthest, widest);
  const after = placesAt(input, chosen);
  const measured = new Reach(question(after, search)).nearest();
  const isOpen = new Uint8Array(input.sites.lon.length);
  for (const site of answer.sites) isOpen[site] = 1;
  const isFree = input.state.map((state, site) => (state === FREE && site >= input.existing && !isOpen[site] ? 1 : 0));
  const choice = { links, weight, isOpen, isFree, conflicts: problem.conflicts, limits: input.limits };
  const main = answer.uncoverable.filter((row) => rows.group[row] === 0);
  return {
    kind: "found",
    ...{ objective: answer.objective, bound: answer.bound, gap: answer.gap, proved: answer.proved, ended: answer.ended, chosen },
    outOfReach: main.map((row) => rows.point[row]!),
    unmeasured: measured.unsnappedPoints.map(({ row }) => row),
    before: walkedBefore(input, question, search),
    after: measured,
    served: input.capacity ? chosen.map((site) => servedBy(answer, site, rows)) : null,
    walks: walksTo(links, rows, chosen, input.groups[0]!.limit),
    nextBest: isCovering ? chosen.map((site) => nextBest(choice, site)) : [],
    reserve: isCovering ? reserveOf(choice, RESERVES) : [],
    circles: circlesOf(new Reach(question(placesAt({ ...input, existing: 0 }, chosen), widest)), input.groups[0]!.limit),
  };
}

/** New ones that stand too near each other, by groups; what cannot be chosen is in none. */
function tooNear({ points, sites, existing, state, spacing }: SitingInput): Uint32Array[] {
  if (spacing === null) return [];
  const places = pointsOnPlane(planeAround(points.lon, points.lat), sites.lon, sites.lat);
  return spacedApart(places, spacing, (site) => site >= existing && state[site] !== FORBIDDEN);
}

/** A row for each community and group whose people are known and count. */
export interface DemandRows {
  readonly point: Uint32Array;
  readonly group: Uint8Array;
  /** metres of the row's circle */
  readonly limit: Float64Array;
}

function demandRows({ isCounted, groups }: SitingInput): DemandRows {
  const found = groups.flatMap(({ people, limit }, group) =>
    Array.from(people.keys()).flatMap((point) => (isCounted[point] && people[point]! > 0 ? [{ point, group, limit }] : [])),
  );
  return {
    point: Uint32Array.from(found, ({ point }) => point),
    group: Uint8Array.from(found, ({ group }) => group),
    limit: Float64Array.from(found, ({ limit }) => limit),
  };
}

/** Existing places that count, then the chosen ones. A place that is switched off has no position here. */
const placesAt = ({ sites, existing, state }: SitingInput, chosen: readonly number[]): Positions => {
  const rows = [...Array.from({ length: existing }, (_, site) => site), ...chosen];
  const at = (column: Float64Array) =>
    Float64Array.from(rows, (site) => (site < existing && state[site] === FORBIDDEN ? NaN : column[site]!));
  return { lon: at(sites.lon), lat: at(sites.lat) };
};

function walkedBefore(input: SitingInput, question: (sites: Positions, range: Metres) => ReachQuestion, range: Metres): Walked {
  return new Reach(question(placesAt(input, []), range)).nearest();
}

/** Communities near enough to each of the sites, read off the links in one pass. */
function walksTo(links: SitingLinks, rows: DemandRows, sites: readonly number[], limit: Metres): number[][] {
  const at = new Map(sites.map((site, n) => [site, n]));
  const found = sites.map((): number[] => []);
  for (let row = 0; row < rows.point.length; row++) {
    if (rows.group[row] !== 0) continue;
    for (let link = links.start[row]!; link < links.start[row + 1]!; link++) {
      const n = at.get(links.site[link]!);
      if (n !== undefined && links.cost[link]! <= limit) found[n]!.push(rows.point[row]!);
    }
  }
  return found;
}

const servedBy = ({ assigned }: SitingAnswer, site: number, rows: DemandRows): number =>
  assigned.reduce((sum, each) => sum + (each.site === site && rows.group[each.demand] === 0 ? each.people : 0), 0);

const circlesOf = (reach: Reach, limit: Metres): MultiPolygon[] => [...reach.siteShapes([limit])].map(([shape]) => shape!);
