import type { MultiPolygon } from "geojson";
import type { BarrierLine } from "~/modules/places/domain/barrier";
import { Reach, type Positions, type ReachMethod, type ReachQuestion, type Streets } from "~/modules/places/domain/reach";
import type { SampledWalks } from "~/modules/places/domain/sampled-walk";
import type { Metres } from "~/shared/units";
import { makesLarger } from "./extending";
import { cheaperChoice } from "./instead/cheaper-choice";
import { coverChanges } from "./instead/cover-changes";
import { atLowerLevel } from "./instead/lower-twin";
import { roomChanges } from "./instead/room-changes";
import { roomWalkChanges } from "./instead/room-walk-changes";
import { withoutIdle } from "./instead/without-idle";
import { RoomFlow } from "./instead/room-flow";
import { walkChanges } from "./instead/walk-changes";
import { openable, reserveOf, standIns, type Choice, type NextBest, type Reserve } from "./next-best";
import { ChoiceRules } from "./solving/choice-rules";
import { servingOf } from "./solving/serving";
import { sharePeople } from "./solving/share-people";
import type { SitingAnswer, SitingImpossible, SitingMeans, SitingNotFound } from "./solving/siting-answer";
import { solveSiting } from "./solving/solve-siting";
import {
  FIXED,
  FORBIDDEN,
  FREE,
  type SitingLimit,
  type SitingLinks,
  type SitingModel,
  type SitingProblem,
} from "./solving/siting-problem";
import {
  candidateOf,
  conflictsOf,
  demandLinks,
  demandRows,
  isUpperSite,
  measuredSites,
  needsOf,
  type DemandRows,
  type Levels,
} from "./two-levels";

/** Everything one question depends on, as plain columns: it travels to a worker thread. Existing places stand before candidates. */
export interface SitingInput {
  readonly model: SitingModel;
  /** two places within reach: with as many new ones as are given, or with as few as reach everybody */
  readonly first?: SitingProblem["first"];
  /** communities; NaN = no position */
  readonly points: { readonly lon: Float64Array; readonly lat: Float64Array };
  /** whose people count */
  readonly isCounted: Uint8Array;
  readonly groups: readonly {
    /** NaN = unknown */
    readonly people: Float64Array;
    /** what one of them counts in the choice; where places hold only so many, everybody counts one and takes one place */
    readonly weight: number;
    /** metres of its circle */
    readonly limit: Metres;
  }[];
  readonly sites: { readonly lon: Float64Array; readonly lat: Float64Array };
  readonly existing: number;
  readonly state: Uint8Array;
  /** by site the standing one it makes larger: more room, and no place of its own; −1 = none. Null = all are places */
  readonly extensionOf?: Int32Array | null;
  readonly limits: readonly SitingLimit[];
  /** least distance between two new ones, as the crow flies; null = any */
  readonly spacing: Metres | null;
  readonly capacity: Float64Array | null;
  /** fen to build by site, NaN = unknown: of choices that are equally good the cheaper is taken; without it the solver's own */
  readonly price?: Float64Array;
  /** two levels of service sited together; null or absent = one */
  readonly levels?: Levels | null;
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
  readonly gap: number | null;
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
  /** of two levels: how far everybody walks to the nearest of the upper one, and whom of the first group none of it could reach */
  readonly upper: {
    readonly before: Walked;
    readonly after: Walked;
    readonly outOfReach: readonly number[];
    /** rows within the upper circle of each chosen one of the upper level, ascending */
    readonly walks: readonly (readonly number[])[];
  } | null;
  /** where places hold only so many: who has a place within the circle, and who walks where */
  readonly room: FoundRoom | null;
  /** rows of communities within the first group's circle of each chosen one, ascending */
  readonly walks: readonly (readonly number[])[];
  /** for each chosen one what could stand in its place; null = it must be there; empty: a question about distances, or there was no time to look */
  readonly nextBest: readonly (NextBest | null)[];
  /** for each chosen one the candidates that are equally good in its place; null = it must be there, or nobody looked */
  readonly equals: readonly (readonly number[] | null)[];
  readonly reserve: readonly Reserve[];
  /** why there is no reserve: no other place adds anybody, none is allowed, or there was no time to look at them all */
  readonly withoutReserve: "nothing-more" | "not-allowed" | "not-in-time" | null;
  /** the ground within the limit of each chosen one, of two levels that of its own */
  readonly circles: readonly MultiPolygon[];
}

/** People of one community who go to one place. */
export interface Way {
  readonly point: number;
  readonly metres: Metres;
  readonly people: number;
}

