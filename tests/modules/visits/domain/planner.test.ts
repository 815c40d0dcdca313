import fc from "fast-check";
import { expect, test } from "vitest";
import { dayProblem } from "~/modules/visits/domain/day-file";
import { Insertion } from "~/modules/visits/domain/insertion";
import { nearbyOf } from "~/modules/visits/domain/nearby";
import { checkPlan, travelOf } from "~/modules/visits/domain/plan-check";
import { plan, planning } from "~/modules/visits/domain/planner";
import type { PlannedRoutes } from "~/modules/visits/domain/planning-problem";
import { RouteState } from "~/modules/visits/domain/route-state";
import { UnassignedReasons } from "~/modules/visits/domain/unassigned-reasons";
import { seededRandom } from "~/shared/seeded-random";
import { madePlanProblem } from "../../../factories/made-plan-problem";

const still = { now: () => 0, seconds: 1 };
const everyPrice = { lateness: 2, overtime: 1, unfairness: 0.5, phone: 300, change: 200 };
const seed = fc.integer({ min: 1, max: 1e6 });
const sizes = fc.record({
  visits: fc.integer({ min: 1, max: 24 }),
  caregivers: fc.integer({ min: 1, max: 4 }),
  days: fc.integer({ min: 1, max: 5 }),
  pairs: fc.constantFrom(0, 0.4),
  prices: fc.constantFrom({}, everyPrice),
  isOneWay: fc.boolean(),
});

