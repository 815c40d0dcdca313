import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { MipSolver } from "~/modules/siting/domain/solving/mip";
import { FIXED, FORBIDDEN, FREE, type SitingLimit, type SitingModel } from "~/modules/siting/domain/solving/siting-problem";
import { sitingRun, type SitingFound, type SitingInput } from "~/modules/siting/domain/siting-run";
import { openHighs } from "../../../../app/threads/highs-solver";

let solve: MipSolver;
beforeAll(async () => {
  solve = await openHighs();
});
const run = (input: SitingInput) =>
  sitingRun(input, null, { solve, seconds: 5, seed: 1, now: () => 0, isStopped: () => false, told: () => undefined });
const found = (input: SitingInput): SitingFound => {
  const answer = run(input);
  if (answer.kind !== "found") throw new Error(`no answer: ${JSON.stringify(answer)}`);
  return answer;
};

const CIRCLE = 800;
const EAST = 1 / 91_300;

/** A street from west to east: homes and places at so many metres. */
function street(
  homes: readonly (readonly [metres: number, people: number])[],
  candidates: readonly number[],
  said: Partial<SitingInput> & { readonly most?: number; readonly standing?: readonly number[] } = {},
): SitingInput {
  const { most = 1, standing = [], ...more } = said;
  const at = (metres: number) => 113.6 + metres * EAST;
  const sites = [...standing, ...candidates];
  return {
    ...{ model: "mclp", isCounted: new Uint8Array(homes.length).fill(1) },
    points: { lon: Float64Array.from(homes, ([x]) => at(x)), lat: new Float64Array(homes.length).fill(34.7) },
    groups: [{ people: Float64Array.from(homes, ([, people]) => people), weight: 1, limit: CIRCLE }],
    sites: { lon: Float64Array.from(sites, at), lat: new Float64Array(sites.length).fill(34.7) },
    existing: standing.length,
    state: Uint8Array.from(sites, (_, site) => (site < standing.length ? FIXED : FREE)),
    limits: [limit("sites", standing.length, candidates.length, () => 1, most)],
    ...{ spacing: null, capacity: null, farthest: 4_000 },
    walking: { method: "circle", detour: 1.3, walks: null, barriers: [] },
    ...more,
  };
}

const limit = (key: string, from: number, count: number, amount: (row: number) => number, most: number): SitingLimit => ({
  ...{ key, site: Uint32Array.from({ length: count }, (_, row) => from + row), least: -Infinity, most },
  amount: Float64Array.from({ length: count }, (_, row) => amount(row)),
});

test("people take the room there is: what is told as served is served, beside whom a place is near", () => {
  const input = street([[0, 200]], [0], { capacity: Float64Array.of(50) });
  const { room, objective } = found(input);
  expect(objective).toBe(50);
  expect([room!.before, room!.after]).toEqual([0, 50]);
  expect(room!.holds[0]!.reduce((sum, { people }) => sum + people, 0)).toBe(50);
});

test("a person takes one place, whatever one weighs in the choice", () => {
  const input = street([[0, 200]], [0], { capacity: Float64Array.of(50) });
  for (const weight of [0.5, 2]) {
    const { room, objective } = found({ ...input, groups: [{ ...input.groups[0]!, weight }] });
    expect([objective, room!.after]).toEqual([50, 50]);
  }
});

test("who had a place keeps one; a new place that takes neighbours of a full one adds whom that lets in", () => {
  // The standing place reaches both homes and is full; the new one reaches only the nearer home.
  const input = street(
    [
      [0, 60],
      [900, 60],
    ],
    [-300],
    { standing: [450], capacity: Float64Array.of(60, 40) },
  );
  const { room, objective } = found(input);
  expect([room!.before, room!.after, objective]).toEqual([60, 100, 100]);
  expect(room!.holds.map((ways) => ways.reduce((sum, { people }) => sum + people, 0))).toEqual([40]);
});