export interface FoundRoom {
  /** people of the first group with a place within their circle: in what is there, and with the new ones */
  readonly before: number;
  readonly after: number;
  /** what each chosen one holds of them; what is there holds what it held, so these add up to the gain */
  readonly holds: readonly (readonly Way[])[];
  /** who walks where when walks are shortest, everybody in a place with room; null = a question about circles */
  readonly walks: { readonly before: readonly Way[]; readonly after: readonly Way[]; readonly served: readonly number[] } | null;
}

const RESERVES = 3;
/** 300 communities × 100 places take a second or two of the processor. */
const MOST_WAYS_SHARED = 30_000;
/** Where places hold only so many each exchange moves people: so many are tried in a second or two. */
const MOST_EXCHANGES = 100_000;
/** Seconds to look at what else there is when the time is over, or somebody said «stop»: twice, before what was chosen is measured and after. */
const MOMENT = { late: 1, stopped: 0.3 };
/** Of these for an upper level. */
const UPPER_RESERVES = 1;
/** A person without a place weighs more than any walk, and little enough for machines to add metres to it. */
const NOBODY: Metres = 1e6;

/**
 * The whole answer: who walks how far to what, the choice, and the walks measured once more with what was chosen. People are told
 * of as measured the second time, never as the choice assumed.
 */
export function sitingRun(
  input: SitingInput,
  streets: Streets | null,
  means: SitingMeans,
): SitingFound | RunImpossible | SitingNotFound {
  const isCovering = input.model !== "p-median" && input.model !== "p-center";
  const { levels = null } = input;
  const widest = Math.max(...input.groups.map(({ limit }) => limit), levels?.limit ?? 0);
  const farthest = isCovering ? widest : Math.max(input.farthest, widest);
  const question = (sites: Positions, range: Metres): ReachQuestion => ({
    ...{ method: input.walking.method, sites, points: input.points, farthest: range, detour: input.walking.detour },
    ...{ barriers: input.walking.barriers, streets, walks: input.walking.walks },
  });
  const reach = new Reach(question(measuredSites(input), farthest));
  const pairs = reach.pairs();
  const rows = demandRows(input);
  const links = demandLinks(pairs, input, rows, isCovering);
  const people = Float64Array.from(rows.point, (point, row) => input.groups[rows.group[row]!]!.people[point]!);
  const weighs = (row: number) => input.groups[rows.group[row]!]!.weight * (rows.isUpper[row] ? levels!.weight : 1);
  const weight = people.map((count, row) => (input.capacity ? count : weighs(row) * count));
  const problem: SitingProblem = {
    ...{ model: input.model, demands: rows.point.length, sites: input.sites.lon.length, weight, links },
    ...{ radius: Infinity, state: input.state, limits: input.limits, conflicts: conflictsOf(input), needs: needsOf(input) },
    ...{ capacity: input.capacity, first: input.first },
  };
  const solved = solveSiting(problem, input.model === "lscp" ? ofNewOnes(input, means) : means);
  if (solved.kind === "impossible") return { ...solved, beyond: mustBeReached(input, problem, rows, question) };
  if (solved.kind !== "answer") return solved;
  const roomLinks = input.capacity && (isCovering ? links : demandLinks(pairs, input, rows, true));
  const flowOf = (sites: readonly number[]): RoomFlow | null => {
    const flow = roomLinks && new RoomFlow(roomLinks, people, input.capacity!);
    for (const site of sites) flow?.open(site);
    return flow;
  };
  const answer = forLess({ input, problem, rows, answer: solved }, flowOf, timeToLook(means));
  const chosen = answer.sites.filter((site) => site >= input.existing);
  const search = Math.max(input.farthest, widest);
  const after = placesAt(input, chosen);
  const measured = new Reach(question(after, search)).nearest();
  const flow = flowOf([]);
  const room = flow && roomFound({ input, problem, rows, answer, chosen }, flow);
  const beyond = (isUpper: 0 | 1) =>
    answer.uncoverable.filter((row) => rows.group[row] === 0 && rows.isUpper[row] === isUpper).map((row) => rows.point[row]!);
  return {
    kind: "found",
    ...{ objective: answer.objective, bound: answer.bound, gap: answer.gap, proved: answer.proved, ended: answer.ended, chosen },
    outOfReach: beyond(0),
    unmeasured: measured.unsnappedPoints.map(({ row }) => row),
    before: walkedBefore(input, question, search),
    after: measured,
    upper: levels && {
      before: walkedBefore(input, question, search, true),
      after: new Reach(question(placesAt(input, chosen, true), search)).nearest(),
      outOfReach: beyond(1),
      walks: walksTo(links, rows, chosen, levels.limit, 1),
    },
    room,
    walks: walksTo(links, rows, chosen, input.groups[0]!.limit),
    ...whatElse({ input, problem, rows, answer, chosen }, flow, timeToLook(means)),
    circles: circlesOf(
      new Reach(question(placesAt({ ...input, existing: 0, extensionOf: null }, chosen), widest)),
      chosen.map((site) => (isUpperSite(input, site) ? levels!.limit : input.groups[0]!.limit)),
    ),
  };
}

