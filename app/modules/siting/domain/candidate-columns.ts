import type { CityGround } from "~/modules/coverage/domain/city-ground";
import type { CoverageInput } from "~/modules/coverage/domain/coverage-run";
import { planeAround, pointsOnPlane, toPlane, type LocalPlane } from "~/modules/places/domain/local-plane";
import type { Metres } from "~/shared/units";
import type { Candidate } from "./candidate";
import { buildBudget, type SitingQuestion } from "./siting-question";

/** Why a candidate may not be chosen: said so, without a position, beyond the area, of unknown cost, far from what it needs. */
export type WhyNot = "never" | "unplaced" | "outside" | "cost" | "far";

/** What candidates are looked at against. */
export interface CandidateGround {
  readonly ground: CityGround;
  /** of the question's first group; demand, walking and areas are its */
  readonly columns: CoverageInput;
  readonly candidates: readonly Candidate[];
  /** places of the service that new ones need near, or null where none is needed */
  readonly needed: readonly { readonly lon: number; readonly lat: number }[] | null;
}

/** Codes of the statistics bureau: six digits are a district. */
export const DISTRICT_DIGITS = 6;

/** What a question makes of its candidates, a row each. */
export interface CandidateColumns {
  /** metres of the city's plane, NaN = nowhere */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** the row of its community among the demand, −1 = none near */
  readonly community: Int32Array;
  /** fen, NaN = unknown */
  readonly build: Float64Array;
  readonly yearly: Float64Array;
  /** no new place, but one that is there made larger */
  readonly isExtension: Uint8Array;
  /** null = it may; of two levels at neither */
  readonly whyNot: readonly (WhyNot | null)[];
  /** 1 = what it costs is unknown where money is given: of two levels not the lower, not the upper */
  readonly isUnpriced: Uint8Array;
  readonly isUpperUnpriced: boolean;
}

/** A point farther than this from every community belongs to none. */
const NEAR: Metres = 5_000;

export function candidateColumns(question: SitingQuestion, of: CandidateGround): CandidateColumns {
  const { ground, columns, candidates } = of;
  const { demand } = columns;
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
    return known ?? nearestRow(homes, at.x[row]!, at.y[row]!, areaCode ?? "", demand.area, ground);
  });
  const isExtension = Uint8Array.from(candidates, ({ from }) => (from === "extend" ? 1 : 0));
  // What a new place usually costs says nothing of one that is there.
  const own = (row: number, cost: number | null, usual: number | null) => cost ?? (isExtension[row] ? null : usual) ?? NaN;
  const build = Float64Array.from(candidates, (one, row) => own(row, one.build, question.usualCost.build));
  const yearly = Float64Array.from(candidates, (one, row) => own(row, one.yearly, question.usualCost.yearly));

  const money = { build: buildBudget(question), yearly: question.budget.yearly };
  const isCostKnown = (row: number) =>
    (money.build === null || Number.isFinite(build[row])) && (money.yearly === null || Number.isFinite(yearly[row]));
  const upper = question.upper?.usualCost;
  const isUpperUnpriced =
    !upper || (money.build !== null && upper.build === null) || (money.yearly !== null && upper.yearly === null);
  const never = new Set(question.never);
  const isNear = nearNeeded(question, of, plane, at);
  const isByDistrict = question.perDistrict.least !== null || question.perDistrict.most !== null;
  const isWithin = ({ areaCode }: Candidate, row: number): boolean => {
    if (areaCode !== null) return areaCode.startsWith(question.areaCode);
    if (community[row]! < 0) return question.areaCode === "" && !isByDistrict;
    return ground.areas[demand.area[community[row]!]!]!.code.startsWith(question.areaCode);
  };
  const whyNot = (one: Candidate, row: number): WhyNot | null => {
    if (never.has(one.id)) return "never";
    if (!Number.isFinite(at.x[row]!)) return "unplaced";
    if (!isWithin(one, row)) return "outside";
    if (!isCostKnown(row) && isUpperUnpriced) return "cost";
    return isExtension[row] || isNear(row) ? null : "far";
  };
  return {
    ...{ ...at, community, build, yearly, isExtension, whyNot: candidates.map(whyNot), isUpperUnpriced },
    isUnpriced: Uint8Array.from(candidates, (_, row) => (isCostKnown(row) ? 0 : 1)),
  };
}

/** How many places that are there may be made larger: one that is forbidden, outside or without a price is none of them. */
export const extendableOf = ({ isExtension, whyNot }: Pick<CandidateColumns, "isExtension" | "whyNot">): number =>
  whyNot.filter((why, row) => why === null && isExtension[row] === 1).length;

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
  { needed }: CandidateGround,
  plane: LocalPlane,
  at: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> },
): (row: number) => boolean {
  if (!needs || !needed) return () => true;
  const places = needed.map(({ lon, lat }) => toPlane(plane, lon, lat));
  return (row) => places.some(([x, y]) => Math.hypot(x - at.x[row]!, y - at.y[row]!) <= needs.metres);
}
