import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { MipSolver } from "~/modules/siting/domain/solving/mip";
import type { SitingAnswer, SitingImpossible } from "~/modules/siting/domain/solving/siting-answer";
import { stepOf } from "~/modules/siting/domain/solving/cover-answer";
import { FIXED, FORBIDDEN, FREE, type SitingProblem } from "~/modules/siting/domain/solving/siting-problem";
import { openHighs } from "~/threads/highs-solver";
import { bruteBest, recounted } from "./brute-cover";
import { answered, countLimit, question, someQuestion } from "./made-questions";

let solve: MipSolver;
beforeAll(async () => {
  solve = await openHighs();
});
const ROUNDS = { numRuns: Number(process.env.QUARTERHOUR_TEST_ROUNDS ?? 20) };

/** People covered; less than nothing where no choice keeps the rules. */
async function peopleOf(problem: SitingProblem): Promise<number> {
  const answer = await answered(problem, { solve });
  return answer.kind === "answer" ? answer.objective : -1;
}

const mclp = someQuestion("mclp");

test("more sites, more money, fewer rules and a wider circle never cover fewer", async () => {
  await fc.assert(
    fc.asyncProperty(mclp, fc.integer({ min: 1, max: 5 }), async (problem, more) => {
      const people = await peopleOf(problem);
      const wider = [
        { ...problem, limits: problem.limits.map((limit) => ({ ...limit, most: limit.most + more })) },
        { ...problem, limits: problem.limits.slice(1) },
        { ...problem, conflicts: problem.conflicts.slice(1) },
        { ...problem, needs: problem.needs.slice(1) },
        { ...problem, radius: problem.radius + more },
        { ...problem, state: problem.state.map((state) => (state === FORBIDDEN ? FREE : state)) },
      ];
      for (const other of wider) expect(await peopleOf(other)).toBeGreaterThanOrEqual(people - 1e-6);
    }),
    ROUNDS,
  );
}, 120_000);

test("stopped at once, a choice still keeps every rule and its bound is true", async () => {
  await fc.assert(
    fc.asyncProperty(mclp, async (problem) => {
      const best = await peopleOf(problem);
      const answer = await answered(problem, { solve, isStopped: () => true });
      if (best < 0) {
        expect(answer.kind).toBe("impossible");
        return;
      }
      const { objective, bound, sites, proved } = answer as SitingAnswer;
      expect(objective).toBeCloseTo(recounted(problem, sites).once, 9);
      expect(objective).toBeLessThanOrEqual(best + 1e-6);
      expect(bound).toBeGreaterThanOrEqual(best - 1e-6);
      if (proved) expect(objective).toBeCloseTo(best, 6);
      problem.state.forEach((state, site) => {
        if (state === FIXED) expect(sites).toContain(site);
        if (state === FORBIDDEN) expect(sites).not.toContain(site);
      });
    }),
    ROUNDS,
  );
}, 120_000);

test("whole people and shares of people in one question: the bound is never below a choice, and proved is said of the best", async () => {
  expect(stepOf(Float64Array.of(8, 3, 4.5))).toBe(0);
  expect(stepOf(Float64Array.of(12, 0, 8))).toBe(4);
  expect(stepOf(Float64Array.of(8, 3, 5))).toBe(1);
  const homes = (share: number) =>
    Array.from({ length: 60 }, (_, home) => ({
      people: (1 + ((home * 17) % 23)) * (home % 2 === 0 ? 1 : share),
      ways: Array.from({ length: 14 }, (_one, site) => ((home * 31 + site * 47 + ((home * site) % 13)) % 9 < 2 ? 1 : null)),
    }));
  for (const share of [0.3, 0.5, 0.25]) {
    const asked = question({ model: "mclp", demands: homes(share), sites: 14, limits: [countLimit(14, 4)] });
    const { objective, bound, proved, ended } = (await answered(asked, { solve })) as SitingAnswer;
    expect({ bound, proved, ended }).toEqual({ bound: objective, proved: true, ended: "proved" });
    expect(objective).toBeCloseTo(bruteBest(asked)!, 9);
  }
});

const reach = (...ways: (number | null)[]) => ways;

test("nobody, nowhere, everybody already: questions at the edge have answers", async () => {
  const none = { kind: "answer", objective: 0, bound: 0, gap: 0, proved: true, sites: [] };
  for (const model of ["lscp", "mclp", "backup"] as const) {
    expect(await answered(question({ model, demands: [], sites: 0 }), { solve })).toMatchObject({ ...none, uncoverable: [] });
    const noSite = question({ model, demands: [{ people: 5, ways: [] }], sites: 0 });
    expect(await answered(noSite, { solve })).toMatchObject({ ...none, uncoverable: [0] });
    const already = question({ model, demands: [{ people: 5, ways: reach(1, 2) }], sites: 2, state: [FIXED, FIXED] });
    const figure = model === "lscp" ? 2 : 5;
    expect(await answered(already, { solve })).toMatchObject({ objective: figure, sites: [0, 1], proved: true });
  }
});