test("nothing dearer than the money stands in the place of one chosen, and nothing in reserve either", () => {
  const homes = [[0, 100]] as const;
  const cost = [1, 100];
  const build = limit("build", 0, 2, (row) => cost[row]!, 1);
  const poor = found(street(homes, [0, 10], { limits: [build] }));
  expect(poor.nextBest).toMatchObject([{ site: null, isAllowed: false, loses: 100, isEqual: false }]);
  expect(poor.equals).toEqual([[]]);
  expect([poor.reserve, poor.withoutReserve]).toEqual([[], "not-allowed"]);
  const rich = found(street(homes, [0, 10], { limits: [limit("sites", 0, 2, () => 1, 1)] }));
  expect(rich.nextBest).toMatchObject([{ isAllowed: true, loses: 0, isEqual: true }]);
  expect(rich.equals).toEqual([[1 - rich.chosen[0]!]]);
});

test("in reserve is what may stand beside the chosen ones, or in the place of one of them", () => {
  const homes = [
    [0, 100],
    [3_000, 60],
    [6_000, 30],
  ] as const;
  const beside = found(street(homes, [0, 3_000, 6_000], { limits: [limit("build", 0, 3, () => 1, 10)], model: "budget" }));
  expect(beside.chosen).toEqual([0, 1, 2]);
  const one = found(street(homes, [0, 3_000, 6_000], { most: 1 }));
  expect(one.reserve).toEqual([
    { site: 1, adds: 60, isBeside: false },
    { site: 2, adds: 30, isBeside: false },
  ]);
  // One more in the east has its own most; the west is full and nothing there need go.
  const districts = [
    limit("sites", 0, 3, () => 1, 3),
    limit("district e", 1, 2, () => 1, 1),
    limit("build", 0, 3, (row) => [1, 1, 5][row]!, 2),
  ];
  const dear = found(street(homes, [0, 3_000, 6_000], { limits: districts }));
  expect([dear.chosen, dear.reserve, dear.withoutReserve]).toEqual([[0, 1], [], "not-allowed"]);
});

test("where two places are asked for, what stands in the place of one is measured by who has two", () => {
  // Everybody has one place already; the choice is about the second.
  const input = street(
    [
      [0, 100],
      [3_000, 70],
    ],
    [0, 3_000],
    { model: "backup", standing: [0, 3_000] },
  );
  const { chosen, nextBest, objective } = found(input);
  expect([objective, chosen]).toEqual([100, [2]]);
  expect(nextBest).toMatchObject([{ site: 3, loses: 30, losesReach: 0, isEqual: false }]);
});

test("what weighs in the choice is not printed as people: losses are people of the first group", () => {
  const input = street(
    [
      [0, 100],
      [3_000, 90],
    ],
    [0, 3_000],
  );
  const other = { people: Float64Array.of(10, 40), weight: 5, limit: CIRCLE };
  const { chosen, nextBest, reserve } = found({ ...input, groups: [input.groups[0]!, other] });
  expect(chosen).toEqual([1]);
  // By weight 290 against 150; of the first group the other place would reach ten more.
  expect(nextBest).toMatchObject([{ site: 0, loses: -10, isEqual: false }]);
  expect(reserve).toEqual([{ site: 0, adds: 100, isBeside: false }]);
});

