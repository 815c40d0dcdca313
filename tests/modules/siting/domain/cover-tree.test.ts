import fc from "fast-check";
import { expect, test } from "vitest";
import { CoverBound, firstPrices, PEOPLE } from "~/modules/siting/domain/solving/cover-bound";
import { coverGround } from "~/modules/siting/domain/solving/cover-ground";
import { CoverShrink } from "~/modules/siting/domain/solving/cover-shrink";
import { CoverTree } from "~/modules/siting/domain/solving/cover-tree";
import { NodeHeap } from "~/modules/siting/domain/solving/node-heap";
import { FREE, type SitingProblem } from "~/modules/siting/domain/solving/siting-problem";
import { siteRows } from "~/modules/siting/domain/solving/site-rows";
import { bruteBest, isKept, recounted } from "./brute-cover";
import { someQuestion } from "./made-questions";

const ROUNDS = { numRuns: Number(process.env.QUARTERHOUR_TEST_ROUNDS ?? 300) };
const models = fc.constantFrom("mclp" as const, "budget" as const).chain(someQuestion);
const groundOf = (problem: SitingProblem, state = problem.state) => coverGround(problem, state, { times: 1, everyDemand: false });

/** What the tree finds by itself, with no choice known before it; null where it finds none. */
function byTree(problem: SitingProblem, looks = Infinity) {
  const ground = groundOf(problem);
  let [best, left] = [-Infinity, looks];
  const price = ground.weight.map((own) => own / 2);
  const means = {
    better: () => (best === -Infinity ? -1 : best * (1 + 1e-9)),
    isOver: () => left-- <= 0,
    told: () => {},
    tried: (sites: readonly number[]) => {
      const opened = [...new Set([...[...problem.state.keys()].filter((site) => problem.state[site] === 1), ...sites])];
      if (isKept(problem, opened)) best = Math.max(best, recounted(problem, opened).once);
    },
  };
  const bound = new CoverTree(problem, ground, means).search(problem.state, price, Infinity);
  return { best: best === -Infinity ? null : best, bound: Math.max(best, bound) };
}

test("searched to its end, the tree alone finds what trying every choice finds", () => {
  fc.assert(
    fc.property(models, (problem) => {
      const [best, found] = [bruteBest(problem), byTree(problem)];
      if (best === null) expect(found.best).toBeNull();
      else expect(found.best).toBeCloseTo(best, 6);
    }),
    ROUNDS,
  );
}, 120_000);

test("stopped anywhere, the tree's bound is never below the best there is", () => {
  fc.assert(
    fc.property(models, fc.integer({ min: 0, max: 400 }), (problem, looks) => {
      const best = bruteBest(problem);
      if (best !== null) expect(byTree(problem, looks).bound).toBeGreaterThanOrEqual(best - 1e-6);
    }),
    ROUNDS,
  );
}, 120_000);

test("no choice passes the bound, and none that opens or closes a site passes it by what the site earns", () => {
  fc.assert(
    fc.property(models, fc.integer({ min: 1, max: 60 }), (problem, steps) => {
      const ground = groundOf(problem);
      const rows = siteRows(problem, problem.state, ground.columnOf, ground.columns);
      const bound = new CoverBound(ground, PEOPLE);
      bound.begin(ground, rows, firstPrices(ground, PEOPLE, []), 1);
      bound.improve(-1, steps, () => false);
      if (bruteBest(problem) === null || ground.columns === 0) return;
      const top = ground.once + bound.best;
      expect(top).toBeGreaterThanOrEqual(bruteBest(problem)! - 1e-6);
      for (let column = 0; column < ground.columns; column++) {
        const earned = bound.earns[column]!;
        if (earned === 0) continue;
        const state = problem.state.slice();
        state[ground.site[column]!] = earned < 0 ? 1 : 2;
        const turned = bruteBest({ ...problem, state });
        if (turned !== null) expect(top - Math.abs(earned)).toBeGreaterThanOrEqual(turned - 1e-6);
      }
    }),
    { ...ROUNDS, numRuns: Math.ceil(ROUNDS.numRuns / 3) },
  );
}, 120_000);

test("a ground shrunk by decisions is the ground the question has with them, and keeps what prices add up to", () => {
  fc.assert(
    fc.property(models, fc.array(fc.constantFrom(0, 0, 1, 2), { minLength: 9, maxLength: 9 }), (problem, decided) => {
      const whole = groundOf(problem);
      const state = problem.state.map((own, site) => (own === FREE ? decided[site]! : own));
      const prices = whole.weight.map((own) => own / 3);
      const { ground, groupOf, price } = new CoverShrink(whole).shrink(state, prices);
      const asked = groundOf(problem, state);
      expect([...ground.site]).toEqual([...asked.site]);
      expect([...ground.columnOf]).toEqual([...asked.columnOf]);
      expect(ground.once).toBeCloseTo(asked.once, 9);
      expect([...ground.groupStart].slice(0, ground.groups + 1)).toEqual([...asked.groupStart]);
      expect([...ground.groupColumn]).toEqual([...asked.groupColumn]);
      expect([...ground.columnStart]).toEqual([...asked.columnStart]);
      expect([...ground.columnGroup]).toEqual([...asked.columnGroup]);
      ground.weight.forEach((own, group) => expect(own).toBeCloseTo(asked.weight[group]!, 9));
      price.forEach((own, group) => {
        const members = [...groupOf.keys()].filter((of) => groupOf[of] === group);
        expect(own).toBeCloseTo(
          members.reduce((sum, of) => sum + prices[of]!, 0),
          9,
        );
      });
    }),
    ROUNDS,
  );
}, 120_000);

test("of nodes the one with the highest bound comes first", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (bounds) => {
      const heap = new NodeHeap<{ readonly bound: number }>();
      for (const bound of bounds) heap.push({ bound });
      const sorted = bounds.toSorted((one, other) => other - one);
      for (const bound of sorted) {
        expect(heap.highest).toBe(bound);
        expect(heap.pop()).toEqual({ bound });
      }
      expect(heap.pop()).toBeUndefined();
    }),
  );
});
