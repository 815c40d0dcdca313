import { limitMetres } from "~/modules/coverage/domain/coverage-query";
import type { PopulationEdition } from "~/modules/coverage/domain/population-group";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { withIdsNow, type Candidate } from "./candidate";
import { MUST, UPPER_SITES } from "./level-limits";
import type { PremisesLeftOut } from "./premises/premises-list";
import type { ExistingSite } from "./siting-result";
import { FIXED, FORBIDDEN, FREE, type SitingLimit } from "./solving/siting-problem";
import { needsOf, type Levels } from "./two-levels";
import { countsAsThere, extensionId } from "./extending";
import { candidateColumns, type CandidateColumns, type CandidateGround } from "./candidate-columns";
import { districtOf, districtsOf, mustProblems, tooManyNear, tooManyWithin } from "./question-on-ground";
import { buildBudget, modelOf, type SitingQuestion } from "./siting-question";
import type { SitingInput } from "./siting-run";

/** A place that is there, with what it can hold where that is known. */
export interface Standing extends Omit<ExistingSite, "lon" | "lat"> {
  readonly lon: number | null;
  readonly lat: number | null;
  readonly licensed: number | null;
  /** of two levels: it offers the upper one, and with it the lower */
  readonly isUpper?: boolean;
}

/** What a question is asked of: the city's columns, who lives where, what stands there, where new ones may. */
export interface SitingGround extends CandidateGround {
  /** people by community, a column a group of the question; NaN = unknown */
  readonly people: readonly Float64Array[];
  readonly editions: readonly (PopulationEdition | null)[];
  readonly standing: readonly Standing[];
  /** premises that are no candidates */
  readonly leftOut?: PremisesLeftOut;
}

export interface PreparedSiting {
  readonly input: SitingInput;
  /** for each candidate the row of its community among the demand, −1 = none near */
  readonly community: Int32Array;
  /** by candidate; of two levels the lower's, then the upper's. Fen, NaN = unknown */
  readonly build: Float64Array;
  readonly yearly: Float64Array;
  readonly isOwnCost: Uint8Array;
  readonly capacity: Float64Array;
  readonly leftOut: number;
  readonly unplaced: number;
  /** premises that cannot pass the fire inspection */
  readonly unfit: number;
  readonly forbidden: number;
}

/** How far everybody's walk is looked for, in minutes. */
const SEARCH_MINUTES = 60;
/** Stands for «as many as come» where others hold only so many. */
export const UNBOUNDED = 1e9;

/** Nothing to choose from, nobody to reach, something that must be chosen and cannot, a spacing too wide to be worked out. */
export type SitingRefusal = "no-candidates" | "no-people" | "must-not-there" | "too-many-near";

