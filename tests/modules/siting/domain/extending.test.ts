import fc from "fast-check";
import { expect, test } from "vitest";
import type { Extending, SitingQuestion } from "~/modules/siting/domain/siting-question";
import type { SitingModel, SitingProblem } from "~/modules/siting/domain/solving/siting-problem";
import { relaxedQuestion } from "~/modules/siting/domain/relaxed-question";
import { madeQuestion } from "../../../factories/siting-result";
import { answered, run, toldOf, type Street } from "./made-street";
import { valueByHand } from "./served-by-hand";

const YUAN = 100;
const STEP = 400;
/** Fifteen minutes at 2.7 km/h with every way 1.3 times as long: a neighbour is reached, the one behind it is not. */
const REACH = (15 * 2_700) / 60 / 1.3;
const NO_MONEY = { build: null, yearly: null, years: [] };

interface Asked {
  readonly street: Street;
  readonly extend: Extending;
  readonly count: number | null;
  readonly budget: { readonly build: number | null; readonly yearly: number | null };
  readonly aim: "most" | "all" | "shortest";
}

const spot = fc.integer({ min: 0, max: 4 }).map((steps) => steps * STEP);
const asked: fc.Arbitrary<Asked> = fc
  .record({
    homes: fc.array(fc.record({ x: spot, people: fc.integer({ min: 1, max: 40 }) }), { minLength: 1, maxLength: 5 }),
    standing: fc.array(fc.record({ x: spot, licensed: fc.option(fc.integer({ min: 0, max: 30 }), { freq: 6 }) }), {
      ...{ minLength: 1, maxLength: 3 },
    }),
    fresh: fc.array(
      fc.record({
        x: spot,
        build: fc.integer({ min: 1, max: 9 }).map((cost) => cost * YUAN),
        yearly: fc.integer({ min: 0, max: 5 }).map((cost) => cost * YUAN),
        capacity: fc.integer({ min: 1, max: 30 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    extend: fc.record({
      people: fc.integer({ min: 1, max: 25 }),
      build: fc.integer({ min: 1, max: 9 }).map((cost) => cost * YUAN),
      yearly: fc.integer({ min: 1, max: 5 }).map((cost) => cost * YUAN),
      most: fc.option(fc.integer({ min: 1, max: 2 }), { freq: 2 }),
    }),
    count: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 3 }),
    build: fc.option(
      fc.integer({ min: 0, max: 20 }).map((cost) => cost * YUAN),
      { freq: 2 },
    ),
    yearly: fc.option(
      fc.integer({ min: 0, max: 12 }).map((cost) => cost * YUAN),
      { freq: 2 },
    ),
    aim: fc.constantFrom("most" as const, "most" as const, "all" as const, "shortest" as const),
  })
  .map(({ homes, standing, fresh, build, yearly, ...rest }) => ({
    street: { homes, standing, fresh },
    budget: { build, yearly },
    ...rest,
  }));

const questionOf = ({ extend, count, budget, aim }: Asked, isExtending = true): Partial<SitingQuestion> => ({
  ...{ aim, count, capacity: 10, extend: isExtending ? extend : null, budget: { ...budget, years: [] } },
});

const MODEL = { most: "mclp", all: "lscp", shortest: "p-median" } as const satisfies Record<Asked["aim"], SitingModel>;

/** What could be chosen, written down without the program: new ones, then each place of known room once more. */
function byHand({ street: { homes, standing, fresh }, extend, count, budget, aim }: Asked) {
  const larger = standing.flatMap(({ x, licensed }, n) => (licensed === null ? [] : [{ id: `extend:s${n}`, x }]));
  const sites = [
    ...standing.map(({ x, licensed }) => ({ id: "", x, room: licensed ?? 1e9, build: 0, yearly: 0, kind: "there" })),
    ...fresh.map(({ x, capacity, build, yearly }, n) => ({
      ...{ id: `premise:n${n}`, x, room: capacity!, build: build!, yearly: yearly!, kind: "new" },
    })),
    ...larger.map(({ id, x }) => ({ id, x, room: extend.people, build: extend.build!, yearly: extend.yearly!, kind: "larger" })),
  ];
  const ways = homes.map((home) =>
    sites.flatMap((site, at) => {
      const metres = 1.3 * Math.abs(site.x - home.x);
      return aim === "shortest" || metres <= 1.3 * REACH ? [{ at, metres }] : [];
    }),
  );
  const start = [0];
  for (const row of ways) start.push(start.at(-1)! + row.length);
  const problem: SitingProblem = {
    ...{ model: MODEL[aim], demands: homes.length, sites: sites.length, radius: Infinity },
    weight: Float64Array.from(homes, ({ people }) => people),
    links: {
      start: Uint32Array.from(start),
      site: Uint32Array.from(ways.flat(), (way) => way.at),
      cost: Float64Array.from(ways.flat(), ({ metres }) => metres),
    },
    state: new Uint8Array(sites.length),
    ...{ limits: [], conflicts: [], needs: [] },
    capacity: Float64Array.from(sites, ({ room }) => room),
  };
  const isOver = (sum: number, most: number | null) => most !== null && sum > most;
  const sum = (of: readonly (typeof sites)[number][], what: (site: (typeof sites)[number]) => number) =>
    of.reduce((all, site) => all + what(site), 0);
  const isAllowed = (open: readonly boolean[]) => {
    const chosen = sites.filter((site, at) => open[at] && site.kind !== "there");
    return (
      !isOver(chosen.filter(({ kind }) => kind === "new").length, count) &&
      !isOver(chosen.filter(({ kind }) => kind === "larger").length, extend.most) &&
      !isOver(
        sum(chosen, ({ build }) => build),
        budget.build,
      ) &&
      !isOver(
        sum(chosen, ({ yearly }) => yearly),
        budget.yearly,
      )
    );
  };
  const openOf = (ids: readonly string[]) => sites.map(({ id, kind }) => kind === "there" || ids.includes(id));
  const value = (open: readonly boolean[]) => {
    const worth = valueByHand(problem, open);
    return worth === null || aim !== "all" ? worth : worth - standing.length;
  };
  const best = (): number | null => {
    const loose = sites.flatMap(({ kind }, at) => (kind === "there" ? [] : [at]));
    let found: number | null = null;
    for (let bits = 0; bits < 2 ** loose.length; bits++) {
      const open = sites.map(({ kind }, at) => kind === "there" || (bits >> loose.indexOf(at)) % 2 === 1);
      const own = isAllowed(open) ? value(open) : null;
      if (own !== null && (found === null || (aim === "most" ? own > found : own < found))) found = own;
    }
    return found;
  };
  return { openOf, isAllowed, value, best };
}

test("what is chosen among new places and larger ones is as good as the best of all choices, and keeps money and numbers", () => {
  fc.assert(
    fc.property(asked, (one) => {
      const hand = byHand(one);
      const answer = run(one.street, questionOf(one));
      if ("kind" in answer) {
        expect(hand.best()).toBeNull();
        return;
      }
      const open = hand.openOf(answer.ids);
      expect(hand.isAllowed(open)).toBe(true);
      expect(answer.found.proved).toBe(true);
      const [own, best] = [hand.value(open)!, hand.best()!];
      // Metres of a plane are not those of a street written down: of walks a share, of people and places none is lost.
      expect(Math.abs(own - best)).toBeLessThanOrEqual(one.aim === "shortest" ? 1e-3 * best + 1e-6 : 1e-6);
    }),
    { numRuns: 250 },
  );
});

test("allowing places to be extended never serves fewer, and one more of them or more room for each never does", () => {
  fc.assert(
    fc.property(asked, (made) => {
      const one: Asked = { ...made, aim: "most" };
      const served = (by: Asked, isExtending = true) => answered(by.street, questionOf(by, isExtending)).found.objective;
      const own = served(one);
      expect(own).toBeGreaterThanOrEqual(served(one, false) - 1e-6);
      const more = { ...one.extend, most: one.extend.most === null ? null : one.extend.most + 1, people: one.extend.people + 1 };
      expect(served({ ...one, extend: more })).toBeGreaterThanOrEqual(own - 1e-6);
    }),
    { numRuns: 80 },
  );
});

test("what the rows say adds up: people with a place, money spent, and no more in a larger place than it was made larger by", () => {
  fc.assert(
    fc.property(asked, (made) => {
      const one: Asked = { ...made, aim: "most" };
      const { chosen, room, cost, groups } = toldOf(one.street, questionOf(one));
      expect(chosen.reduce((sum, { people }) => sum + people, 0)).toBeCloseTo(room!.after - room!.before, 6);
      expect(cost.build!).toBeLessThanOrEqual(one.budget.build ?? Infinity);
      expect(cost.yearly!).toBeLessThanOrEqual(one.budget.yearly ?? Infinity);
      for (const site of chosen) {
        // Nobody pays for what nobody gains by.
        expect(site.people).toBeGreaterThan(0);
        if (site.from !== "extend") continue;
        expect(site).toMatchObject({ capacity: one.extend.people, within: 0, buildCost: one.extend.build, isOwnCost: true });
        expect(site.people).toBeLessThanOrEqual(one.extend.people + 1e-6);
      }
      // A larger place is nobody's second one and brings nobody within reach.
      if (chosen.every(({ from }) => from === "extend")) expect(groups[0]!.after).toBe(groups[0]!.before);
    }),
    { numRuns: 80 },
  );
});

test("of a new place and a larger one that serve the same people the cheaper stays, and the other is not paid for", () => {
  const street: Street = {
    homes: [{ x: 0, people: 60 }],
    standing: [{ x: 0, licensed: 40 }],
    fresh: [{ x: 0, build: 900 * YUAN, yearly: 0, capacity: 30 }],
  };
  const extend = { people: 30, build: 100 * YUAN, yearly: 0, most: 1 };
  const { chosen, cost } = toldOf(street, { aim: "most", count: 1, capacity: 30, extend });
  expect(chosen.map(({ id, people }) => [id, people])).toEqual([["extend:s0", 20]]);
  expect(cost.build).toBe(100 * YUAN);
});

const FULL: Street = {
  homes: [
    { x: 0, people: 100 },
    { x: 3_000, people: 100 },
  ],
  standing: [
    { x: 0, licensed: 40 },
    { x: 3_000, licensed: 70 },
  ],
  fresh: [{ x: 200, build: 900 * YUAN, yearly: 90 * YUAN }],
};
const EXTEND: Extending = { people: 30, build: 100 * YUAN, yearly: 20 * YUAN, most: 2 };

test("a larger place is told with whom it serves more, what that costs each and what it may hold", () => {
  const said = { count: 1, capacity: 50, extend: EXTEND, budget: { build: 250 * YUAN, yearly: null, years: [] } };
  const { chosen, room, cost, candidates, fewer, existing } = toldOf(FULL, said);
  expect(chosen.map(({ id, people, capacity, licensed }) => [id, people, capacity, licensed])).toEqual([
    ["extend:s0", 30, 30, 40],
    ["extend:s1", 30, 30, 70],
  ]);
  expect(chosen[0]).toMatchObject({ from: "extend", name: "示例点1", costPerPerson: Math.round((100 * YUAN) / 30), served: 30 });
  expect(chosen[0]!.topCommunities).toMatchObject([{ name: "示例1社区", people: 30 }]);
  expect(room).toEqual({ before: 110, after: 170 });
  expect(cost).toMatchObject({ build: 200 * YUAN, yearly: 40 * YUAN });
  expect(candidates).toMatchObject({ count: 1, extendable: 2 });
  expect(existing).toHaveLength(2);
  // One new place was asked for, and the extensions took the money for it.
  expect(fewer).toMatchObject({ asked: 1, chosen: 0, extended: 2, reasons: [{ key: "build", needed: 1_100 * YUAN }] });
});

test("money that does more by extending than for a new place is told as that, and fewer extensions bring the new one", () => {
  const said = { count: 1, capacity: 50, budget: { build: 950 * YUAN, yearly: null, years: [] } };
  const { chosen, fewer } = toldOf(FULL, { ...said, extend: EXTEND });
  expect(chosen.map(({ id }) => id)).toEqual(["extend:s0", "extend:s1"]);
  const each = { extended: Math.round((100 * YUAN) / 30), fresh: (900 * YUAN) / 50 };
  expect(fewer!.reasons).toMatchObject([{ key: "extending", cheapest: { name: "示例房1", price: 900 * YUAN }, each }]);
  const lowered = toldOf(FULL, { ...said, extend: { ...EXTEND, most: 1 } });
  expect(lowered.chosen.map(({ id }) => id)).toEqual(["premise:n0"]);
  expect(lowered.fewer).toBeNull();
});

test("what may be extended is counted without what is ruled out", () => {
  const said = { count: 1, capacity: 50, extend: EXTEND, never: ["extend:s1"] };
  expect(toldOf(FULL, said).candidates).toMatchObject({ count: 1, extendable: 1 });
});

test("what is asked of new places alone is not asked of larger ones", () => {
  const near: Street = { ...FULL, fresh: [{ x: 0 }, { x: 200 }] };
  const said = { count: 2, capacity: 50, extend: EXTEND, spacing: 5_000, needs: { type: "meals", metres: 100 } };
  const { ids } = answered(near, said);
  expect(ids.filter((id) => id.startsWith("extend:"))).toHaveLength(2);
  expect(ids.filter((id) => id.startsWith("premise:"))).toHaveLength(1);
  const { found } = answered(near, { ...said, spacing: null, perDistrict: { least: 1, most: 1 }, count: 3 });
  expect(found.chosen).toHaveLength(3);
});

test("what is off, ruled out or of unknown room is not extended; what must be, is; planned ones only where they count", () => {
  const usual = { count: 1, capacity: 50, extend: { ...EXTEND, build: null, yearly: null } };
  const ids = (street: Street, said: Partial<SitingQuestion>) => answered(street, { ...usual, ...said }).ids;
  expect(ids(FULL, { off: ["s0"] })).not.toContain("extend:s0");
  expect(ids(FULL, { never: ["extend:s0"] })).not.toContain("extend:s0");
  const one = { ...usual.extend, most: 1 };
  expect(ids(FULL, { extend: one, must: ["extend:s1"] })).toContain("extend:s1");
  const [first, second] = FULL.standing as [Street["standing"][number], Street["standing"][number]];
  expect(ids({ ...FULL, standing: [{ ...first, licensed: null }, second] }, {})).not.toContain("extend:s0");
  const planned: Street = { ...FULL, standing: [{ ...first, state: "planned" }, second] };
  expect(ids(planned, { isCountingPlanned: false })).not.toContain("extend:s0");
  expect(ids(planned, { isCountingPlanned: true })).toContain("extend:s0");
});

test("where walks are to be shortest, who goes to a larger place fills the room it had first", () => {
  const street: Street = { homes: [{ x: 0, people: 60 }], standing: [{ x: 0, licensed: 40 }], fresh: [{ x: 1_000 }] };
  const { chosen } = toldOf(street, { aim: "shortest", count: 1, capacity: 50, extend: EXTEND });
  expect(chosen.find(({ from }) => from === "extend")).toMatchObject({ id: "extend:s0", served: 20, people: 20 });
});

test("what to relax names larger places by themselves, and what was asked again has an answer", () => {
  const street: Street = { ...FULL, homes: FULL.homes.map((home) => ({ ...home, people: 100 })) };
  const said = { aim: "all" as const, count: 0, capacity: 50, extend: { ...EXTEND, people: 60, most: 1 } };
  const answer = run(street, { ...said, never: ["premise:n0"] });
  if (!("kind" in answer)) throw new Error("one place cannot be enough for two");
  const relax = answer.relax.find(({ key }) => key === "extended")!;
  expect(relax).toEqual({ key: "extended", needed: 2 });
  const relaxed = relaxedQuestion(madeQuestion({ from: ["premises"], ...said }), relax)!;
  expect(relaxed.extend).toEqual({ ...said.extend, most: 2 });
  expect(answered(street, { ...relaxed, never: ["premise:n0"] }).ids).toEqual(["extend:s0", "extend:s1"]);
});

test("letting go of room lets go of extending; letting go of money leaves it a number", () => {
  const question = madeQuestion({ capacity: 50, extend: { ...EXTEND, most: null }, budget: { ...NO_MONEY, build: 5 * YUAN } });
  expect(relaxedQuestion(question, { key: "capacity", needed: null })).toMatchObject({ capacity: null, extend: null });
  expect(relaxedQuestion(question, { key: "build", needed: null })).toMatchObject({ extend: { most: 500 } });
  expect(relaxedQuestion(question, { key: "build", needed: 9 * YUAN })).toMatchObject({ extend: { most: null } });
});
