import { beforeAll, expect, test } from "vitest";
import type { CityGround } from "~/modules/coverage/domain/city-ground";
import type { CoverageInput } from "~/modules/coverage/domain/coverage-run";
import type { MipSolver } from "~/modules/siting/domain/solving/mip";
import type { Candidate } from "~/modules/siting/domain/candidate";
import { sitingInput, type SitingGround } from "~/modules/siting/domain/siting-ground";
import type { SitingQuestion } from "~/modules/siting/domain/siting-question";
import type { SitingResult } from "~/modules/siting/domain/siting-result";
import { sitingRun } from "~/modules/siting/domain/siting-run";
import { sitingTold } from "~/modules/siting/domain/told-siting";
import { openHighs } from "../../../../app/threads/highs-solver";
import { madeQuestion, madeResult } from "../../../factories/siting-result";

let solve: MipSolver;
beforeAll(async () => {
  solve = await openHighs();
});

const EAST = 1 / 91_300;
type Given = Partial<Pick<Candidate, "build" | "yearly" | "capacity" | "from">>;

/** A street of communities in one district: homes and candidates at so many metres, answered as a question is in the city. */
function told(
  homes: readonly (readonly [metres: number, people: number])[],
  candidates: readonly (readonly [metres: number, given?: Given])[],
  said: Partial<SitingQuestion>,
  standing: readonly (readonly [metres: number, licensed: number | null])[] = [],
): SitingResult {
  const at = (metres: number) => 113.6 + metres * EAST;
  const district = { code: "990101", name: "示例区", nameEn: "Example", level: "district" };
  const areas = [
    district,
    ...homes.map((_, n) => ({ code: `99010100100${n}`, name: `示例${n + 1}社区`, nameEn: null, level: "community" })),
  ];
  const people = Float64Array.from(homes, ([, count]) => count);
  const of = {
    ground: {
      code: "9901",
      nameZh: "示例市",
      nameEn: "Example",
      isDemo: true,
      types: [],
      walkers: [],
      areas,
    } as unknown as CityGround,
    columns: {
      demand: {
        ...{ people, area: Int32Array.from(homes, (_, n) => n + 1) },
        lon: Float64Array.from(homes, ([x]) => at(x)),
        lat: new Float64Array(homes.length).fill(34.7),
      },
      ...{ method: "circle", detour: { value: 1.3 }, barriers: [], speedKmh: 2.7, walks: null },
    } as unknown as CoverageInput,
    ...{ people: [people], editions: [null], needed: null },
    standing: standing.map(([x, licensed], n) => ({
      ...{ id: `place:${n}`, name: `示例点${n}`, state: "operating" as const, licensed, lon: at(x), lat: 34.7 },
    })),
    candidates: candidates.map(([x, given], n): Candidate => ({
      ...{ id: `premise:${n}`, from: "premises", name: `示例房${n + 1}`, nameEn: null, areaCode: null, lon: at(x), lat: 34.7 },
      ...{ build: null, yearly: null, capacity: null, ...given },
    })),
  } satisfies SitingGround;
  const question = madeQuestion({ count: 1, from: ["premises"], ...said });
  const prepared = sitingInput(question, of);
  if (!prepared.ok) throw new Error(JSON.stringify(prepared));
  const means = { solve, seconds: 5, seed: 1, now: () => 0, isStopped: () => false, told: () => undefined };
  const found = sitingRun(prepared.value.input, null, means);
  if (found.kind !== "found") throw new Error(JSON.stringify(found));
  return sitingTold(question, of, prepared.value, found, {
    method: madeResult(1).method,
    seconds: 1,
    computedAt: "2026-01-05T02:00:00.000Z",
  });
}

test("where places hold only so many, figures, rows and cost a person are of whoever has a place; within reach stands beside", () => {
  const { room, groups, chosen } = told([[0, 200]], [[0, { build: 1_000_00, capacity: 50 }]], { capacity: 80 });
  expect(room).toEqual({ before: 0, after: 50 });
  expect(groups[0]).toMatchObject({ people: 200, before: 0, after: 200 });
  expect(chosen).toMatchObject([{ people: 50, within: 200, served: 50, capacity: 50, costPerPerson: 20_00, alsoReached: 0 }]);
  expect(chosen[0]!.topCommunities).toMatchObject([{ name: "示例1社区", people: 50 }]);
});

