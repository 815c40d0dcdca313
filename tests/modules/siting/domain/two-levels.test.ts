import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { relaxedQuestion } from "~/modules/siting/domain/relaxed-question";
import { sitingInput } from "~/modules/siting/domain/siting-ground";
import { buildBudget, type SitingQuestion, type UpperLevel } from "~/modules/siting/domain/siting-question";
import type { SitingResult } from "~/modules/siting/domain/siting-result";
import { sitingRun, type SitingFound } from "~/modules/siting/domain/siting-run";
import type { MipSolver } from "~/modules/siting/domain/solving/mip";
import { impossibleTold } from "~/modules/siting/domain/told-impossible";
import { sitingTold } from "~/modules/siting/domain/told-siting";
import { candidateOf, isUpperSite, needsOf, pairsWithin } from "~/modules/siting/domain/two-levels";
import { whyFewer } from "~/modules/siting/domain/why-fewer";
import { openHighs } from "../../../../app/threads/highs-solver";
import { madeResult } from "../../../factories/siting-result";
import { DETOUR, levelQuestion, streetGround, upperLevel, type Street } from "./two-level-street";

let solve: MipSolver;
beforeAll(async () => {
  solve = await openHighs();
});
const means = () => ({ solve, seconds: 20, seed: 1, now: () => 0, isStopped: () => false, told: () => undefined });
const TOLD = { method: madeResult(1).method, seconds: 1, computedAt: "2026-01-05T02:00:00.000Z" };

function ran(street: Street, question: SitingQuestion) {
  const of = streetGround(street);
  const prepared = sitingInput(question, of);
  if (!prepared.ok) return { of, prepared: null, found: null };
  return { of, prepared: prepared.value, found: sitingRun(prepared.value.input, null, means()) };
}

function found(street: Street, question: SitingQuestion): SitingFound {
  const { found } = ran(street, question);
  if (found?.kind !== "found") throw new Error(JSON.stringify(found));
  return found;
}

function told(street: Street, question: SitingQuestion): SitingResult {
  const { of, prepared, found } = ran(street, question);
  if (found?.kind !== "found") throw new Error(JSON.stringify(found));
  return { ...sitingTold(question, of, prepared!, found, TOLD), fewer: whyFewer(question, of, prepared!, found) };
}

// What a question means, from its own words: places at metres along a street, each of a level or not there at all.

type Standing = "none" | "lower" | "upper";
const metresOf = (limit: UpperLevel["limit"]) => (limit.by === "metres" ? limit.metres : NaN);

function* choices(count: number): Generator<readonly Standing[]> {
  for (let code = 0; code < 3 ** count; code++)
    yield Array.from({ length: count }, (_, n) => (["none", "lower", "upper"] as const)[Math.floor(code / 3 ** n) % 3]!);
}

const at = (level: Standing, places: readonly number[], choice: readonly Standing[]) =>
  places.filter((_, n) => choice[n] === level);

function isKept({ candidates, upper = [], build = [] }: Street, question: SitingQuestion, choice: readonly Standing[]): boolean {
  const level = question.upper!;
  const [lower, above] = [at("lower", candidates, choice), at("upper", candidates, choice)];
  const cost = (n: number) => (choice[n] === "upper" ? level.usualCost.build! : (build[n] ?? question.usualCost.build!));
  const spent = candidates.reduce((sum, _, n) => sum + (choice[n] === "none" ? 0 : cost(n)), 0);
  const all = [...lower, ...above];
  return (
    lower.length <= (question.count ?? Infinity) &&
    above.length <= (level.count ?? Infinity) &&
    (buildBudget(question) === null || spent <= buildBudget(question)!) &&
    question.must.every((id) => choice[Number(id.slice("premise:".length))] !== "none") &&
    question.never.every((id) => choice[Number(id.slice("premise:".length))] === "none") &&
    all.length >= (question.perDistrict.least ?? 0) &&
    all.length <= (question.perDistrict.most ?? Infinity) &&
    (question.spacing === null || all.every((a, n) => all.every((b, m) => n === m || Math.abs(a - b) >= question.spacing!))) &&
    (level.within === null || lower.every((a) => [...upper, ...above].some((b) => Math.abs(a - b) <= level.within!)))
  );
}

