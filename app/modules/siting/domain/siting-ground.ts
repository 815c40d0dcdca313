import type { CityGround } from "~/modules/coverage/domain/city-ground";
import { limitMetres } from "~/modules/coverage/domain/coverage-query";
import type { CoverageInput } from "~/modules/coverage/domain/coverage-run";
import type { PopulationEdition } from "~/modules/coverage/domain/population-group";
import { planeAround, pointsOnPlane, toPlane } from "~/modules/places/domain/local-plane";
import type { Metres } from "~/shared/units";
import { granted, refused, type Verdict } from "~/shared/verdict";
import type { Candidate } from "./candidate";
import type { ExistingSite } from "./siting-result";
import { FIXED, FORBIDDEN, FREE, type SitingLimit } from "./solving/siting-problem";
import { buildBudget, modelOf, type SitingQuestion } from "./siting-question";
import type { SitingInput } from "./siting-run";

/** A place that is there, with what it can hold where that is known. */
export interface Standing extends Omit<ExistingSite, "lon" | "lat"> {
  readonly lon: number | null;
  readonly lat: number | null;
  readonly licensed: number | null;
}

/** What a question is asked of: the city's columns, who lives where, what stands there, where new ones may. */
export interface SitingGround {
  readonly ground: CityGround;
  /** of the question's first group; demand, walking and areas are its */
  readonly columns: CoverageInput;
  /** people by community, a column a group of the question; NaN = unknown */
  readonly people: readonly Float64Array[];
  readonly editions: readonly (PopulationEdition | null)[];
  readonly standing: readonly Standing[];
  readonly candidates: readonly Candidate[];
  /** places of the service that new ones need near, or null where none is needed */
  readonly needed: readonly { readonly lon: number; readonly lat: number }[] | null;
}

export interface PreparedSiting {
  readonly input: SitingInput;
  /** for each candidate the row of its community among the demand, −1 = none near */
  readonly community: Int32Array;
  /** fen, NaN = unknown */
  readonly build: Float64Array;
  readonly yearly: Float64Array;
  readonly isOwnCost: Uint8Array;
  readonly capacity: Float64Array;
  readonly leftOut: number;
  readonly unplaced: number;
  readonly forbidden: number;
}

/** How far everybody's walk is looked for, in minutes. */
const SEARCH_MINUTES = 60;
/** A point farther than this from every community belongs to none. */
const NEAR: Metres = 5_000;
/** Stands for «as many as come» where others hold only so many. */
export const UNBOUNDED = 1e9;

/** Records as the numbers of a problem; a refusal where there is nobody or nothing to choose from. */
export function sitingInput(question: SitingQuestion, of: SitingGround): Verdict<PreparedSiting, "no-candidates" | "no-people"> {
  const { ground, columns, people, standing, candidates } = of;
  const { demand } = columns;
  const isCounted = Uint8Array.from(demand.area, (row) => (ground.areas[row]!.code.startsWith(question.areaCode) ? 1 : 0));
  if (!people.some((column) => column.some((count, row) => isCounted[row] && count > 0))) return refused("no-people");

  const plane = planeAround(demand.lon, demand.lat);
  const at = pointsOnPlane(
    plane,
    candidates.map(({ lon }) => lon ?? NaN),
    candidates.map(({ lat }) => lat ?? NaN),
  );
  const homes = pointsOnPlane(plane, demand.lon, demand.lat);
  const rowOf = new Map(Array.from(demand.area, (row, n) => [ground.areas[row]!.code, n]));
  const community = Int32Array.from(candidates, ({ areaCode }, row) => {
    const known = areaCode === null ? undefined : rowOf.get(areaCode);
    return known ?? nearestRow(homes, at.x[row]!, at.y[row]!, areaCode ?? question.areaCode, demand.area, ground);
  });
  const own = (cost: number | null, usual: number | null) => cost ?? usual ?? NaN;
  const build = Float64Array.from(candidates, (one) => own(one.build, question.usualCost.build));
  const yearly = Float64Array.from(candidates, (one) => own(one.yearly, question.usualCost.yearly));
  const capacity = Float64Array.from(candidates, (one) => one.capacity ?? question.capacity ?? UNBOUNDED);

  const money = { build: buildBudget(question), yearly: question.budget.yearly };
  const isCostKnown = (row: number) =>
    (money.build === null || Number.isFinite(build[row])) && (money.yearly === null || Number.isFinite(yearly[row]));
  const [must, never] = [new Set(question.must), new Set(question.never)];
  const isNear = nearNeeded(question, of, plane, at);
  const isPlaced = (row: number) => Number.isFinite(at.x[row]!);
  const stateOf = ({ id }: Candidate, row: number): number => {
    if (never.has(id) || !isPlaced(row) || !isCostKnown(row) || !isNear(row)) return FORBIDDEN;
    return must.has(id) ? FIXED : FREE;
  };
  const candidateState = candidates.map(stateOf);
  if (!candidateState.some((state) => state !== FORBIDDEN)) return refused("no-candidates");
  const off = new Set(question.off);
  const count = standing.length;
  const isThere = ({ id, lon, state }: Standing) =>
    question.isKeeping && !off.has(id) && lon !== null && (state === "operating" || question.isCountingPlanned);
  const limit = limitMetres(question.limit, columns.speedKmh);
  return granted({
    input: {
      model: modelOf(question),
      points: { lon: demand.lon, lat: demand.lat },
      isCounted,
      groups: question.groups.map((group, n) => ({
        ...{ people: people[n]!, weight: group.weight },
        limit: group.limit ? limitMetres(group.limit, columns.speedKmh) : limit,
      })),
      sites: {
        lon: Float64Array.from([...standing, ...candidates], ({ lon }) => lon ?? NaN),
        lat: Float64Array.from([...standing, ...candidates], ({ lat }) => lat ?? NaN),
      },
      existing: count,
      state: Uint8Array.from([...standing.map((each) => (isThere(each) ? FIXED : FORBIDDEN)), ...candidateState]),
      limits: limitsOf(question, of, count, { build, yearly, community }),
      spacing: question.spacing,
      capacity: holdsOnlySoMany(question, candidates)
        ? Float64Array.from([...standing.map(({ licensed }) => licensed ?? question.capacity ?? UNBOUNDED), ...capacity])
        : null,
      farthest: Math.max((SEARCH_MINUTES * columns.speedKmh * 1_000) / 60, 2 * limit),
      walking: {
        ...{ method: columns.method, detour: columns.detour.value, barriers: columns.barriers },
        walks: columns.walks ?? null,
      },
    },
    ...{ community, build, yearly, capacity },
    isOwnCost: Uint8Array.from(candidates, (one) => (one.build === null && one.yearly === null ? 0 : 1)),
    leftOut: candidates.filter((_, row) => isPlaced(row) && !isCostKnown(row)).length,
    unplaced: candidates.filter((_, row) => !isPlaced(row)).length,
    forbidden: candidateState.filter((state) => state === FORBIDDEN).length,
  });
}

