import type { CityGround } from "./city-ground";
import type { CoverageResult } from "./coverage-run";
import { walkMinutes, type WalkMinutes } from "./minutes-by-area";
import { peoplePerPlace, type PeoplePerPlace, type PlacesInArea } from "./places-in-areas";
import { shareNumber, shareOf, type Share } from "./share";

/** The figures of one area, ready for a row of a table, a line of a file or an answer to a machine. */
export interface AreaFigures {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly level: string;
  readonly communities: number;
  /** null, here and below: unknown for every community of the area, never 0 */
  readonly people: number | null;
  readonly covered: number | null;
  readonly share: number | null;
  readonly shareKind: Share["kind"];
  readonly within: readonly [number | null, number | null, number | null];
  readonly backup: number | null;
  readonly beyond: number | null;
  readonly unlocated: number | null;
  readonly unknownCommunities: number;
  readonly coveredLow: number | null;
  readonly coveredHigh: number | null;
  readonly reported: number | null;
  readonly reportedShare: number | null;
  /** to the nearest place, weighted by people */
  readonly medianMinutes: WalkMinutes;
  readonly p90Minutes: WalkMinutes;
  /** null = not asked of one service with capacities */
  readonly perPlace: PeoplePerPlace | null;
}

export interface AnsweredFigures {
  readonly result: Pick<CoverageResult, "figures" | "minutesByArea">;
  readonly ground: CityGround;
  readonly placesIn: readonly PlacesInArea[] | null;
}

/** One row of the columns; `row` of the city as a whole is the last. */
export function areaFigures({ result, ground, placesIn }: AnsweredFigures, row: number): AreaFigures {
  const { figures, minutesByArea } = result;
  const area = ground.areas[row] ?? { code: ground.code, name: ground.nameZh, nameEn: ground.nameEn, level: "city" };
  const people = figures.people[row]!;
  const unlocated = figures.unlocated[row]!;
  const unknownCommunities = figures.unknownCommunities[row]!;
  const communities = figures.communities[row]!;
  // Where nobody drew a community, nobody counted people either: unknown, not «no residents».
  const share: Share =
    communities === 0
      ? { kind: "population-unknown" }
      : shareOf(figures.covered[row]!, { people, unlocated, unknownCommunities });
  const isUnknown = unknownCommunities === communities;
  const known = (column: Float64Array): number | null => (isUnknown ? null : column[row]!);
  const located = people - unlocated;
  return {
    code: area.code,
    name: area.name,
    nameEn: area.nameEn,
    level: area.level,
    communities,
    people: known(figures.people),
    covered: known(figures.covered),
    share: shareNumber(share),
    shareKind: share.kind,
    within: [known(figures.within[0]), known(figures.within[1]), known(figures.within[2])],
    backup: known(figures.backup),
    beyond: known(figures.beyond),
    unlocated: known(figures.unlocated),
    unknownCommunities,
    coveredLow: known(figures.coveredLow),
    coveredHigh: known(figures.coveredHigh),
    reported: known(figures.reported),
    reportedShare: located > 0 ? figures.reported[row]! / located : null,
    medianMinutes: walkMinutes(minutesByArea.median[row]!),
    p90Minutes: walkMinutes(minutesByArea.p90[row]!),
    perPlace: placesIn && peoplePerPlace(placesIn[row]!, known(figures.people)),
  };
}

export const cityFigures = (answered: AnsweredFigures): AreaFigures =>
  areaFigures(answered, answered.result.figures.people.length - 1);

/** All areas of one level, or those inside one area, in the order of their codes. */
export const figuresOfLevel = (answered: AnsweredFigures, level: string, inside = ""): AreaFigures[] =>
  answered.ground.areas.flatMap((area, row) =>
    area.level === level && area.code.startsWith(inside) ? [areaFigures(answered, row)] : [],
  );