interface Reached {
  /** people of each group at each level */
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly rows: ReadonlySet<string>;
}

function reached(
  { homes, candidates, lower = [], upper = [] }: Street,
  question: SitingQuestion,
  choice: readonly Standing[],
): Reached {
  const above = [...upper, ...at("upper", candidates, choice)];
  const any = [...lower, ...above, ...at("lower", candidates, choice)];
  const rows = new Set<string>();
  const near = (x: number, places: readonly number[], limit: number) => places.some((y) => DETOUR * Math.abs(x - y) <= limit);
  const sums = { lower: question.groups.map(() => 0), upper: question.groups.map(() => 0) };
  for (const [home, [x, ...people]] of homes.entries())
    for (const [group, { limit }] of question.groups.entries()) {
      const count = people[group] ?? 0;
      if (count === 0) continue;
      if (near(x, any, metresOf(limit ?? question.limit))) {
        sums.lower[group]! += count;
        rows.add(`${home} ${group} lower`);
      }
      if (near(x, above, metresOf(question.upper!.limit))) {
        sums.upper[group]! += count;
        rows.add(`${home} ${group} upper`);
      }
    }
  return { ...sums, rows };
}

const worth = (question: SitingQuestion, { lower, upper }: Reached): number =>
  question.groups.reduce((sum, { weight }, n) => sum + weight * (lower[n]! + question.upper!.weight * upper[n]!), 0);

const place = fc.integer({ min: 0, max: 40 }).map((n) => 100 * n);
const streets: fc.Arbitrary<Street> = fc.record({
  homes: fc.array(fc.tuple(place, fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 40 })), {
    minLength: 1,
    maxLength: 9,
  }),
  candidates: fc.uniqueArray(place, { minLength: 1, maxLength: 6 }),
  lower: fc.array(place, { maxLength: 2 }),
  upper: fc.array(place, { maxLength: 1 }),
  build: fc.array(fc.option(fc.integer({ min: 1, max: 9 })), { maxLength: 6 }),
});
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const questions = fc
  .record({
    count: fc.integer({ min: 1, max: 4 }),
    upperCount: fc.integer({ min: 1, max: 2 }),
    within: maybe(fc.integer({ min: 0, max: 12 }).map((n) => 100 * n + 50)),
    weight: fc.constantFrom(0.5, 1, 3),
    circle: fc.constantFrom(330, 670, 1_340),
    budget: maybe(fc.integer({ min: 1, max: 30 })),
    spacing: maybe(fc.constantFrom(150, 450)),
    second: maybe(fc.record({ weight: fc.constantFrom(0.5, 2), limit: fc.constant({ by: "metres" as const, metres: 330 }) })),
    most: maybe(fc.integer({ min: 1, max: 3 })),
  })
  .map(({ count, upperCount, within, weight, circle, budget, spacing, second, most }) =>
    levelQuestion({
      ...{ count, spacing, perDistrict: { least: null, most } },
      groups: [{ key: "75plus", weight: 1, limit: null }, ...(second ? [{ key: "60plus", ...second }] : [])],
      budget: { build: budget, yearly: null, years: [] },
      usualCost: { build: 3, yearly: null },
      upper: upperLevel({
        ...{ count: upperCount, within, weight, limit: { by: "metres", metres: circle } },
        usualCost: { build: 8, yearly: null },
      }),
    }),
  );

const chosenOf = (street: Street, question: SitingQuestion, answer: SitingFound): Standing[] => {
  const { input } = ran(street, question).prepared!;
  const choice = street.candidates.map((): Standing => "none");
  for (const site of answer.chosen) {
    // never both levels at one candidate
    expect(choice[candidateOf(input, site)]).toBe("none");
    choice[candidateOf(input, site)] = isUpperSite(input, site) ? "upper" : "lower";
  }
  return choice;
};

/** Some of the candidates that must be among the chosen: more than there may be, now and then. */
const musts = fc.uniqueArray(fc.nat(5), { maxLength: 3 });
const mustOf = ({ candidates }: Street, wanted: readonly number[]): string[] =>
  wanted.filter((n) => n < candidates.length).map((n) => `premise:${n}`);