const holdsOnlySoMany = (question: SitingQuestion, candidates: readonly Candidate[]): boolean =>
  question.capacity !== null || candidates.some(({ from, capacity }) => from === "points" && capacity !== null);

/** The community whose point is nearest, of the area that is known. */
function nearestRow(
  homes: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> },
  x: number,
  y: number,
  within: string,
  area: Int32Array,
  ground: CityGround,
): number {
  let [best, least] = [-1, NEAR];
  for (let row = 0; row < area.length; row++) {
    const metres = Math.hypot(homes.x[row]! - x, homes.y[row]! - y);
    if (metres < least && ground.areas[area[row]!]!.code.startsWith(within)) [best, least] = [row, metres];
  }
  return best;
}

function nearNeeded(
  { needs }: SitingQuestion,
  { needed }: SitingGround,
  plane: Parameters<typeof toPlane>[0],
  at: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> },
): (row: number) => boolean {
  if (!needs || !needed) return () => true;
  const places = needed.map(({ lon, lat }) => toPlane(plane, lon, lat));
  return (row) => places.some(([x, y]) => Math.hypot(x - at.x[row]!, y - at.y[row]!) <= needs.metres);
}

/** `sites`, `build`, `yearly` and `district 410105`, over candidates alone: what stands costs nothing more. */
function limitsOf(
  question: SitingQuestion,
  { ground, columns, candidates }: SitingGround,
  from: number,
  { build, yearly, community }: Pick<PreparedSiting, "build" | "yearly" | "community">,
): SitingLimit[] {
  const every = Uint32Array.from(candidates.keys(), (row) => from + row);
  const known = (column: Float64Array) => column.map((amount) => (Number.isFinite(amount) ? amount : 0));
  const most = (key: string, amount: Float64Array, bound: number | null): SitingLimit[] =>
    bound === null ? [] : [{ key, site: every, amount, least: -Infinity, most: bound }];
  const { least, most: highest } = question.perDistrict;
  const districts = new Map<string, number[]>();
  for (const [row, at] of community.entries()) {
    const code = at < 0 ? "" : ground.areas[columns.demand.area[at]!]!.code.slice(0, DISTRICT_DIGITS);
    if (code !== "") districts.set(code, [...(districts.get(code) ?? []), row]);
  }
  return [
    ...most("sites", new Float64Array(every.length).fill(1), question.count),
    ...most("build", known(build), buildBudget(question)),
    ...most("yearly", known(yearly), question.budget.yearly),
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

/** Codes of the statistics bureau: six digits are a district. */
export const DISTRICT_DIGITS = 6;