/** Of the fewest that are needed those that stand are no news: while it is looked for, new ones are told of. */
function ofNewOnes({ state, existing }: SitingInput, means: SitingMeans): SitingMeans {
  const there = state.subarray(0, existing).reduce((sum, each) => sum + (each === FIXED ? 1 : 0), 0);
  const without = (figure: number | null) => figure && Math.max(0, figure - there);
  return {
    ...means,
    told: (said) => means.told({ ...said, objective: without(said.objective), bound: without(said.bound) }),
  };
}

/** People of the first group who have none within the search now and could have one. */
export interface BeyondNow {
  readonly people: number;
  readonly searched: Metres;
}

/** No choice keeps every condition. Questions of walks have one nobody writes: whoever could be reached has to be. */
export interface RunImpossible extends SitingImpossible {
  /** null = a question about circles, or of room */
  readonly beyond: BeyondNow | null;
}

function mustBeReached(
  input: SitingInput,
  { model, links, state }: SitingProblem,
  rows: DemandRows,
  question: (sites: Positions, range: Metres) => ReachQuestion,
): BeyondNow | null {
  if ((model !== "p-median" && model !== "p-center") || input.capacity) return null;
  const searched = Math.max(input.farthest, ...input.groups.map(({ limit }) => limit));
  const { metres } = walkedBefore(input, question, searched);
  const could = (row: number) =>
    links.site.subarray(links.start[row]!, links.start[row + 1]!).some((site) => state[site] !== FORBIDDEN);
  let people = 0;
  rows.point.forEach((point, row) => {
    if (rows.group[row] === 0 && !Number.isFinite(metres[point]) && could(row)) people += input.groups[0]!.people[point]!;
  });
  return { people, searched };
}

interface Answered {
  readonly input: SitingInput;
  readonly problem: SitingProblem;
  readonly rows: DemandRows;
  readonly answer: SitingAnswer;
  readonly chosen: readonly number[];
}

/** What is looked at beside the choice has what is left of the time, and a moment in any case. */
function timeToLook({ now, seconds, isStopped }: SitingMeans): () => boolean {
  const wasStopped = isStopped();
  const until = wasStopped ? now() + MOMENT.stopped : Math.max(seconds, now() + MOMENT.late);
  return () => now() >= until || (!wasStopped && isStopped());
}

/** The same worth with nothing that adds nothing, and for less money; what there is no time to look at stays. */
function forLess(
  { input, problem, rows, answer }: Omit<Answered, "chosen">,
  flowOf: (sites: readonly number[]) => RoomFlow | null,
  isOver: () => boolean,
): SitingAnswer {
  const { price = null, model, capacity } = input;
  const mayGo = (site: number) => site >= input.existing && input.state[site] === FREE;
  if (capacity && model === "p-median") return { ...answer, sites: withoutEmpty(problem, answer, mayGo) };
  const choiceOf = (sites: readonly number[]): Choice => {
    const { changes, rules, free, scale } = choiceWith(
      { input, problem, rows, answer: { ...answer, sites } },
      flowOf(sites),
      false,
      isOver,
    );
    // Of two levels any may stand in for any: their worth is that of both.
    return { changes, rules, free, scale };
  };
  // Of «the fewest» none is idle: whoever is reached by one alone needs it.
  const isFewest = model === "lscp" || (model === "backup" && problem.first === "fewest");
  const busy = (sites: readonly number[]) =>
    isFewest || isOver() ? sites : withoutIdle(sites, price, mayGo, choiceOf(sites), isOver);
  const needed = busy(answer.sites);
  const twinOf = (site: number) => (mayGo(site) && isUpperSite(input, site) ? input.existing + candidateOf(input, site) : null);
  const levelled = input.levels ? atLowerLevel(needed, price, twinOf, choiceOf, isOver) : needed;
  const isAsked = price && (!capacity || levelled.length * problem.sites <= MOST_EXCHANGES);
  return { ...answer, sites: busy(isAsked ? cheaperChoice(levelled, price, mayGo, choiceOf, isOver) : levelled) };
}