/** Records as the numbers of a problem; a refusal where there is nobody or nothing to choose from. */
export function sitingInput(asked: SitingQuestion, of: SitingGround): Verdict<PreparedSiting, SitingRefusal> {
  const question = withIdsNow(asked);
  const { ground, columns, people, standing, candidates } = of;
  const { demand } = columns;
  const isCounted = Uint8Array.from(demand.area, (row) => (ground.areas[row]!.code.startsWith(question.areaCode) ? 1 : 0));
  if (!people.some((column) => column.some((count, row) => isCounted[row] && count > 0))) return refused("no-people");

  const known = candidateColumns(question, of);
  const { community, whyNot } = known;
  if (mustProblems(question, of, known).length > 0) return refused("must-not-there");
  if (tooManyNear(question, known).length + tooManyWithin(question, known).length > 0) return refused("too-many-near");
  const capacity = Float64Array.from(candidates, (one) => one.capacity ?? question.capacity ?? UNBOUNDED);
  if (!whyNot.some((why) => why === null)) return refused("no-candidates");
  const count = standing.length;
  const isThere = countsAsThere(question);
  const limit = limitMetres(question.limit, columns.speedKmh);
  const { upper = null } = question;
  const upperLimit = upper ? limitMetres(upper.limit, columns.speedKmh) : 0;
  const { build, yearly, isOwnCost, state, must } = columnsOf(question, of, known);
  const stands = upper ? [...candidates, ...candidates] : candidates;
  const levels: Levels | null = upper && {
    isUpper: Uint8Array.from(
      [...standing.map(({ isUpper }) => isUpper), ...stands.map((_, at) => at >= candidates.length)],
      Number,
    ),
    ...{ candidates: candidates.length, limit: upperLimit, weight: upper.weight, within: upper.within },
  };
  const input: SitingInput = {
    model: modelOf(question),
    first: question.count === null && buildBudget(question) === null && question.budget.yearly === null ? "fewest" : "given",
    points: { lon: demand.lon, lat: demand.lat },
    isCounted,
    groups: question.groups.map((group, n) => ({
      ...{ people: people[n]!, weight: group.weight },
      limit: group.limit ? limitMetres(group.limit, columns.speedKmh) : limit,
    })),
    sites: {
      lon: Float64Array.from([...standing, ...stands], ({ lon }) => lon ?? NaN),
      lat: Float64Array.from([...standing, ...stands], ({ lat }) => lat ?? NaN),
    },
    existing: count,
    state: Uint8Array.from([...standing.map((each) => (isThere(each) ? FIXED : FORBIDDEN)), ...state]),
    extensionOf: extensionOf(of),
    limits: [...limitsOf(question, of, count, known, { build, yearly }), ...must],
    spacing: question.spacing,
    capacity: holdsOnlySoMany(question, candidates)
      ? Float64Array.from([...standing.map(({ licensed }) => licensed ?? UNBOUNDED), ...capacity])
      : null,
    price: Float64Array.from([...standing.map(() => 0), ...build]),
    farthest: Math.max((SEARCH_MINUTES * columns.speedKmh * 1_000) / 60, 2 * limit, upperLimit),
    levels,
    walking: {
      ...{ method: columns.method, detour: columns.detour.value, barriers: columns.barriers },
      walks: columns.walks ?? null,
    },
  };
  // A lower one nowhere near an upper one, there or possible, is none to choose: whom it alone reaches nobody reaches.
  for (const { site, oneOf } of needsOf(input)) if (oneOf.length === 0) input.state[site] = FORBIDDEN;
  const isShut = (row: number) =>
    [row, ...(upper ? [row + candidates.length] : [])].every((at) => input.state[count + at] === FORBIDDEN);
  return granted({
    ...{ input, community, build, yearly, capacity, isOwnCost },
    leftOut: whyNot.filter((why) => why === "cost").length,
    unplaced: known.x.reduce((count, x) => count + (Number.isFinite(x) ? 0 : 1), of.leftOut?.unplaced ?? 0),
    unfit: of.leftOut?.unfit ?? 0,
    forbidden: candidates.filter((_, row) => isShut(row)).length,
  });
}

/** A column for each candidate; of two levels one for each candidate and level, the upper ones after all lower ones. */
function columnsOf(question: SitingQuestion, { candidates, standing }: SitingGround, known: CandidateColumns) {
  const { upper = null } = question;
  const { whyNot, isUnpriced, isUpperUnpriced } = known;
  const must = new Set(question.must);
  const wanted = (row: number) => must.has(candidates[row]!.id);
  const isOpen = (row: number, isUpper: boolean) => whyNot[row] === null && (isUpper ? !isUpperUnpriced : !isUnpriced[row]);
  // Told of building where that is known: a rent of its own makes the usual cost of building no known one.
  const own = Uint8Array.from(candidates, ({ build, yearly }, row) =>
    (Number.isFinite(known.build[row]) ? build : yearly) === null ? 0 : 1,
  );
  const rows = Array.from(candidates.keys());
  if (!upper) {
    const state = rows.map((row) => (whyNot[row] !== null ? FORBIDDEN : wanted(row) ? FIXED : FREE));
    return { build: known.build, yearly: known.yearly, isOwnCost: own, state, must: [] };
  }
  const twice = (lower: Float64Array, usual: number | null) => Float64Array.from([...lower, ...rows.map(() => usual ?? NaN)]);
  const from = standing.length;
  return {
    build: twice(known.build, upper.usualCost.build),
    yearly: twice(known.yearly, upper.usualCost.yearly),
    isOwnCost: Uint8Array.from([...own, ...rows.map(() => 0)]),
    state: [false, true].flatMap((isUpper) => rows.map((row) => (isOpen(row, isUpper) ? FREE : FORBIDDEN))),
    // What must be among the new ones may be of either level.
    must: rows.filter(wanted).map((row): SitingLimit => ({
      ...{ key: `${MUST}${candidates[row]!.id}`, site: Uint32Array.of(from + row, from + candidates.length + row) },
      ...{ amount: Float64Array.of(1, 1), least: 1, most: Infinity },
    })),
  };
}