/** Why a street cannot be asked about at all. Every question here has a price for either level, so a candidate is always open. */
const hasNobody = ({ homes }: Street, { groups }: SitingQuestion): boolean =>
  homes.every(([, ...people]) => groups.every((_, n) => (people[n] ?? 0) === 0));

test("of two levels the choice is the best of all there are, and keeps every condition", () => {
  const rounds = { asked: 0, answered: 0 };
  fc.assert(
    fc.property(streets, questions, musts, (street, asked, must) => {
      const question = { ...asked, must: mustOf(street, must) };
      rounds.asked++;
      const { found, prepared } = ran(street, question);
      if (!prepared) {
        expect(hasNobody(street, question)).toBe(true);
        return;
      }
      const kept = [...choices(street.candidates.length)].filter((each) => isKept(street, question, each));
      if (found?.kind !== "found") {
        expect(found?.kind).toBe("impossible");
        expect(kept).toEqual([]);
        return;
      }
      rounds.answered++;
      const choice = chosenOf(street, question, found);
      expect(isKept(street, question, choice)).toBe(true);
      const best = Math.max(...kept.map((each) => worth(question, reached(street, question, each))));
      expect(found.proved).toBe(true);
      expect(found.objective).toBeCloseTo(best, 6);
      expect(worth(question, reached(street, question, choice))).toBeCloseTo(best, 6);
    }),
    { numRuns: 150 },
  );
  expect(rounds.answered).toBeGreaterThan(rounds.asked / 2);
});

test("everybody at both levels by the fewest: as few as any choice has that leaves out nobody who could be reached", () => {
  const rounds = { asked: 0, answered: 0 };
  fc.assert(
    fc.property(streets, questions, musts, fc.boolean(), (street, asked, must, isBounded) => {
      rounds.asked++;
      const question: SitingQuestion = {
        ...{ ...asked, aim: "all", count: null, spacing: null, perDistrict: { least: null, most: null } },
        budget: { build: null, yearly: null, years: [] },
        must: mustOf(street, must),
        upper: { ...asked.upper!, count: isBounded ? asked.upper!.count : null },
      };
      const { found, prepared } = ran(street, question);
      if (!prepared) {
        expect(hasNobody(street, question)).toBe(true);
        return;
      }
      const kept = [...choices(street.candidates.length)].filter((each) => isKept(street, question, each));
      // Whom some place could reach, whatever must be chosen and however few may be of the upper level.
      const open = { ...question, must: [], upper: { ...question.upper!, count: null } };
      const any = [...choices(street.candidates.length)].filter((each) => isKept(street, open, each));
      const all = new Set(any.flatMap((each) => [...reached(street, question, each).rows]));
      const full = kept.filter((each) => reached(street, question, each).rows.size === all.size);
      if (found?.kind !== "found") {
        expect(found?.kind).toBe("impossible");
        expect(full).toEqual([]);
        return;
      }
      rounds.answered++;
      const count = (each: readonly Standing[]) => each.filter((one) => one !== "none").length;
      const choice = chosenOf(street, question, found);
      expect(isKept(street, question, choice)).toBe(true);
      expect(reached(street, question, choice).rows).toEqual(all);
      expect(count(choice)).toBe(Math.min(...full.map(count)));
    }),
    { numRuns: 60 },
  );
  expect(rounds.answered).toBeGreaterThan(rounds.asked / 2);
});

test("letting go of «so near an upper one» never reaches fewer, nor does one more of the upper level", () => {
  fc.assert(
    fc.property(streets, questions, (street, question) => {
      const first = ran(street, question);
      if (first.found?.kind !== "found") return;
      const upper = question.upper!;
      const free = found(street, { ...question, upper: { ...upper, within: null } });
      expect(free.objective).toBeGreaterThanOrEqual(first.found.objective - 1e-6);
      const more = found(street, { ...question, upper: { ...upper, count: upper.count! + 1 } });
      expect(more.objective).toBeGreaterThanOrEqual(first.found.objective - 1e-6);
    }),
    { numRuns: 60 },
  );
});

