import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { MipSolver } from "~/modules/siting/domain/solving/mip";
import type { SitingAnswer } from "~/modules/siting/domain/solving/siting-answer";
import { openHighs } from "~/threads/highs-solver";
import { bruteBest, isKept, recounted } from "./brute-cover";
import { answered, someQuestion } from "./made-questions";

const MODELS = ["lscp", "mclp", "budget", "backup"] as const;
const ROUNDS = Number(process.env.QUARTERHOUR_TEST_ROUNDS ?? 60);

let solve: MipSolver;
beforeAll(async () => {
  solve = await openHighs();
});

test.each(MODELS)(
  "%s: what trying every choice finds, or nothing where no choice keeps the rules",
  async (model) => {
    await fc.assert(
      fc.asyncProperty(someQuestion(model), async (problem) => {
        const best = bruteBest(problem);
        const answer = await answered(problem, { solve });
        if (best === null) {
          expect(answer.kind).toBe("impossible");
          return;
        }
        expect(answer).toMatchObject({ kind: "answer", proved: true, ended: "proved", gap: 0 });
        const { objective, bound, sites, assigned, uncoverable } = answer as SitingAnswer;
        expect(objective).toBeCloseTo(best, 6);
        expect(bound).toBe(objective);
        expect(isKept(problem, sites)).toBe(true);
        const counted = recounted(problem, sites);
        const figures = { lscp: sites.length, mclp: counted.once, budget: counted.once, backup: counted.twice };
        expect(objective).toBeCloseTo(figures[model], 9);
        expect(assigned.map(({ demand }) => demand)).toEqual(counted.covered);
        expect(uncoverable.length).toBe(problem.demands - counted.coverable.length);
      }),
      { numRuns: ROUNDS },
    );
  },
  120_000,
);