test("whatever is asked, the plan keeps every hard constraint and loses no visit", () => {
  fc.assert(
    fc.property(seed, sizes, (number, size) => {
      const problem = madePlanProblem(number, size);
      const answer = plan(problem, { ...still, seed: number, rounds: 150 });
      expect(checkPlan(problem, answer.plan, answer.pinned)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test("what a plan leaves out has no room left for it anywhere", () => {
  fc.assert(
    fc.property(seed, fc.integer({ min: 10, max: 30 }), (number, visits) => {
      const problem = madePlanProblem(number, { visits, caregivers: 2, days: 2 });
      const answer = plan(problem, { ...still, seed: 1, rounds: 60 });
      const reasons = new UnassignedReasons(problem, answer.plan, answer.pinned);
      for (const visit of answer.plan.unassigned) expect(reasons.of(visit).map(({ reason }) => reason)).not.toContain("room");
    }),
    { numRuns: 60 },
  );
});

test("room is found exactly where walking the whole route says there is room", () => {
  fc.assert(
    fc.property(seed, fc.integer({ min: 2, max: 12 }), fc.boolean(), (number, visits, isOneWay) => {
      const problem = madePlanProblem(number, { visits, caregivers: 2, days: 1, isOneWay });
      problem.visits.phoneDuration.fill(-1);
      const random = seededRandom(number);
      const state = new RouteState(problem);
      const insertion = new Insertion(state, nearbyOf(problem), random, 0);
      for (let visit = 0; visit < visits; visit++) {
        for (let shift = 0; shift < problem.shifts.count; shift++) {
          const { routes } = state.routes();
          const ways = Array.from({ length: routes[shift]!.length + 1 }, (_, at) => routes[shift]!.toSpliced(at, 0, visit))
            .map((stops) => planOf(problem.shifts.count, shift, stops, visits))
            .filter((tried) => checkPlan(problem, tried).every(({ fault }) => fault === "lost"))
            .map((tried) => travelOf(problem, shift, tried.routes[shift]!) - travelOf(problem, shift, routes[shift]!));
          expect(insertion.searchIn(visit, shift)).toBe(ways.length > 0);
          const fixed = state.fixedPrice(visit, shift, false);
          if (ways.length > 0) expect(insertion.best.price).toBeCloseTo(Math.min(...ways) + fixed, 6);
        }
        if (insertion.search(visit)) state.insert(visit, insertion.best.shift, insertion.best.after);
      }
    }),
    { numRuns: 80 },
  );
});

test("the price a search reports is the price of the plan, part by part", () => {
  fc.assert(
    fc.property(seed, (number) => {
      const problem = madePlanProblem(number, {
        visits: 20,
        caregivers: 3,
        days: 3,
        prices: { overtime: 1, unfairness: 0.5, phone: 300 },
      });
      const { plan: made, cost } = plan(problem, { ...still, seed: 1, rounds: 200 });
      const { visits, shifts, caregivers } = problem;
      const work = new Float64Array(caregivers.count);
      const ordinary = new Float64Array(caregivers.count);
      let price = made.unassigned.reduce((sum, visit) => sum + visits.penalty[visit]!, 0);
      for (let shift = 0; shift < shifts.count; shift++) {
        const caregiver = shifts.caregiver[shift]!;
        const stops = made.routes[shift]!;
        const calls = made.calls[shift]!;
        const travelled = travelOf(problem, shift, stops);
        const busy =
          travelled +
          stops.reduce((sum, visit) => sum + visits.duration[visit]!, 0) +
          calls.reduce((sum, visit) => sum + visits.phoneDuration[visit]!, 0);
        price += travelled + Math.max(0, busy - shifts.ordinaryWork[shift]!) + 300 * calls.length;
        for (const visit of [...stops, ...calls]) price += visits.caregiverPrice[visit * caregivers.count + caregiver]!;
        work[caregiver]! += busy;
        ordinary[caregiver]! += Math.min(shifts.ordinaryWork[shift]!, shifts.ends[shift]! - shifts.starts[shift]!);
      }
      work.forEach((busy, caregiver) => (price += (0.5 * busy * busy) / (2 * ordinary[caregiver]!)));
      expect(cost).toBeCloseTo(price, 3);
    }),
    { numRuns: 40 },
  );
});

test("a handful of visits is planned as well as trying every order does", () => {
  for (let number = 1; number <= 12; number++) {
    const problem = madePlanProblem(number, { visits: 6, caregivers: 1 });
    problem.visits.phoneDuration.fill(-1);
    problem.visits.caregiverPrice.fill(0);
    const answer = plan(problem, { ...still, seed: 1, rounds: 400 });
    expect(answer.cost).toBeCloseTo(bestByTrying(problem), 6);
  }
});

test("a visit for two begins with both, on the same minute", () => {
  const problem = madePlanProblem(4, { visits: 12, caregivers: 4, pairs: 1 });
  problem.visits.skills.fill(1);
  problem.visits.caregiverPrice.fill(0);
  const { plan: made, pinned } = plan(problem, { ...still, seed: 1, rounds: 400 });
  const together = problem.visits.partner.filter((other, visit) => other > visit && !made.unassigned.includes(visit));
  expect(together.length).toBeGreaterThan(2);
  problem.visits.partner.forEach((other, visit) => {
    if (!made.unassigned.includes(visit)) expect(pinned[visit]).toBe(pinned[other]);
  });
  expect(checkPlan(problem, made, pinned)).toEqual([]);
});

test("a plan that was good stays as it was when nothing asks for a change", () => {
  const problem = madePlanProblem(9, { visits: 24, caregivers: 3, days: 4 });
  const first = plan(problem, { ...still, seed: 1, rounds: 2_000 });
  first.plan.routes.forEach((stops, shift) => stops.forEach((visit) => (problem.visits.published[visit] = shift)));
  first.plan.calls.forEach((calls, shift) => calls.forEach((visit) => (problem.visits.published[visit] = shift)));
  const priced = { ...problem, prices: { ...problem.prices, change: 50_000 } };
  const again = plan(priced, { ...still, seed: 2, rounds: 300, start: first.plan });
  const shiftOf = (made: PlannedRoutes): string[] =>
    made.routes.flatMap((stops, shift) => [...stops, ...made.calls[shift]!].map((visit) => `${visit} ${shift}`)).sort();
  expect(shiftOf(again.plan)).toEqual(expect.arrayContaining(shiftOf(first.plan)));
});

test("the same seed and rounds give the same plan; another stop gives the best so far", () => {
  const problem = madePlanProblem(3, { visits: 24, caregivers: 3, days: 2, prices: everyPrice });
  const run = { ...still, seed: 7, rounds: 300 };
  expect(plan(problem, run).plan).toEqual(plan(problem, run).plan);
  let clock = 0;
  const search = planning(problem, { seed: 7, seconds: 1e6, now: () => (clock += 300) });
  const told = search.next();
  expect(told.done).toBe(false);
  const ended = search.next("stop");
  expect(ended.done && ended.value.isStopped).toBe(true);
  if (ended.done) expect(checkPlan(problem, ended.value.plan, ended.value.pinned)).toEqual([]);
});

test("a break may fall within a journey, and is never left out", () => {
  const hour = 3_600;
  const day = (from: number): ReturnType<typeof dayProblem> =>
    dayProblem({
      travel: { kmh: 6, detour: 1, plusSeconds: 0, rounding: "none" },
      caregivers: [
        {
          id: 1,
          home: [0, 0],
          skills: [1],
          hours: [8 * hour, 16 * hour],
          maxVisits: 9,
          break: { window: [from, from], seconds: hour },
        },
      ],
      visits: [{ id: 1, at: [18_000, 0], seconds: hour, skill: 1, priority: 1, window: [8 * hour, 16 * hour] }],
    });
  // Three hours there, an hour of work, three hours back and an hour of rest: eight hours to the minute, wherever the rest falls.
  for (const from of [9, 10.5, 11, 12, 13])
    expect(plan(day(from * hour), { ...still, seed: 1, rounds: 10 }).plan.unassigned).toEqual([]);
  const half = plan(day(11.5 * hour), { ...still, seed: 1, rounds: 10 });
  expect(half.plan.unassigned).toEqual([0]);
});

function planOf(shifts: number, shift: number, stops: readonly number[], visits: number): PlannedRoutes {
  const routes = Array.from({ length: shifts }, (_, at) => (at === shift ? stops : []));
  return {
    routes,
    calls: routes.map(() => []),
    unassigned: Array.from({ length: visits }, (_, at) => at).filter((at) => !stops.includes(at)),
  };
}

/** The least price over every choice and order of the visits of a single shift. */
function bestByTrying(problem: ReturnType<typeof madePlanProblem>): number {
  const { visits } = problem;
  let best = Infinity;
  const grow = (stops: readonly number[]): void => {
    const tried = planOf(1, 0, stops, visits.count);
    if (checkPlan(problem, tried).length === 0)
      best = Math.min(
        best,
        travelOf(problem, 0, stops) + tried.unassigned.reduce((sum, visit) => sum + visits.penalty[visit]!, 0),
      );
    for (let visit = 0; visit < visits.count; visit++) if (!stops.includes(visit)) grow([...stops, visit]);
  };
  grow([]);
  return best;
}
