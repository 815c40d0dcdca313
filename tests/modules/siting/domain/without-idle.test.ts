import * as fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { coverChanges } from "~/modules/siting/domain/instead/cover-changes";
import { isNone } from "~/modules/siting/domain/instead/change";
import { roomChanges } from "~/modules/siting/domain/instead/room-changes";
import { RoomFlow } from "~/modules/siting/domain/instead/room-flow";
import { withoutIdle } from "~/modules/siting/domain/instead/without-idle";
import type { Choice } from "~/modules/siting/domain/next-best";
import { ChoiceRules } from "~/modules/siting/domain/solving/choice-rules";
import type { MipSolver } from "~/modules/siting/domain/solving/mip";
import type { SitingMeans } from "~/modules/siting/domain/solving/siting-answer";
import type { SitingProblem } from "~/modules/siting/domain/solving/siting-problem";
import { sitingRun, type SitingInput } from "~/modules/siting/domain/siting-run";
import { openHighs } from "../../../../app/threads/highs-solver";
import { madeServing } from "./made-servings";

const ROUNDS = { numRuns: Number(process.env.QUARTERHOUR_TEST_ROUNDS ?? 300) };
let solve: MipSolver;
beforeAll(async () => {
  solve = await openHighs();
});

function choiceOf(problem: SitingProblem, sites: readonly number[]): Choice {
  const rules = new ChoiceRules(problem);
  rules.reset(sites);
  const scale = problem.weight.reduce((sum, people) => sum + people, 0);
  const flow = problem.capacity && new RoomFlow(problem.links, problem.weight, problem.capacity);
  for (const site of sites) flow?.open(site);
  const { links, weight } = problem;
  const changes = flow
    ? roomChanges(flow)
    : coverChanges({ links, weight, people: weight, isOpen: rules.isOpen.slice(), times: 1 });
  return { changes, rules, free: [], scale };
}

test.each([true, false])(
  "with nothing idle left it is worth what it was, keeps the rules it kept, and nothing more may go (places with room: %s)",
  (isFull) => {
    fc.assert(
      fc.property(madeServing("mclp", isFull), fc.integer({ min: 1, max: 63 }), (problem, bits) => {
        const sites = Array.from({ length: problem.sites }, (_, site) => site).filter((site) => (bits >> site) % 2 === 1);
        const before = choiceOf(problem, sites);
        if (!before.rules.isKept()) return;
        const price = Float64Array.from({ length: problem.sites }, (_, site) => (site % 3 === 2 ? NaN : 10 - site));
        const left = withoutIdle(
          sites,
          price,
          () => true,
          choiceOf(problem, sites),
          () => false,
        );
        const gone = sites.filter((site) => !left.includes(site));
        const after = choiceOf(problem, left);
        expect(after.rules.isKept()).toBe(true);
        for (const site of left) {
          const isIdle = isNone(after.changes.around(site, [])(null), after.scale);
          const others = new ChoiceRules(problem);
          others.reset(left.filter((other) => other !== site));
          expect(isIdle && others.isKept()).toBe(false);
        }
        expect(isNone(after.changes.around(null, gone)(null), after.scale)).toBe(true);
      }),
      ROUNDS,
    );
  },
);

test("a place that only an idle one needs goes with it, whichever is dearer", () => {
  const problem: SitingProblem = {
    ...{ model: "mclp", demands: 1, sites: 3, weight: Float64Array.of(5), radius: Infinity, state: new Uint8Array(3) },
    links: { start: Uint32Array.of(0, 1), site: Uint32Array.of(2), cost: Float64Array.of(1) },
    ...{ limits: [], conflicts: [], needs: [{ site: 1, oneOf: Uint32Array.of(0) }], capacity: Float64Array.of(9, 9, 9) },
  };
  const left = (price: Float64Array) =>
    withoutIdle(
      [0, 1, 2],
      price,
      () => true,
      choiceOf(problem, [0, 1, 2]),
      () => false,
    );
  expect(left(Float64Array.of(9, 1, 5))).toEqual([2]);
  expect(left(Float64Array.of(1, 9, 5))).toEqual([2]);
});

/** One home at whose door three places stand, each with room for all. */
const input: SitingInput = {
  ...{ model: "mclp", isCounted: Uint8Array.of(1), existing: 0 },
  points: { lon: Float64Array.of(113.6), lat: Float64Array.of(34.7) },
  groups: [{ people: Float64Array.of(100), weight: 1, limit: 800 }],
  sites: { lon: new Float64Array(3).fill(113.6), lat: new Float64Array(3).fill(34.7) },
  state: new Uint8Array(3),
  limits: [{ key: "sites", site: Uint32Array.of(0, 1, 2), amount: new Float64Array(3).fill(1), least: 2, most: 2 }],
  ...{ spacing: null, capacity: Float64Array.of(100, 100, 100), price: Float64Array.of(9, 9, 1), farthest: 4_000 },
  walking: { method: "circle", detour: 1.3, walks: null, barriers: [] },
};

function foundWith(asked: SitingInput, means: Partial<SitingMeans>) {
  const found = sitingRun(asked, null, {
    ...{ solve, seconds: 5, seed: 1, now: () => 0, isStopped: () => false, told: () => undefined, ...means },
  });
  if (found.kind !== "found") throw new Error(found.kind);
  return found;
}

test("what there was no time to look at is not told, neither as the best nor as none", () => {
  const inTime = foundWith(input, {});
  expect(inTime.nextBest).toHaveLength(2);
  expect(inTime.withoutReserve).toBe("nothing-more");
  let [isFound, hours] = [false, 0];
  const late = foundWith(input, {
    now: () => (isFound ? (hours += 3_600) : 0),
    told: ({ objective }) => {
      isFound ||= objective === 100;
    },
  });
  expect(late.chosen).toHaveLength(2);
  expect(late.nextBest).toEqual([]);
  expect(late.equals).toEqual([]);
  expect(late.reserve).toEqual([]);
  expect(late.withoutReserve).toBe("not-in-time");
});

test("«stop» said while what else there is is looked at ends the look, not the answer", () => {
  const places = 40;
  const every = Uint32Array.from({ length: places }, (_, site) => site);
  const many: SitingInput = {
    ...input,
    sites: { lon: new Float64Array(places).fill(113.6), lat: new Float64Array(places).fill(34.7) },
    state: new Uint8Array(places),
    limits: [{ key: "sites", site: every, amount: new Float64Array(places).fill(1), least: 20, most: 20 }],
    ...{ capacity: new Float64Array(places).fill(10), price: Float64Array.from(every, (site) => 100 - site) },
  };
  let asked = 0;
  foundWith(many, { isStopped: () => (asked++, false) });
  for (const at of [0.6, 0.8, 0.99]) {
    const stopAt = Math.floor(at * asked);
    let [turn, after] = [0, 0];
    const stopped = foundWith(many, {
      isStopped: () => {
        if (turn++ >= stopAt) after++;
        return turn > stopAt;
      },
    });
    expect(stopped.room!.after).toBe(100);
    expect(after).toBeLessThan(4 * places);
  }
});
