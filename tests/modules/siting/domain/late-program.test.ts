import { expect, test } from "vitest";
import type { SitingProblem } from "~/modules/siting/domain/solving/siting-problem";
import { solveSiting } from "~/modules/siting/domain/solving/solve-siting";
import { seededRandom } from "~/shared/seeded-random";

/** Places with room for some of the many who are within reach, too few to be chosen for everybody. */
function crowded(demands: number, sites: number, near: number): SitingProblem {
  const chance = seededRandom(4);
  const every = Uint32Array.from({ length: sites }, (_, site) => site);
  const reached = Array.from({ length: demands }, () => {
    const first = Math.floor(chance() * sites);
    return Array.from({ length: near }, (_, step) => (first + step * 3) % sites);
  });
  return {
    ...{ model: "mclp", demands, sites, radius: Infinity, conflicts: [], needs: [], state: new Uint8Array(sites) },
    weight: Float64Array.from(reached, () => 1 + Math.floor(chance() * 90)),
    links: {
      start: Uint32Array.from({ length: demands + 1 }, (_, demand) => demand * near),
      site: Uint32Array.from(reached.flat()),
      cost: new Float64Array(demands * near),
    },
    limits: [{ key: "sites", site: every, amount: new Float64Array(sites).fill(1), least: -Infinity, most: 6 }],
    capacity: Float64Array.from(every, () => 5_000 + Math.floor(chance() * 3_000)),
  };
}

/** Asked with a clock that goes on at every look: how often the solver was asked, and what came of it. */
function asked(problem: SitingProblem, seconds: number) {
  let [clock, programs] = [0, 0];
  const answer = solveSiting(problem, {
    ...{ seconds, seed: 1, isStopped: () => false, told: () => undefined },
    now: () => (clock += seconds / 50_000),
    solve: () => {
      programs++;
      return { status: "time", objective: null, bound: null, values: null };
    },
  });
  if (answer.kind !== "answer") throw new Error(answer.kind);
  return { answer, programs, clock };
}

test("a program too large for the time that is left is not begun: choice and bound are bettered until it is over", () => {
  const problem = crowded(900, 60, 12);
  expect(asked(problem, 60).programs).toBe(1);
  const { answer, programs, clock } = asked(problem, 0.1);
  expect(programs).toBe(0);
  expect(answer.bound).toBeGreaterThanOrEqual(answer.objective);
  expect(clock).toBeLessThan(0.11);
});

/** Three homes, each beside a place of its own, and of the three places any two are too near to each other. */
const crossed: SitingProblem = {
  ...{ model: "p-median", demands: 3, sites: 3, radius: Infinity, needs: [], limits: [], capacity: null },
  ...{
    state: new Uint8Array(3),
    weight: Float64Array.of(7, 8, 9),
    conflicts: [
      [0, 1],
      [1, 2],
      [0, 2],
    ].map((each) => Uint32Array.from(each)),
  },
  links: {
    start: Uint32Array.of(0, 3, 6, 9),
    site: Uint32Array.of(0, 1, 2, 0, 1, 2, 0, 1, 2),
    cost: Float64Array.of(1, 10, 10, 10, 1, 10, 10, 10, 1),
  },
};

test("with a clock that stands still before the time is over it ends all the same, and claims no proof", () => {
  const answer = solveSiting(crossed, {
    ...{ seconds: 0.001, seed: 1, isStopped: () => false, told: () => undefined, now: () => 0 },
    solve: () => ({ status: "time", objective: null, bound: null, values: null }),
  });
  expect(answer).toMatchObject({ kind: "answer", objective: 159, proved: false, ended: "time" });
});
