import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { SitingAnswer, SitingImpossible, SitingMeans } from "~/modules/siting/domain/solving/siting-answer";
import { FIXED, FORBIDDEN, type SitingModel, type SitingProblem } from "~/modules/siting/domain/solving/siting-problem";
import { solveSiting } from "~/modules/siting/domain/solving/solve-siting";
import { openHighs } from "~/threads/highs-solver";
import { madeServing, onPlane } from "./made-servings";
import { bestByHand, isKept, valueByHand } from "./served-by-hand";

const solve = await openHighs();
const means: SitingMeans = { solve, now: () => 0, seconds: 60, seed: 1, isStopped: () => false, told: () => undefined };
/** There is time for all of these. */
function answerTo(problem: SitingProblem): SitingAnswer | SitingImpossible {
  const answer = solveSiting(problem, means);
  if (answer.kind === "not-found") throw new Error("no choice was found while there was time");
  return answer;
}
const MODELS: readonly (readonly [SitingModel, boolean])[] = [
  ["p-median", false],
  ["p-center", false],
  ["p-median", true],
  ["mclp", true],
  ["budget", true],
  ["lscp", true],
];

test("p-center under money, districts and places too near to each other is proved where greedy finds no choice", () => {
  const limitsAnd = fc.record({
    price: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 8, maxLength: 8 }),
    money: fc.integer({ min: 5, max: 25 }),
    split: fc.integer({ min: 1, max: 6 }),
    pairs: fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { minLength: 2, maxLength: 2 }), { maxLength: 6 }),
  });
  fc.assert(
    fc.property(onPlane(9, 8), limitsAnd, ({ limits: [count], ...plane }, { price, money, split, pairs }) => {
      const district = (from: number, to: number) => ({
        ...{ key: `district ${from}`, site: count!.site.slice(from, to), amount: new Float64Array(to - from).fill(1) },
        ...{ least: 1, most: 2 },
      });
      const problem: SitingProblem = {
        ...{ ...plane, model: "p-center", conflicts: pairs.map((pair) => Uint32Array.from(pair)) },
        limits: [
          { ...count!, key: "build", amount: Float64Array.from(price), most: money },
          district(0, split),
          district(split, 8),
        ],
      };
      const answer = answerTo(problem);
      const best = bestByHand(problem);
      if (answer.kind === "impossible") expect(best).toBeNull();
      else expect(answer).toMatchObject({ objective: best, proved: true, ended: "proved" });
    }),
    { numRuns: 150 },
  );
});

for (const [model, isFull] of MODELS) {
  const name = `${model}${isFull ? " with capacities" : ""}`;

  test(`${name} answers what trying every choice answers, and says who goes where`, () => {
    fc.assert(
      fc.property(madeServing(model, isFull), (problem) => {
        const answer = answerTo(problem);
        const best = bestByHand(problem);
        if (answer.kind === "impossible") {
          expect(best).toBeNull();
          expectRelaxed(problem, answer);
          return;
        }
        expect(answer.objective).toBeCloseTo(best!, 6);
        expect(answer).toMatchObject({ proved: true, ended: "proved", bound: answer.objective, gap: 0 });
        const open = Array.from({ length: problem.sites }, (_, site) => answer.sites.includes(site));
        expect(isKept(problem, open)).toBe(true);
        expect(valueByHand(problem, open)).toBeCloseTo(answer.objective, 6);
        expectSharing(problem, answer);
      }),
      { numRuns: 150 },
    );
  });

  test(`${name}: one more site, or more room, is never worse`, () => {
    const sign = model === "mclp" || model === "budget" ? -1 : 1;
    fc.assert(
      fc.property(madeServing(model, isFull), (problem) => {
        const less = answerTo(problem);
        if (less.kind === "impossible") return;
        const limits = problem.limits.map((limit) => ({ ...limit, most: limit.most + 1 }));
        const more = answerTo({ ...problem, limits, capacity: problem.capacity?.map((own) => own + 1) ?? null });
        if (more.kind === "impossible") throw new Error("more room made it impossible");
        expect(sign * more.objective).toBeLessThanOrEqual(sign * less.objective + 1e-6);
      }),
      { numRuns: 60 },
    );
  });
}

test("backup cover and p-center know no capacities, and say so", () => {
  fc.assert(
    fc.property(
      fc.constantFrom<SitingModel>("backup", "p-center").chain((model) => madeServing(model, true)),
      (problem) => {
        expect(answerTo(problem)).toEqual({ kind: "impossible", relax: [{ key: "capacity", needed: null }], alone: true });
      },
    ),
    { numRuns: 5 },
  );
});

test("sixty demands and fourteen sites on a plane: as good as the best of all 1,001 choices of four", () => {
  fc.assert(
    fc.property(fc.constantFrom<SitingModel>("p-median", "p-center"), onPlane(60, 14), (model, plane) => {
      const answer = answerTo({ ...plane, model });
      if (answer.kind === "impossible") throw new Error("four of fourteen sites can be chosen");
      expect(answer.proved).toBe(true);
      expect(answer.objective).toBeCloseTo(bestByHand({ ...plane, model })!, 6);
    }),
    { numRuns: 8 },
  );
});

/** What is said to be enough alone is enough. */
function expectRelaxed(problem: SitingProblem, { relax, alone }: SitingImpossible): void {
  expect(relax.length).toBeGreaterThan(0);
  for (const { key, needed } of alone ? relax : []) {
    if (needed === null) continue;
    const limits = problem.limits.map((limit) =>
      limit.key !== key ? limit : { ...limit, least: Math.min(limit.least, needed), most: Math.max(limit.most, needed) },
    );
    expect(bestByHand({ ...problem, limits })).not.toBeNull();
  }
}

function expectSharing(problem: SitingProblem, answer: SitingAnswer): void {
  const taken = new Float64Array(problem.sites);
  const given = new Float64Array(problem.demands);
  let paid = 0;
  for (const { demand, site, cost, people } of answer.assigned) {
    expect(answer.sites).toContain(site);
    expect(answer.uncoverable).not.toContain(demand);
    const links = [...Array(problem.links.site.length).keys()].slice(
      problem.links.start[demand],
      problem.links.start[demand + 1],
    );
    expect(links.some((k) => problem.links.site[k] === site && problem.links.cost[k] === cost)).toBe(true);
    taken[site]! += people;
    given[demand]! += people;
    paid += people * cost;
  }
  for (let site = 0; site < problem.sites; site++) {
    if (problem.capacity) expect(taken[site]).toBeLessThanOrEqual(problem.capacity[site]! + 1e-6);
    if (problem.state[site] === FIXED) expect(answer.sites).toContain(site);
    if (problem.state[site] === FORBIDDEN) expect(answer.sites).not.toContain(site);
  }
  for (let demand = 0; demand < problem.demands; demand++) {
    const own = problem.weight[demand]!;
    if (problem.model === "mclp" || problem.model === "budget") expect(given[demand]).toBeLessThanOrEqual(own + 1e-6);
    else if (!answer.uncoverable.includes(demand)) expect(given[demand]).toBeCloseTo(own, 6);
  }
  if (problem.model === "p-median") expect(paid).toBeCloseTo(answer.objective, 6);
  if (problem.model === "mclp" || problem.model === "budget")
    expect(given.reduce((sum, own) => sum + own, 0)).toBeCloseTo(answer.objective, 6);
}
