import type { CityGround } from "./city-ground";
import type { CoverageResult } from "./coverage-run";
import { shareNumber, shareOf, type Share } from "./share";

/** The figures of one area, ready for a row of a table, a line of a file or an answer to a machine. */
export interface AreaFigures {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly level: string;
  readonly communities: number;
  /** null: unknown for every community of the area */
  readonly people: number | null;
  readonly covered: number;
  readonly share: number | null;
  readonly shareKind: Share["kind"];
  readonly within: readonly [number, number, number];
  readonly backup: number;
  readonly beyond: number;
  readonly unlocated: number;
  readonly unknownCommunities: number;
  readonly coveredLow: number;
  readonly coveredHigh: number;
  readonly reported: number;
  readonly reportedShare: number | null;
}

/** One row of the columns; `row` of the city as a whole is the last. */
export function areaFigures({ figures }: CoverageResult, ground: CityGround, row: number): AreaFigures {
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
  return {
    code: area.code,
    name: area.name,
    nameEn: area.nameEn,
    level: area.level,
    communities,
    people: unknownCommunities === communities ? null : people,
    covered: figures.covered[row]!,
    share: shareNumber(share),
    shareKind: share.kind,
    within: [figures.within[0][row]!, figures.within[1][row]!, figures.within[2][row]!],
    backup: figures.backup[row]!,
    beyond: figures.beyond[row]!,
    unlocated,
    unknownCommunities,
    coveredLow: figures.coveredLow[row]!,
    coveredHigh: figures.coveredHigh[row]!,
    reported: figures.reported[row]!,
    reportedShare: people > 0 ? figures.reported[row]! / people : null,
  };
}

export const cityFigures = (result: CoverageResult, ground: CityGround): AreaFigures =>
  areaFigures(result, ground, result.figures.people.length - 1);

/** All areas of one level, or those inside one area, in the order of their codes. */
export const figuresOfLevel = (result: CoverageResult, ground: CityGround, level: string, inside = ""): AreaFigures[] =>
  ground.areas.flatMap((area, row) =>
    area.level === level && area.code.startsWith(inside) ? [areaFigures(result, ground, row)] : [],
  );
