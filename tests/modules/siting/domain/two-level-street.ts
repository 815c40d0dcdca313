import type { CityGround } from "~/modules/coverage/domain/city-ground";
import type { CoverageInput } from "~/modules/coverage/domain/coverage-run";
import type { Candidate } from "~/modules/siting/domain/candidate";
import type { SitingGround, Standing } from "~/modules/siting/domain/siting-ground";
import type { SitingQuestion, UpperLevel } from "~/modules/siting/domain/siting-question";
import { madeQuestion } from "../../../factories/siting-result";

const EAST = 1 / 91_300;
export const DETOUR = 1.3;

/** Communities, places and candidates at so many metres along a street. */
export interface Street {
  readonly homes: readonly (readonly [metres: number, people: number, also?: number])[];
  readonly candidates: readonly number[];
  /** what is there: of the lower level, and of the upper */
  readonly lower?: readonly number[];
  readonly upper?: readonly number[];
  /** fen of building by candidate, where it says so itself */
  readonly build?: readonly (number | null)[];
}

export const upperLevel = (said: Partial<UpperLevel> = {}): UpperLevel => ({
  ...{ type: "day-care", limit: { by: "metres", metres: 1_340 }, count: 1, usualCost: { build: null, yearly: null } },
  ...{ weight: 1, within: null },
  ...said,
});

export const levelQuestion = (said: Partial<SitingQuestion> = {}): SitingQuestion =>
  madeQuestion({ count: 1, from: ["premises"], limit: { by: "metres", metres: 670 }, upper: upperLevel(), ...said });

/** The street as the city's records are read, in one district; two groups where the homes say of two. */
export function streetGround({ homes, candidates, lower = [], upper = [], build = [] }: Street): SitingGround {
  const at = (metres: number) => 113.6 + metres * EAST;
  const district = { code: "990101", name: "示例区", nameEn: "Example", level: "district" };
  const areas = [
    district,
    ...homes.map((_, n) => ({ code: `9901010010${10 + n}`, name: `示例${n + 1}社区`, nameEn: null, level: "community" })),
  ];
  const people = Float64Array.from(homes, ([, count]) => count);
  const also = Float64Array.from(homes, ([, , count]) => count ?? 0);
  const type = (key: string, nameZh: string, nameEn: string, symbol: string) => ({ key, nameZh, nameEn, symbol });
  const stands = (level: "lower" | "upper") => (x: number, n: number) =>
    ({
      ...{ id: `${level}:${n}`, name: `示例点${n}`, state: "operating", licensed: null, lon: at(x), lat: 34.7 },
      isUpper: level === "upper",
    }) satisfies Standing;
  return {
    ground: {
      ...{ code: "9901", nameZh: "示例市", nameEn: "Example", isDemo: true, walkers: [], areas },
      types: [type("meals", "助餐", "Meals", "餐"), type("day-care", "综合养老服务中心", "Elder-care centres", "综")],
    } as unknown as CityGround,
    columns: {
      demand: {
        ...{ people, area: Int32Array.from(homes, (_, n) => n + 1) },
        lon: Float64Array.from(homes, ([x]) => at(x)),
        lat: new Float64Array(homes.length).fill(34.7),
      },
      ...{ method: "circle", detour: { value: DETOUR }, barriers: [], speedKmh: 2.7, walks: null },
    } as unknown as CoverageInput,
    ...{ people: [people, also], editions: [null, null], needed: null },
    standing: [...lower.map(stands("lower")), ...upper.map(stands("upper"))],
    candidates: candidates.map((x, n): Candidate => ({
      ...{ id: `premise:${n}`, from: "premises", name: `示例房${n + 1}`, nameEn: null, areaCode: null, lon: at(x), lat: 34.7 },
      ...{ build: build[n] ?? null, yearly: null, capacity: null },
    })),
  };
}
