import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { backupBoundAt } from "~/modules/siting/domain/solving/backup-worth";
import { coverGround } from "~/modules/siting/domain/solving/cover-ground";
import { CoverShrink } from "~/modules/siting/domain/solving/cover-shrink";
import type { MipSolver } from "~/modules/siting/domain/solving/mip";
import type { SitingAnswer } from "~/modules/siting/domain/solving/siting-answer";
import { FIXED, FORBIDDEN, FREE, type SitingProblem } from "~/modules/siting/domain/solving/siting-problem";
import { siteRows } from "~/modules/siting/domain/solving/site-rows";
import { openHighs } from "~/threads/highs-solver";
import { bruteBest, isKept, keptChoices, recounted } from "./brute-cover";
import { answered, someQuestion } from "./made-questions";

const ROUNDS = { numRuns: Number(process.env.QUARTERHOUR_TEST_ROUNDS ?? 100) };
const backup = someQuestion("backup");

let solve: MipSolver;
beforeAll(async () => {
  solve = await openHighs();
});

/** Of the choices that keep the promise, the most people twice; null where none keeps it. */
function bestTwice(problem: SitingProblem, once: number | "every"): number | null {
  const kept = [...keptChoices(problem)]
    .map((sites) => recounted(problem, sites))
    .filter((own) => (once === "every" ? own.covered.length === own.coverable.length : own.once >= once));
  return kept.length > 0 ? Math.max(...kept.map(({ twice }) => twice)) : null;
}

test("no choice that keeps the promise passes the bound, at any price of it, nor by what a site earns", () => {
  const promise = fc.oneof(fc.constant("every" as const), fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(
      backup,
      promise,
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 0, max: 80 }),
      (problem, part, price, steps) => {
        const most = Math.max(0, ...[...keptChoices(problem)].map((sites) => recounted(problem, sites).once));
        const once = part === "every" ? part : part * most;
        const ground = coverGround(problem, problem.state, { times: 2, everyDemand: once === "every" });
        const rows = siteRows(problem, problem.state, ground.columnOf, ground.columns);
        const free = once === "every" ? once : once - ground.once;
        const { top, bound } = backupBoundAt([ground, rows, free], price, { known: -1e9, isOver: () => false }, steps);
        const best = bestTwice(problem, once);
        if (best === null) return;
        expect(ground.twice + top).toBeGreaterThanOrEqual(best - 1e-6);
        if (steps === 0) return;
        for (let column = 0; column < ground.columns; column++) {
          const earned = bound.earns[column]!;
          const state = problem.state.slice();
          state[ground.site[column]!] = earned < 0 ? FIXED : FORBIDDEN;
          // what could be covered is what the whole question can cover
          const turned = [...keptChoices({ ...problem, state })]
            .map((sites) => recounted(problem, sites))
            .filter((own) => (once === "every" ? own.covered.length === own.coverable.length : own.once >= once));
          for (const { twice } of turned) expect(ground.twice + top - Math.abs(earned)).toBeGreaterThanOrEqual(twice - 1e-6);
        }
      },
    ),
    ROUNDS,
  );
}, 120_000);

test("a ground shrunk by decisions counts first and second covers of those decided, and what is left to be covered for", () => {
  fc.assert(
    fc.property(backup, fc.array(fc.constantFrom(0, 0, 1, 2), { minLength: 9, maxLength: 9 }), (asked, decided) => {
      const problem = { ...asked, state: asked.state.map((own) => (own === FIXED ? FREE : own)) };
      const whole = coverGround(problem, problem.state, { times: 2, everyDemand: true });
      const [first, second] = [whole.weight.map((own) => 3 * own), whole.weight];
      const state = problem.state.map((own, site) => (own === FREE ? decided[site]! : own));
      const shrunk = new CoverShrink({ ...whole, weight: first }, second).shrink(state, first);
      const fixed = [...state.keys()].filter((site) => state[site] === FIXED);
      for (const more of keptChoices({ ...problem, limits: [], conflicts: [], needs: [], state })) {
        const { once, twice } = recounted(problem, more);
        const { ground } = shrunk;
        let counted = ground.once;
        for (let group = 0; group < ground.groups; group++) {
          const row = [...ground.groupColumn.subarray(ground.groupStart[group], ground.groupStart[group + 1])];
          const times = row.filter((column) => more.includes(ground.site[column]!)).length;
          expect(row.length).toBeGreaterThan(0);
          if (times > 0) counted += ground.weight[group]!;
          if (times > 1) counted += shrunk.second![group]!;
          expect(shrunk.second![group]!).toBeLessThanOrEqual(ground.weight[group]!);
        }
        expect(fixed.every((site) => more.includes(site))).toBe(true);
        expect(counted).toBeCloseTo(3 * once + twice, 6);
      }
    }),
    ROUNDS,
  );
}, 120_000);

test("two within reach, stopped at any time: a choice that keeps every rule, its bound no less than the best, proved only of it", async () => {
  await fc.assert(
    fc.asyncProperty(backup, fc.integer({ min: 0, max: 80 }), async (problem, looks) => {
      const best = bruteBest(problem);
      let left = looks;
      const answer = await answered(problem, { solve, isStopped: () => left-- <= 0 });
      if (answer.kind === "impossible") expect(best).toBeNull();
      if (answer.kind !== "answer") return;
      const { sites, objective, bound, proved } = answer as SitingAnswer;
      expect(isKept(problem, sites)).toBe(true);
      expect(objective).toBeCloseTo(recounted(problem, sites).twice, 9);
      expect(bound).toBeGreaterThanOrEqual(best! - 1e-6);
      if (proved) expect(objective).toBeCloseTo(best!, 6);
    }),
    ROUNDS,
  );
}, 120_000);