test("what is told of both levels is what their places reach, and rows add up to the gain of each", () => {
  fc.assert(
    fc.property(streets, questions, (street, question) => {
      if (ran(street, question).found?.kind !== "found") return;
      const result = told(street, question);
      const none = street.candidates.map((): Standing => "none");
      const choice = chosenOf(street, question, found(street, question));
      const [before, after] = [none, choice].map((each) => reached(street, question, each));
      expect(result.groups.map((group) => [group.before, group.after])).toEqual(
        question.groups.map((_, n) => [before!.lower[n], after!.lower[n]]),
      );
      expect(result.upper!.groups.map((group) => [group.before, group.after])).toEqual(
        question.groups.map((_, n) => [before!.upper[n], after!.upper[n]]),
      );
      const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0);
      expect(sum(result.chosen.map(({ people }) => people))).toBe(after!.lower[0]! - before!.lower[0]!);
      expect(sum(result.chosen.map(({ upperPeople }) => upperPeople ?? 0))).toBe(after!.upper[0]! - before!.upper[0]!);
      for (const { level, upperPeople, nextBest } of result.chosen) {
        expect(upperPeople === null).toBe(level === "lower");
        expect(nextBest).not.toBeUndefined();
      }
      const ids = [...result.chosen, ...result.reserve].map(({ id }) => id);
      expect(new Set(result.reserve.map(({ id }) => id)).size).toBe(result.reserve.length);
      expect(ids.every((id) => id.startsWith("premise:"))).toBe(true);
    }),
    { numRuns: 80 },
  );
});

test("a place of the upper level offers the lower one too, and one that is there lets a lower one stand beside it", () => {
  const street: Street = {
    homes: [
      [0, 100],
      [5_000, 40],
    ],
    candidates: [0, 5_000],
  };
  const one = told(street, levelQuestion({ count: 1, upper: upperLevel({ within: 500 }) }));
  // The lower one in the east is nowhere near an upper one.
  expect(one.chosen).toMatchObject([{ id: "premise:0", level: "upper", people: 100, upperPeople: 100 }]);
  expect(one.fewer).toMatchObject({ asked: 2, chosen: 1, reasons: [{ key: "needs" }] });
  const two = told({ ...street, upper: [5_400] }, levelQuestion({ count: 1, upper: upperLevel({ within: 500 }) }));
  expect(two.chosen.map(({ id, level }) => [id, level])).toEqual([["premise:0", "upper"]]);
  expect(two.groups[0]).toMatchObject({ before: 40, after: 140 });
  expect(two.existing).toMatchObject([{ isUpper: true }]);
});

test("nobody is asked for a centre where a point does as well, whatever is known of prices", () => {
  // The centre that is there reaches both homes at its own level, and neither at the lower one.
  const street: Street = {
    homes: [
      [0, 100],
      [1_600, 40],
    ],
    candidates: [0, 1_600],
    upper: [800],
  };
  for (const [lower, upper] of [
    [30, 8_000],
    [null, null],
  ] as const) {
    const cost = { build: lower, yearly: null };
    const asked = levelQuestion({
      ...{ aim: "all", count: null, usualCost: cost },
      upper: upperLevel({ count: null, usualCost: { build: upper, yearly: null } }),
    });
    expect(told(street, asked).chosen.map(({ level }) => level)).toEqual(["lower", "lower"]);
  }
});

test("what could stand in a place's stead, and what is in reserve, is of its own level", () => {
  const street: Street = {
    homes: [
      [0, 100],
      [3_000, 60],
      [6_000, 30],
    ],
    candidates: [0, 3_000, 6_000],
  };
  const { chosen, reserve } = told(street, levelQuestion({ count: 1 }));
  expect(chosen.map(({ id, level }) => [id, level])).toEqual([
    ["premise:0", "upper"],
    ["premise:1", "lower"],
  ]);
  expect(chosen[0]!.nextBest).toMatchObject({ id: "premise:2", loses: 70 });
  expect(chosen[1]!.nextBest).toMatchObject({ id: "premise:2", loses: 30 });
  expect(reserve.map(({ id, level, adds }) => [id, level, adds])).toEqual([["premise:2", "upper", 30]]);
});

