import { accessState, type AccessByArea, type AccessState } from "./access-by-area";
import type { AccessMeasure } from "./access-run";
import type { CityGround } from "./city-ground";

/** The access of one area, ready for a row of a table, a line of a file or an answer to a machine. */
export interface AreaAccess {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly level: string;
  /** null, here and below: unknown for every community of the area */
  readonly people: number | null;
  /** mean over people: places in reach, or places per 1,000 people; null where `state` says why */
  readonly mean: number | null;
  readonly state: AccessState;
  /** the mean is a least one: some capacity in reach is unknown */
  readonly isLeast: boolean;
  readonly withNothing: number | null;
  readonly capacityUnknown: number;
  readonly unplaced: number;
  readonly unknownCommunities: number;
}

/** Places per person are read per thousand; places in reach as they are. */
export const scaleOf = (measure: AccessMeasure): number => (measure === "cumulative" ? 1 : 1_000);

export interface AnsweredAccess {
  readonly ground: CityGround;
  readonly measure: AccessMeasure;
  readonly byArea: AccessByArea;
}

/** One row of the columns; the city as a whole is the last. */
export function areaAccess({ ground, measure, byArea }: AnsweredAccess, row: number): AreaAccess {
  const area = ground.areas[row] ?? { code: ground.code, name: ground.nameZh, nameEn: ground.nameEn, level: "city" };
  const isUnknown = byArea.unknownCommunities[row] === byArea.communities[row];
  const state = accessState(byArea, row);
  return {
    code: area.code,
    name: area.name,
    nameEn: area.nameEn,
    level: area.level,
    people: isUnknown ? null : byArea.people[row]!,
    mean: state === "known" ? scaleOf(measure) * byArea.mean[row]! : null,
    state,
    isLeast: byArea.understated[row]! > 0,
    withNothing: isUnknown ? null : byArea.withNothing[row]!,
    capacityUnknown: byArea.capacityUnknown[row]!,
    unplaced: byArea.unplaced[row]!,
    unknownCommunities: byArea.unknownCommunities[row]!,
  };
}

export const cityAccess = (answered: AnsweredAccess): AreaAccess => areaAccess(answered, answered.byArea.people.length - 1);

/** All areas of one level, or those inside one area, the lowest first and those without a figure last. */
export const accessOfLevel = (answered: AnsweredAccess, level: string, inside = ""): AreaAccess[] =>
  answered.ground.areas
    .flatMap((area, row) => (area.level === level && area.code.startsWith(inside) ? [areaAccess(answered, row)] : []))
    .sort((a, b) => rank(a) - rank(b) || (b.people ?? 0) - (a.people ?? 0) || (a.code < b.code ? -1 : 1));

const rank = ({ mean }: AreaAccess): number => mean ?? Number.MAX_VALUE;