/** Who goes where is settled with the choice: a place nobody goes to is left out, unless a rule needs it. */
function withoutEmpty(problem: SitingProblem, { sites, assigned }: SitingAnswer, mayGo: (site: number) => boolean): number[] {
  const rules = new ChoiceRules(problem);
  rules.reset(sites);
  const isSought = new Set(assigned.map(({ site }) => site));
  const gone = rules.closeEach(
    sites.filter((site) => mayGo(site) && !isSought.has(site)),
    () => true,
  );
  return sites.filter((site) => !gone.has(site));
}

/** A choice with what could be exchanged in it. @param isUpper of which level people are told of; the worth is that of both */
function choiceWith(
  { input, problem, rows, answer }: Omit<Answered, "chosen">,
  flow: RoomFlow | null,
  isUpper: boolean,
  isOver: () => boolean,
): Choice {
  const { model, links, weight } = problem;
  const isCovering = model !== "p-median" && model !== "p-center";
  const rules = new ChoiceRules(problem);
  rules.reset(answer.sites);
  const isOpen = rules.isOpen.slice();
  const isServed = new Uint8Array(weight.length).fill(1);
  for (const row of answer.uncoverable) isServed[row] = 0;
  const isTold = (row: number) => rows.group[row] === 0 && (rows.isUpper[row] === 1) === isUpper;
  const people = weight.map((_, row) => (isTold(row) ? input.groups[0]!.people[rows.point[row]!]! : 0));
  const changes = flow
    ? isCovering
      ? roomChanges(flow)
      : roomWalkChanges(servingOf(problem, { costOf: (cost) => cost, nobody: Infinity, isMerged: false }), answer.sites, isOver)
    : isCovering
      ? coverChanges({ links, weight, people, isOpen, times: model === "backup" ? 2 : 1 })
      : walkChanges({ links, weight, isOpen, isServed, of: model === "p-median" ? "sum" : "longest" });
  const free = Array.from(input.state.keys()).filter(
    (site) => site >= input.existing && input.state[site] === FREE && !isOpen[site],
  );
  const isAlike = (one: number, other: number) => isUpperSite(input, one) === isUpperSite(input, other);
  return { changes, rules, free, isAlike, scale: Math.abs(answer.objective) };
}

/**
 * What could stand in the place of each chosen one, and what comes next: all of it within every limit. Of neither a part is told:
 * the best of those there was time for may not be the best.
 */
function whatElse(
  { input, problem, rows, answer, chosen }: Answered,
  flow: RoomFlow | null,
  isOver: () => boolean,
): Pick<SitingFound, "nextBest" | "equals" | "reserve" | "withoutReserve"> {
  const isCovering = problem.model !== "p-median" && problem.model !== "p-center";
  // Who walks where among places that are full is shared out anew for every other choice: of few enough ways it is asked.
  if (flow && !isCovering && (problem.model !== "p-median" || problem.links.site.length > MOST_WAYS_SHARED))
    return { nextBest: [], equals: [], reserve: [], withoutReserve: null };
  const choice = choiceWith({ input, problem, rows, answer }, flow, false, isOver);
  const above = input.levels ? choiceWith({ input, problem, rows, answer }, flow, true, isOver) : null;
  const loose = chosen.filter((site) => input.state[site] === FREE);
  const toReserve = () =>
    above ? reserveOfBoth(input, choice, above, loose, isOver) : reserveOf(choice, loose, RESERVES, isOver);
  const reserve = isCovering ? toReserve() : [];
  const isAnyAllowed = openable(choice, loose).length > 0;
  const empty = isAnyAllowed || choice.free.length === 0 ? "nothing-more" : "not-allowed";
  const others = chosen.map((site) =>
    input.state[site] === FREE ? standIns(isUpperSite(input, site) ? above! : choice, site, isOver) : null,
  );
  const isLookedAt = chosen.every((site, at) => input.state[site] !== FREE || others[at]);
  return {
    nextBest: isCovering && isLookedAt ? others.map((other) => other && other.next) : [],
    equals: isLookedAt ? others.map((other) => other && other.equals) : [],
    reserve: reserve ?? [],
    withoutReserve: !reserve ? "not-in-time" : !isCovering || reserve.length > 0 ? null : empty,
  };
}

/** Each level has its own in reserve; a candidate is in reserve for one of them. */
function reserveOfBoth(
  input: SitingInput,
  lower: Choice,
  above: Choice,
  loose: readonly number[],
  isOver: () => boolean,
): Reserve[] | null {
  const of = (choice: Choice, isUpper: boolean, most: number, without: readonly number[]) => {
    const isOwn = (site: number) => isUpperSite(input, site) === isUpper && !without.includes(candidateOf(input, site));
    return reserveOf({ ...choice, free: choice.free.filter(isOwn) }, loose, most, isOver);
  };
  const upper = of(above, true, UPPER_RESERVES, []);
  const taken = upper?.map(({ site }) => candidateOf(input, site));
  const points = upper && of(lower, false, RESERVES - upper.length, taken!);
  return points && [...points, ...upper];
}

