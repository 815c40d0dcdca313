import fc from "fast-check";
import { expect, test } from "vitest";
import { keptExactly } from "~/modules/siting/domain/solving/kept-exactly";
import type { MipSolver } from "~/modules/siting/domain/solving/mip";
import { MipRows } from "~/modules/siting/domain/solving/mip-rows";
import type { SitingModel, SitingProblem } from "~/modules/siting/domain/solving/siting-problem";
import { openHighs } from "~/threads/highs-solver";
import { bruteBest, isKept } from "./brute-cover";
import { answered, countLimit, question } from "./made-questions";

const solve = await openHighs();

/** Money of thousands of millions, and a bound some places take to the last fen or pass by one. */
const inFen = (model: SitingModel): fc.Arbitrary<SitingProblem> =>
  fc.integer({ min: 3, max: 8 }).chain((sites) => {
    const each = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: sites, maxLength: sites });
    const limit = fc.record({
      amount: each(fc.oneof(fc.integer({ min: 2_099_999_998, max: 2_100_000_002 }), fc.integer({ min: 1e9, max: 1e12 }))),
      among: each(fc.boolean()),
      less: fc.integer({ min: 0, max: 1 }),
    });
    return fc
      .record({
        limits: fc.array(limit, { minLength: 1, maxLength: 2 }),
        demands: fc.array(fc.record({ people: fc.integer({ min: 1, max: 40 }), ways: each(fc.constantFrom(1, null, null)) }), {
          maxLength: 12,
        }),
      })
      .map(({ limits, demands }) =>
        question({
          ...{ model, sites, demands },
          limits: limits.map(({ amount, among, less }, at) => ({
            ...countLimit(sites, Math.max(0, amount.reduce((sum, one, site) => sum + (among[site] ? one : 0), 0) - less)),
            ...{ key: `money ${at}`, amount: Float64Array.from(amount) },
          })),
        }),
      );
  });

test("with money in fen the best of all choices is found, and none a fen too dear", async () => {
  const asked = fc.constantFrom<SitingModel>("budget", "lscp", "backup").chain(inFen);
  await fc.assert(
    fc.asyncProperty(asked, async (problem) => {
      const best = bruteBest(problem);
      const answer = await answered(problem, { solve });
      if (best === null || answer.kind !== "answer") {
        expect({ best, kind: answer.kind }).toEqual({ best: null, kind: "impossible" });
        return;
      }
      expect(answer).toMatchObject({ objective: best, proved: true });
      expect(isKept(problem, answer.sites)).toBe(true);
    }),
    { numRuns: Number(process.env.QUARTERHOUR_TEST_ROUNDS ?? 100) },
  );
}, 120_000);

test("a choice that only rounding lets pass is forbidden and asked for again, and never told", () => {
  const mip = new MipRows(3);
  mip.integer.fill(1);
  mip.cost.set([5, 4, 1]);
  [2_100_000_000, 2_100_000_001, 2_099_999_999].forEach((fen, column) => mip.add(column, fen));
  mip.between(-Infinity, 4_200_000_000);
  const choices = [Float64Array.of(1, 0.9999999, 0), Float64Array.of(1, 0, 1)];
  let asks = 0;
  const rounding: MipSolver = (model, { told }) => {
    const values = choices[asks++]!;
    told(9, 9, values);
    if (asks === 2) expect([...model.rowUpper].at(-1)).toBe(1);
    return { status: "optimal", objective: 9, bound: 9, values };
  };
  const heard: (Float64Array | null)[] = [];
  const told = (_objective: number | null, _bound: number | null, values: Float64Array | null) => heard.push(values);
  const watch = { seconds: 9, gap: 0, from: null, isStopped: () => false, told };
  const answer = keptExactly(rounding, () => 0)(mip.model(true), watch);
  expect([...answer.values!]).toEqual([1, 0, 1]);
  expect(heard.map((values) => values && [...values])).toEqual([null, [1, 0, 1]]);
  const late = keptExactly(rounding, () => asks * 9);
  asks = 0;
  expect(late(mip.model(true), watch)).toMatchObject({ status: "time", values: null, bound: 9 });
});