const place = fc.integer({ min: 0, max: 40 }).map((n) => 100 * n);
const questions = fc
  .record({
    model: fc.constantFrom<SitingModel>("mclp", "mclp", "lscp", "backup", "p-median", "p-center"),
    homes: fc.array(fc.tuple(place, fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 7 }),
    standing: fc.array(place, { maxLength: 2 }),
    candidates: fc.array(fc.tuple(place, fc.constantFrom(FREE, FREE, FREE, FORBIDDEN, FIXED), fc.integer({ min: 1, max: 3 })), {
      minLength: 2,
      maxLength: 6,
    }),
    room: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }),
    ...{ most: fc.integer({ min: 1, max: 3 }), money: fc.integer({ min: 3, max: 9 }) },
    spacing: fc.option(fc.constant(250), { nil: null }),
  })
  .map(({ model, homes, standing, candidates, room, most, money, spacing }): SitingInput => {
    const [from, count] = [standing.length, candidates.length];
    const input = street(
      homes,
      candidates.map(([x]) => x),
      { model, standing, spacing },
    );
    return {
      ...input,
      state: Uint8Array.from([...standing.map(() => FIXED), ...candidates.map(([, state]) => state)]),
      limits: [limit("sites", from, count, () => 1, most), limit("build", from, count, (row) => candidates[row]![2], money)],
      capacity: room !== null && model !== "backup" && model !== "p-center" ? new Float64Array(from + count).fill(room) : null,
    };
  });

/** By the aim: first whether all are served at all, then the figure. The question solved again with nothing left to choose. */
function worth(input: SitingInput, chosen: readonly number[]): readonly [first: number, value: number] | null {
  const state = input.state.map((each, site) => (site < input.existing ? each : chosen.includes(site) ? FIXED : FORBIDDEN));
  const isWalk = input.model === "p-median" || input.model === "p-center";
  // The limits are the question's; whether everybody is reached is what the other place is asked about.
  const model = input.model === "lscp" ? "mclp" : input.model;
  const answer = run({ ...input, state, model });
  if (answer.kind !== "found") return null;
  const [group] = input.groups;
  const once = answer.after.metres.reduce((sum, metres, row) => sum + (metres <= CIRCLE ? group!.people[row]! : 0), 0);
  if (isWalk && answer.outOfReach.length > found(input).outOfReach.length) return null;
  return [input.model === "backup" ? once : 0, isWalk ? -answer.objective : answer.objective];
}

test(
  "the best other in one's place, and all that are equally good, are those found by asking again for each",
  { timeout: 240_000 },
  () => {
    fc.assert(
      fc.property(questions, (input) => {
        const answer = run(input);
        if (answer.kind !== "found") return;
        const now = worth(input, answer.chosen)!;
        // Homes and places stand on one grid: sums that differ at all differ by metres, and by less only where machines round.
        const isSame = (own: readonly [number, number]) => own[0] === now[0] && Math.abs(own[1] - now[1]) < 0.05;
        for (const [at, out] of answer.chosen.entries()) {
          if (input.state[out] === FIXED) {
            expect(answer.equals[at]).toBeNull();
            continue;
          }
          const others = [...input.state.keys()].filter(
            (site) => site >= input.existing && input.state[site] === FREE && !answer.chosen.includes(site),
          );
          // Nobody pays for a place that adds nothing, but where a rule asks for it.
          const without = worth(
            input,
            answer.chosen.filter((site) => site !== out),
          );
          if (without && answer.room?.walks) expect(answer.room.walks.served[at]).toBeGreaterThan(0);
          else if (without && input.model !== "lscp") expect(isSame(without)).toBe(false);
          const worths = others.flatMap((into) => {
            const own = worth(input, [...answer.chosen.filter((site) => site !== out), into]);
            return own ? [{ into, own }] : [];
          });
          expect(answer.equals[at]).toEqual(worths.filter(({ own }) => isSame(own)).map(({ into }) => into));
          const next = answer.nextBest[at];
          if (!next) continue;
          if (input.model !== "backup" && next.site !== null) {
            const best = Math.max(...worths.map(({ own }) => own[1]));
            expect(now[1] - best).toBeCloseTo(next.loses, 6);
          }
          expect(next.isAllowed).toBe(worths.length > 0);
        }
        if (answer.room) {
          const held = answer.room.holds.flat().reduce((sum, { people }) => sum + people, 0);
          expect(answer.room.after - answer.room.before).toBeCloseTo(held, 6);
          if (input.model === "mclp") expect(answer.room.after).toBeCloseTo(answer.objective, 6);
        }
      }),
      { numRuns: 150 },
    );
  },
);