/** Who has a place: first in what is there, then with the new ones one after another, so that nobody loses theirs. */
function roomFound({ input, problem, rows, answer, chosen }: Answered, flow: RoomFlow): FoundRoom {
  const isMain = (row: number) => rows.group[row] === 0;
  const served = () => flow.served.reduce((sum, people, row) => sum + (isMain(row) ? people : 0), 0);
  for (let site = 0; site < input.existing; site++) if (input.state[site] === FIXED) flow.open(site);
  const before = served();
  for (const site of chosen) flow.open(site);
  const holds = chosen.map((site) =>
    Array.from(flow.linksOf(site)).flatMap((link): Way[] => {
      const row = flow.row(link);
      const people = flow.flow[link]!;
      return isMain(row) && people > 0 ? [{ point: rows.point[row]!, metres: flow.metres(link), people }] : [];
    }),
  );
  if (problem.model !== "p-median") return { before, after: served(), holds, walks: null };
  const there = problem.state.map((state, site) => (site < input.existing ? state : FORBIDDEN));
  const serving = servingOf({ ...problem, state: there }, { costOf: (cost) => cost, nobody: NOBODY, isMerged: false });
  const open = Array.from(there.keys()).filter((site) => there[site] === FIXED);
  const now = sharePeople(serving, open, NOBODY).ways.map(({ row, cost, people }) => ({
    row: serving.member[row]!,
    cost,
    people,
  }));
  const then = answer.assigned.map(({ demand, site, cost, people }) => ({ row: demand, site, cost, people }));
  const ways = (all: readonly { readonly row: number; readonly cost: number; readonly people: number }[]): Way[] =>
    all.filter(({ row }) => isMain(row)).map(({ row, cost, people }) => ({ point: rows.point[row]!, metres: cost, people }));
  const goIn = (site: number) => then.reduce((sum, way) => sum + (way.site === site && isMain(way.row) ? way.people : 0), 0);
  // Who goes to a place made larger fills the room it had first.
  const goTo = (site: number) => {
    const there = input.extensionOf?.[site] ?? -1;
    return there < 0 ? goIn(site) : Math.max(0, goIn(there) + goIn(site) - input.capacity![there]!);
  };
  return { before, after: served(), holds, walks: { before: ways(now), after: ways(then), served: chosen.map(goTo) } };
}

/**
 * Existing places that count, then the chosen ones. What is switched off, or only makes one larger, has no position here.
 * @param isUpper of the upper level alone
 */
const placesAt = (input: SitingInput, chosen: readonly number[], isUpper = false): Positions => {
  const { sites, existing, state } = input;
  const rows = [...Array.from({ length: existing }, (_, site) => site), ...chosen];
  const at = (column: Float64Array) =>
    Float64Array.from(rows, (site) => {
      const isOff = (site < existing && state[site] === FORBIDDEN) || (isUpper && !isUpperSite(input, site));
      return isOff || makesLarger(input, site) ? NaN : column[site]!;
    });
  return { lon: at(sites.lon), lat: at(sites.lat) };
};

function walkedBefore(
  input: SitingInput,
  question: (sites: Positions, range: Metres) => ReachQuestion,
  range: Metres,
  isUpper = false,
): Walked {
  return new Reach(question(placesAt(input, [], isUpper), range)).nearest();
}

/** Communities near enough to each of the sites, read off the links in one pass. */
function walksTo(links: SitingLinks, rows: DemandRows, sites: readonly number[], limit: Metres, level: 0 | 1 = 0): number[][] {
  const at = new Map(sites.map((site, n) => [site, n]));
  const found = sites.map((): number[] => []);
  for (let row = 0; row < rows.point.length; row++) {
    if (rows.group[row] !== 0 || rows.isUpper[row] !== level) continue;
    for (let link = links.start[row]!; link < links.start[row + 1]!; link++) {
      const n = at.get(links.site[link]!);
      if (n !== undefined && links.cost[link]! <= limit) found[n]!.push(rows.point[row]!);
    }
  }
  return found;
}

/** @param own the circle of each site, in their order */
function circlesOf(reach: Reach, own: readonly Metres[]): MultiPolygon[] {
  const limits = [...new Set(own)].sort((a, b) => a - b);
  return [...reach.siteShapes(limits)].map((shapes, at) => shapes[limits.indexOf(own[at]!)]!);
}
