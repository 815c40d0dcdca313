import type { CityGround } from "~/modules/coverage/domain/city-ground";
import type { CoverageInput } from "~/modules/coverage/domain/coverage-run";
import type { Candidate } from "~/modules/siting/domain/candidate";
import { extensionsOf } from "~/modules/siting/domain/extending";
import { sitingInput, type PreparedSiting, type SitingGround } from "~/modules/siting/domain/siting-ground";
import type { SitingQuestion } from "~/modules/siting/domain/siting-question";
import type { SitingResult } from "~/modules/siting/domain/siting-result";
import { sitingRun, type RunImpossible, type SitingFound } from "~/modules/siting/domain/siting-run";
import { sitingTold } from "~/modules/siting/domain/told-siting";
import { whyFewer } from "~/modules/siting/domain/why-fewer";
import { openHighs } from "../../../../app/threads/highs-solver";
import { madeQuestion, madeResult } from "../../../factories/siting-result";

const solve = await openHighs();
const EAST = 1 / 91_300;
const at = (metres: number): number => 113.6 + metres * EAST;

/** A street of communities in one district: who lives, what stands and where new ones may, at so many metres. */
export interface Street {
  readonly homes: readonly { readonly x: number; readonly people: number }[];
  readonly standing: readonly {
    readonly x: number;
    readonly licensed: number | null;
    readonly state?: "operating" | "planned";
  }[];
  readonly fresh: readonly {
    readonly x: number;
    readonly build?: number;
    readonly yearly?: number;
    readonly capacity?: number;
  }[];
}

export interface StreetAnswer {
  readonly question: SitingQuestion;
  readonly of: SitingGround;
  readonly prepared: PreparedSiting;
  readonly found: SitingFound;
  /** ids of what was chosen */
  readonly ids: readonly string[];
}

export function groundOf({ homes, standing, fresh }: Street, question: SitingQuestion): SitingGround {
  const areas = [
    { code: "990101", name: "示例区", nameEn: "Example", level: "district" },
    ...homes.map((_, n) => ({
      ...{ code: `99010100100${n}`, name: `示例${n + 1}社区`, nameEn: `Example ${n + 1}`, level: "community" },
    })),
  ];
  const people = Float64Array.from(homes, (home) => home.people);
  const places = standing.map(({ x, licensed, state = "operating" }, n) => ({
    ...{ id: `s${n}`, name: `示例点${n + 1}`, state, licensed, lon: at(x), lat: 34.7, areaCode: null },
  }));
  return {
    ground: {
      ...{ code: "9901", nameZh: "示例市", nameEn: "Example", isDemo: true, types: [], walkers: [], areas },
    } as unknown as CityGround,
    columns: {
      demand: {
        ...{ people, area: Int32Array.from(homes, (_, n) => n + 1) },
        lon: Float64Array.from(homes, ({ x }) => at(x)),
        lat: new Float64Array(homes.length).fill(34.7),
      },
      ...{ method: "circle", detour: { value: 1.3 }, barriers: [], speedKmh: 2.7, walks: null },
    } as unknown as CoverageInput,
    ...{ people: [people], editions: [null], needed: null },
    standing: places,
    candidates: [
      ...fresh.map(({ x, build, yearly, capacity }, n): Candidate => ({
        ...{ id: `premise:n${n}`, from: "premises", name: `示例房${n + 1}`, nameEn: null, areaCode: null, lon: at(x), lat: 34.7 },
        ...{ build: build ?? null, yearly: yearly ?? null, capacity: capacity ?? null },
      })),
      ...extensionsOf(question, places),
    ],
  };
}

export function run(street: Street, said: Partial<SitingQuestion>): StreetAnswer | RunImpossible {
  const question = madeQuestion({ from: ["premises"], ...said });
  const of = groundOf(street, question);
  const prepared = sitingInput(question, of);
  if (!prepared.ok) throw new Error(prepared.refusal);
  const means = { solve, seconds: 20, seed: 1, now: () => 0, isStopped: () => false, told: () => undefined };
  const found = sitingRun(prepared.value.input, null, means);
  if (found.kind === "not-found") throw new Error("there was time");
  if (found.kind === "impossible") return found;
  const ids = found.chosen.map((site) => of.candidates[site - of.standing.length]!.id);
  return { question, of, prepared: prepared.value, found, ids };
}

export function answered(street: Street, said: Partial<SitingQuestion>): StreetAnswer {
  const answer = run(street, said);
  if ("kind" in answer) throw new Error(JSON.stringify(answer));
  return answer;
}

export function toldOf(street: Street, said: Partial<SitingQuestion>): SitingResult {
  const { question, of, prepared, found } = answered(street, said);
  const facts = { method: madeResult(1).method, seconds: 1, computedAt: "2026-01-05T02:00:00.000Z" };
  return { ...sitingTold(question, of, prepared, found, facts), fewer: whyFewer(question, of, prepared, found) };
}