test("«as many as come» is no figure: a place without a limit has none in the answer", () => {
  const homes = [[0, 200]] as const;
  expect(told(homes, [[0]], { capacity: null }).chosen[0]).toMatchObject({
    capacity: null,
    served: null,
    people: 200,
    within: null,
  });
  const given = (capacity: number | null): Given => ({ from: "points", capacity });
  const both = told(
    [...homes, [3_000, 50]],
    [
      [0, given(30)],
      [3_000, given(null)],
    ],
    { count: 2, from: ["points"] },
  );
  expect(both.chosen.map(({ capacity }) => capacity).sort()).toEqual([30, null]);
  expect(JSON.stringify(both)).not.toMatch(/1e9|1000000000/);
});

test("the shortest walks are those to a place with room, and whoever has none is in no figure", () => {
  // The place in the west has room for 10 of the 20 beside it; the new one in the east takes the others.
  const { walking, chosen } = told([[0, 20]], [[900]], { aim: "shortest", capacity: 10 }, [[0, 10]]);
  expect(walking.before).toMatchObject({ mean: 0, beyond: 10 });
  expect(walking.after.beyond).toBe(0);
  expect(walking.after.mean!).toBeGreaterThan(500);
  expect(walking.after.farthest!).toBeCloseTo(2 * walking.after.mean!, 6);
  expect(chosen[0]).toMatchObject({ served: 10 });
});

test("what another place in its stead would lose, and which are exactly as good, are told by name", () => {
  const { chosen, reserve, withoutReserve } = told(
    [
      [0, 100],
      [3_000, 40],
    ],
    [[0], [30], [-60], [3_000]],
    {},
  );
  const id = chosen[0]!.id;
  const others = ["premise:0", "premise:1", "premise:2"].filter((each) => each !== id);
  expect(chosen[0]!.nextBest).toMatchObject({ loses: 0, isEqual: true, isAllowed: true });
  expect(chosen[0]!.alternatives!.count).toBe(2);
  expect(chosen[0]!.alternatives!.top.map((each) => each.id).sort()).toEqual(others);
  expect(reserve).toMatchObject([{ id: "premise:3", adds: 40, isBeside: false }]);
  expect(withoutReserve).toBeNull();
  const homes = [
    [0, 100],
    [3_000, 40],
  ] as const;
  const usual = told(homes, [[0, { build: 500_000_00 }], [3_000]], { usualCost: { build: 300_000_00, yearly: null } });
  expect(usual.chosen).toMatchObject([{ buildCost: 500_000_00, isOwnCost: true }]);
  expect(usual.reserve, "nobody said what it costs").toMatchObject([{ buildCost: 300_000_00, isOwnCost: false }]);
  const rented = told([[0, 100]], [[0, { yearly: 20_000_00 }]], { usualCost: { build: 300_000_00, yearly: null } });
  expect(rented.chosen, "a rent of its own").toMatchObject([{ buildCost: 300_000_00, yearlyCost: 20_000_00, isOwnCost: false }]);
  const alone = told([[0, 100]], [[0, { yearly: 20_000_00 }]], { usualCost: { build: null, yearly: null } });
  expect(alone.chosen).toMatchObject([{ buildCost: null, yearlyCost: 20_000_00, isOwnCost: true }]);
  const wanted = told([[0, 100]], [[0], [30]], { must: ["premise:1"] });
  expect(wanted.chosen).toMatchObject([{ id: "premise:1", nextBest: null, alternatives: null }]);
});

test("a place runs from the year it is built in; the last year is the whole, and keeps the cap that was asked", () => {
  const cost = { build: 100_00, yearly: 30_00 };
  const years = [2027, 2028].map((year) => ({ year, build: 100_00 }));
  const homes = [
    [0, 100],
    [3_000, 40],
  ] as const;
  const budget = { build: null, yearly: 60_00, years };
  const { years: plan, cost: all } = told(
    homes,
    [
      [0, cost],
      [3_000, cost],
    ],
    { count: null, budget },
  );
  expect(plan!.rows).toMatchObject([
    { year: 2027, people: 100, running: { known: 30_00, unknown: 0 } },
    { year: 2028, people: 140, running: { known: 60_00, unknown: 0 } },
  ]);
  expect(plan!.rows.at(-1)!.running!.known).toBe(all.yearly);
  const unknown = told(
    homes,
    [
      [0, cost],
      [3_000, { build: 100_00 }],
    ],
    { count: null, budget: { ...budget, yearly: null } },
  );
  expect(unknown.years!.rows.at(-1)!.running).toEqual({ known: 30_00, unknown: 1 });
});
