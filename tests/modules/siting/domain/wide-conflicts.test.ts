import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { SitingMeans } from "~/modules/siting/domain/solving/siting-answer";
import { FIXED, type SitingModel, type SitingProblem } from "~/modules/siting/domain/solving/siting-problem";
import { solveSiting } from "~/modules/siting/domain/solving/solve-siting";
import { spacedApart } from "~/modules/siting/domain/spaced-apart";
import { openHighs } from "~/threads/highs-solver";
import { bestByHand } from "./served-by-hand";

const ROUNDS = { numRuns: Number(process.env.QUARTERHOUR_TEST_ROUNDS ?? 60) };
const solve = await openHighs();
const means: SitingMeans = { solve, now: () => 0, seconds: 60, seed: 1, isStopped: () => false, told: () => undefined };

/** Places on a square kilometre told apart by a spacing so wide that one, two or three of them may be chosen; some ways too far. */
const spaced = (model: SitingModel, isFull: boolean): fc.Arbitrary<SitingProblem> => {
  const spot = fc.record({ x: fc.integer({ min: 0, max: 999 }), y: fc.integer({ min: 0, max: 999 }) });
  return fc
    .record({
      places: fc.array(spot, { minLength: 1, maxLength: 9 }),
      homes: fc.array(fc.record({ at: spot, people: fc.integer({ min: 0, max: 60 }) }), {
        minLength: 1,
        maxLength: 12,
      }),
      spacing: fc.constantFrom(300, 600, 1_000, 50_000),
      count: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 6 }),
      farthest: fc.constantFrom(400, 900, 2_000, 2_000),
      isThere: fc.constantFrom(0, 0, 1),
      room: fc.integer({ min: 20, max: 600 }),
    })
    .map(({ places, homes, spacing, count, farthest, isThere, room }): SitingProblem => {
      const sites = places.length;
      const every = Uint32Array.from(places.keys());
      const [x, y] = [places.map((own) => own.x), places.map((own) => own.y)];
      const rows = homes.map(({ at }) =>
        places.flatMap((own, site) => {
          const cost = Math.round(Math.hypot(own.x - at.x, own.y - at.y));
          return cost <= farthest ? [{ site, cost }] : [];
        }),
      );
      const start = [0];
      for (const row of rows) start.push(start.at(-1)! + row.length);
      return {
        ...{ model, demands: homes.length, sites, weight: Float64Array.from(homes, ({ people }) => people) },
        links: {
          start: Uint32Array.from(start),
          site: Uint32Array.from(rows.flat(), ({ site }) => site),
          cost: Float64Array.from(rows.flat(), ({ cost }) => cost),
        },
        radius: Infinity,
        state: Uint8Array.from(every, (site) => (site < isThere ? FIXED : 0)),
        limits:
          count === null
            ? []
            : [{ key: "sites", site: every, amount: new Float64Array(sites).fill(1), least: -Infinity, most: count }],
        conflicts: spacedApart({ x, y }, spacing, (site) => site >= isThere),
        needs: [],
        capacity: isFull ? new Float64Array(sites).fill(room) : null,
      };
    });
};

const MODELS = [
  ["p-median", false],
  ["p-center", false],
  ["p-median", true],
  ["mclp", true],
  ["lscp", true],
] as const;

test.each(MODELS)(
  "%s (room: %s) with places far apart is impossible exactly where every choice breaks a rule, and else the best of all",
  (model, isFull) => {
    fc.assert(
      fc.property(spaced(model, isFull), (problem) => {
        const best = bestByHand(problem);
        const answer = solveSiting(problem, means);
        if (best === null) {
          expect(answer.kind).toBe("impossible");
          if (answer.kind !== "impossible" || !answer.alone) return;
          // each rule that is named is enough by itself
          for (const { key, needed } of answer.relax) {
            if (key === "conflicts") expect(bestByHand({ ...problem, conflicts: [] })).not.toBeNull();
            if (needed === null) continue;
            const limits = problem.limits.map((limit) => (limit.key === key ? { ...limit, most: needed } : limit));
            expect(bestByHand({ ...problem, limits })).not.toBeNull();
          }
          return;
        }
        expect(answer).toMatchObject({ kind: "answer", proved: true, ended: "proved" });
        if (answer.kind === "answer") expect(answer.objective).toBeCloseTo(best, 6);
      }),
      ROUNDS,
    );
  },
  120_000,
);