test("a lower one is not built before the upper one it needs, whatever the years bring", () => {
  const years = [2027, 2028].map((year) => ({ year, build: 10 }));
  const { chosen } = told(
    {
      homes: [
        [0, 10],
        [1_000, 500],
      ],
      candidates: [0, 1_000],
    },
    levelQuestion({
      ...{ count: 1, budget: { build: null, yearly: null, years }, usualCost: { build: 10, yearly: null } },
      must: ["premise:0"],
      upper: upperLevel({ within: 1_200, usualCost: { build: 10, yearly: null }, limit: { by: "metres", metres: 330 } }),
    }),
  );
  const year = new Map(chosen.map((site) => [site.level, site.year]));
  expect([year.get("upper"), year.get("lower")]).toEqual([2027, 2028]);
});

test("the year's order looks at both levels: many who get the upper one first do not wait for few who get the lower", () => {
  const years = [2027, 2028].map((year) => ({ year, build: 10 }));
  const { chosen, years: plan } = told(
    {
      homes: [
        [0, 10],
        [5_000, 500],
      ],
      candidates: [0, 5_000],
      // The many have a lower one already.
      lower: [5_000],
    },
    levelQuestion({
      ...{ count: 1, budget: { build: null, yearly: null, years }, usualCost: { build: 10, yearly: null } },
      upper: upperLevel({ usualCost: { build: 10, yearly: null }, limit: { by: "metres", metres: 670 } }),
    }),
  );
  expect(chosen.map(({ id, level, year }) => [id, level, year]).sort()).toEqual([
    ["premise:0", "lower", 2028],
    ["premise:1", "upper", 2027],
  ]);
  expect(plan!.rows.map(({ people }) => people)).toEqual([0, 10]);
});

test("where no choice keeps every condition, the upper level's are named, and letting go of them is another question", () => {
  const street: Street = {
    homes: [
      [0, 100],
      [4_000, 60],
    ],
    candidates: [0, 4_000],
  };
  const question = levelQuestion({ aim: "all", count: null, upper: upperLevel({ count: 1 }) });
  const { of, found } = ran(street, question);
  if (found?.kind !== "impossible") throw new Error(JSON.stringify(found));
  const without = impossibleTold(question, of, found, TOLD);
  expect(without.relax).toEqual([{ key: "upper-sites", needed: 2, area: null }]);
  expect(relaxedQuestion(question, ...without.relax)).toEqual({ ...question, upper: { ...question.upper!, count: 2 } });
  const must = levelQuestion({ ...{ count: 1, must: ["premise:0", "premise:1"] }, upper: upperLevel({ count: 1, within: 500 }) });
  const stuck = ran(street, must);
  if (stuck.found?.kind !== "impossible") throw new Error(JSON.stringify(stuck.found));
  const candidates = stuck.of.candidates.map((each) => ({ ...each, nameEn: `Room ${each.id}` }));
  const { relax } = impossibleTold(must, { ...stuck.of, candidates }, stuck.found, TOLD);
  expect(relax).toContainEqual({ key: "upper-sites", needed: 2, area: null });
  expect(relax).toContainEqual(expect.objectContaining({ key: "must premise:1", name: "示例房2", nameEn: "Room premise:1" }));
  expect(relaxedQuestion(must, { key: "must premise:1", needed: 0 })!.must).toEqual(["premise:0"]);
  expect(relaxedQuestion(must, { key: "needs", needed: null })!.upper!.within).toBeNull();
});

test("pairs of a lower and an upper candidate so near each other are counted as they are written down", () => {
  fc.assert(
    fc.property(streets, fc.integer({ min: 0, max: 20 }), (street, n) => {
      const within = 100 * n + 50;
      const { prepared } = ran({ ...street, upper: [] }, levelQuestion({ upper: upperLevel({ within }) }));
      if (!prepared) return;
      const { input } = prepared;
      const written = needsOf(input).reduce((sum, { oneOf }) => sum + oneOf.length, 0);
      const x = Float64Array.from(street.candidates);
      const counted = pairsWithin({ x, y: new Float64Array(x.length), whyNot: street.candidates.map(() => null) }, within);
      expect(counted).toBe(written);
    }),
    { numRuns: 60 },
  );
});