test("demands of nobody count for covering all of them, and for nothing in people", async () => {
  const demands = [
    { people: 0, ways: reach(1, null) },
    { people: 7, ways: reach(null, 1) },
  ];
  expect(await answered(question({ model: "lscp", demands, sites: 2 }), { solve })).toMatchObject({ objective: 2 });
  const one = question({ model: "mclp", demands, sites: 2, limits: [countLimit(2, 1)] });
  expect(await answered(one, { solve })).toMatchObject({ objective: 7, sites: [1], uncoverable: [] });
});

test("each is sent to the nearest opened site, and of equally near ones to the first", async () => {
  const demands = [{ people: 3, ways: reach(2, 2, 5) }];
  const all = question({ model: "mclp", demands, sites: 3, state: [FIXED, FIXED, FIXED] });
  expect(await answered(all, { solve })).toMatchObject({ assigned: [{ demand: 0, site: 0, cost: 2, people: 3 }] });
});

test("what to relax is the least that is enough", async () => {
  const demands = [1, 2, 3].map((people, at) => ({ people, ways: [0, 1, 2].map((site) => (site === at ? 1 : null)) }));
  const few = question({ model: "lscp", demands, sites: 3, limits: [countLimit(3, 1)] });
  expect(await answered(few, { solve })).toEqual({ kind: "impossible", relax: [{ key: "sites", needed: 3 }], alone: true });
  const near = question({ model: "mclp", demands, sites: 3, state: [FIXED, FIXED, FREE], conflicts: [[0, 1]] });
  expect(await answered(near, { solve })).toEqual({
    ...{ kind: "impossible", relax: [{ key: "conflicts", needed: null }], alone: true },
  });
  const district = { key: "district", site: Uint32Array.of(0, 1), amount: Float64Array.of(1, 1), least: 2, most: Infinity };
  const both = question({ model: "mclp", demands, sites: 3, limits: [district, countLimit(3, 1)] });
  expect(await answered(both, { solve })).toMatchObject({
    relax: [
      { key: "district", needed: 1 },
      { key: "sites", needed: 2 },
    ],
    alone: true,
  });
});

test("two within reach: what costs nothing changes nothing about which question is asked", async () => {
  const asked = (price: number, first: "given" | "fewest") =>
    question({
      ...{ model: "backup", sites: 4, first },
      demands: [[0, 1], [1, 2], [3]].map((near) => ({
        people: 10,
        ways: [0, 1, 2, 3].map((at) => (near.includes(at) ? 1 : null)),
      })),
      limits: [{ ...countLimit(4, 10), key: "build", amount: Float64Array.of(price, 5, 5, 5) }],
    });
  for (const price of [0, 1e-9, 0.5])
    expect(await answered(asked(price, "given"), { solve })).toMatchObject({ objective: price > 1e-8 ? 0 : 10, proved: true });
  for (const price of [0, 1e-9]) expect(await answered(asked(price, "fewest"), { solve })).toMatchObject({ objective: 0 });
});

const MODELS = ["lscp", "mclp", "budget", "backup", "p-median", "p-center"] as const;

test("stopped at once or out of time, an answer says what is known and no more, in figures that JSON knows", async () => {
  const models = fc.constantFrom(...MODELS).chain((model) => someQuestion(model));
  await fc.assert(
    fc.asyncProperty(models, fc.boolean(), async (problem, isStopped) => {
      const ends = isStopped ? { isStopped: () => true } : { seconds: 0 };
      const answer = await answered(problem, { solve, ...ends });
      JSON.stringify(answer, (_key, value: unknown) => {
        if (typeof value === "number") expect(value).toSatisfy(Number.isFinite);
        return value;
      });
      if (answer.kind === "not-found") expect(answer.ended).toBe(isStopped ? "stopped" : "time");
      const full = await answered(problem, { solve });
      if (answer.kind === "impossible") expect(full.kind).toBe("impossible");
      if (answer.kind !== "answer" || full.kind !== "answer") return;
      const { objective, bound, gap, proved } = answer;
      if (!proved) expect(gap).not.toBe(0);
      if (proved) expect(objective).toBeCloseTo(full.objective, 6);
      const sign = ["lscp", "p-median", "p-center"].includes(problem.model) ? 1 : -1;
      // two within reach counts first whom one reaches: a choice that is less there may have more here
      if (problem.model !== "backup") expect(sign * full.objective).toBeLessThanOrEqual(sign * objective + 1e-6);
      expect(sign * bound).toBeLessThanOrEqual(sign * full.objective + 1e-6);
    }),
    { numRuns: 6 * ROUNDS.numRuns },
  );
}, 120_000);