const holdsOnlySoMany = (question: SitingQuestion, candidates: readonly Candidate[]): boolean =>
  question.capacity !== null || candidates.some(({ from, capacity }) => from === "points" && capacity !== null);

/** By site the standing one it makes larger, −1 = it is a place of its own; null = all are. */
function extensionOf({ standing, candidates }: SitingGround): Int32Array | null {
  if (!candidates.some(({ from }) => from === "extend")) return null;
  const rowOf = new Map(standing.map(({ id }, row) => [extensionId(id), row]));
  return Int32Array.from([...standing.map(() => -1), ...candidates.map(({ id }) => rowOf.get(id) ?? -1)]);
}

/** `sites`, `extended`, `build`, `yearly` and `district 410105`, over candidates alone: what stands costs nothing more. */
function limitsOf(
  question: SitingQuestion,
  of: SitingGround,
  from: number,
  columns: CandidateColumns,
  { build, yearly }: Pick<PreparedSiting, "build" | "yearly">,
): SitingLimit[] {
  const { candidates } = of;
  const { upper = null } = question;
  const every = Uint32Array.from(build.keys(), (row) => from + row);
  const ofLevel = (isUpper: boolean) => every.filter((at) => isUpper === at - from >= candidates.length);
  const [fresh, extended] = [0, 1].map((is) => ofLevel(false).filter((site) => columns.isExtension[site - from] === is));
  const known = (column: Float64Array) => column.map((amount) => (Number.isFinite(amount) ? amount : 0));
  const most = (key: string, site: Uint32Array, amount: Float64Array, bound: number | null): SitingLimit[] =>
    bound === null ? [] : [{ key, site, amount, least: -Infinity, most: bound }];
  const count = (key: string, site: Uint32Array, bound: number | null) =>
    most(key, site, new Float64Array(site.length).fill(1), bound);
  const { least, most: highest } = question.perDistrict;
  // A district without a candidate cannot get its least either.
  const districts = new Map((least === null ? [] : districtsOf(question, of)).map(({ code }): [string, number[]] => [code, []]));
  for (const site of fresh!) {
    const row = site - from;
    const code = districtOf(of, columns, row);
    const both = upper ? [row, row + candidates.length] : [row];
    if (code !== "") districts.set(code, [...(districts.get(code) ?? []), ...both]);
  }
  return [
    ...count("sites", fresh!, question.count),
    ...(extended!.length > 0 ? count("extended", extended!, question.extend?.most ?? null) : []),
    ...(upper ? count(UPPER_SITES, ofLevel(true), upper.count) : []),
    ...most("build", every, known(build), buildBudget(question)),
    ...most("yearly", every, known(yearly), question.budget.yearly),
    ...(least === null && highest === null
      ? []
      : [...districts].sort().map(([code, rows]): SitingLimit => ({
          key: `district ${code}`,
          site: Uint32Array.from(rows, (row) => from + row),
          amount: new Float64Array(rows.length).fill(1),
          ...{ least: least ?? -Infinity, most: highest ?? Infinity },
        }))),
  ];
}