test("two within reach, out of time at once: a solver that has no bound yet has proved nothing", async () => {
  await fc.assert(
    fc.asyncProperty(someQuestion("backup"), async (problem) => {
      const answer = await answered(problem, { solve, seconds: 0 });
      if (answer.kind === "answer" && answer.proved) expect(answer.objective).toBeCloseTo(bruteBest(problem)!, 6);
    }),
    { numRuns: 100 * ROUNDS.numRuns },
  );
}, 120_000);

test("no choice in time is not «impossible»", async () => {
  const asked = question({
    ...{ model: "mclp", sites: 3, conflicts: [[0, 1]] },
    demands: [{ people: 3, ways: [1, 1, 1] }],
    limits: [{ ...countLimit(3, 5, 5), amount: Float64Array.of(2, 2, 3) }],
  });
  const late: MipSolver = () => ({ status: "time", objective: null, bound: null, values: null });
  for (const model of MODELS) {
    const answer = await answered({ ...asked, model }, { solve: late, seconds: 0 });
    if (answer.kind !== "answer") expect(answer).toEqual({ kind: "not-found", ended: "time" });
    const stopped = await answered({ ...asked, model }, { solve: late, isStopped: () => true });
    if (stopped.kind !== "answer") expect(stopped).toEqual({ kind: "not-found", ended: "stopped" });
  }
  const none = { ...asked, limits: [{ ...asked.limits[0]!, least: 6, most: 6 }] };
  expect(await answered(none, { solve: late })).toEqual({ kind: "not-found", ended: "time" });
  expect(await answered(none, { solve })).toMatchObject({ kind: "impossible", relax: [{ key: "sites", needed: 5 }] });
});

test("what to relax is looked for as long as there is time and nobody says stop", async () => {
  const districts = Array.from({ length: 40 }, (_, at) => ({ ...countLimit(3, 1, 2), key: `district ${at}` }));
  const asked = question({ model: "mclp", sites: 3, demands: [{ people: 3, ways: [1, 1, 1] }], limits: districts });
  let [clock, asks] = [0, 0];
  const slow: MipSolver = (model, watch) => {
    asks++;
    expect(watch.seconds).toBeLessThanOrEqual(11);
    clock += Math.min(4, watch.seconds);
    return solve(model, watch);
  };
  await answered(asked, { solve: slow, now: () => clock, seconds: 10 });
  expect(clock).toBeLessThanOrEqual(11);
  expect(asks).toBeLessThan(6);
  const stopped = await answered(asked, { solve, isStopped: () => true });
  expect(stopped).toEqual({ kind: "impossible", relax: [], alone: false });
});

test("money in fen is kept to the last one, and what is said to be needed is enough and not a fen too much", async () => {
  const build = [2_100_000_003, 2_100_000_001, 2_099_999_999, 2_100_000_002];
  const asked = (most: number, state: readonly number[] = [0, 0, 0, 0]) =>
    question({
      ...{ model: "budget", sites: 4, state },
      demands: [5, 4, 1, 3].map((people, at) => ({ people, ways: build.map((_, site) => (site === at ? 1 : null)) })),
      limits: [{ ...countLimit(4, most), key: "build", amount: Float64Array.from(build) }],
    });
  const both = build[0]! + build[1]!;
  expect(await answered(asked(both), { solve })).toMatchObject({ objective: 9, sites: [0, 1], proved: true });
  expect(await answered(asked(both - 1), { solve })).toMatchObject({ objective: 7, sites: [1, 3], proved: true });
  const must = asked(both - 1, [FIXED, FIXED, FREE, FREE]);
  expect(await answered(must, { solve })).toEqual({ kind: "impossible", relax: [{ key: "build", needed: both }], alone: true });
  expect(await answered(asked(both, [...must.state]), { solve })).toMatchObject({
    kind: "answer",
    objective: 9,
  });
});

test("an «at least» beyond its own «at most» is named with the figure it can have", async () => {
  const limits = [{ ...countLimit(2, 1, 2), key: "district" }];
  for (const model of ["mclp", "lscp", "p-median", "p-center", "backup"] as const) {
    const asked = question({ model, demands: [{ people: 3, ways: [1, 2] }], sites: 2, limits });
    const answer = await answered(asked, { solve });
    expect(answer).toMatchObject({ kind: "impossible", relax: [{ key: "district" }], alone: true });
    const needed = (answer as SitingImpossible).relax[0]!.needed!;
    const eased = limits.map((limit) => ({ ...limit, least: Math.min(limit.least, needed), most: Math.max(limit.most, needed) }));
    expect(await answered({ ...asked, limits: eased }, { solve })).toMatchObject({ kind: "answer" });
  }
});

test("figures that do not fit together are refused", async () => {
  const problem = question({ model: "mclp", demands: [{ people: 1, ways: reach(1) }], sites: 1 });
  await expect(answered({ ...problem, weight: Float64Array.of(-1) }, { solve })).rejects.toThrow(RangeError);
  await expect(answered({ ...problem, state: new Uint8Array(2) }, { solve })).rejects.toThrow(RangeError);
});
