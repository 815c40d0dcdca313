import { afterAll, beforeEach, expect, test } from "vitest";
import { cityFigures } from "~/modules/coverage/domain/area-figures";
import { answerCoverage } from "~/modules/coverage/use-cases/answer-coverage.server";
import { askedCoverage } from "~/modules/coverage/use-cases/asked-coverage.server";
import { fieldsThatDiffer, walkerSeen } from "~/modules/places/domain/walker-change";
import { changeWalker, cityWalkers } from "~/modules/places/use-cases/change-walker.server";
import { closeThreads } from "~/platform/threads.server";
import { withTestDatabase } from "../../factories/test-database";
import { madeCity } from "../coverage/use-cases/made-city";
import { madeActor } from "../../factories/made-actor";

const PLANNER = madeActor();
const READER = madeActor({ role: "family" });
const records = withTestDatabase();

beforeEach(async () => {
  await records.clear();
  await madeCity(records.sql);
});
afterAll(closeThreads);

async function shown() {
  const page = await cityWalkers(PLANNER, "9901");
  if (!page.ok) throw new Error(page.refusal.kind);
  return page.value;
}
const elder = async () => (await shown()).walkers.find(({ key }) => key === "elder-75-84")!;
async function change(wish: Record<string, unknown>, actor = PLANNER, seen?: string) {
  const before = await elder();
  const { speedKmh, source, movement, stepsFactor, offStreetFactor, useSource } = before;
  const said = { speedKmh, source, movement, stepsFactor, offStreetFactor, useSource, ...wish };
  return changeWalker(actor, "9901", "elder-75-84", said, seen ?? walkerSeen(before));
}
async function covered() {
  const asked = await askedCoverage("9901", { types: ["day-care"], walker: "elder-75-84", minutes: "15", date: "2025-12-31" });
  if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
  return cityFigures(await answerCoverage(asked.value.ground, asked.value.query)).covered;
}

test("a walker who walks slower covers fewer people in the next answer", async () => {
  expect(await covered()).toBe(100);
  // The place stands some 90 m from the only community near it: 0.5 km/h walk 125 m in 15 minutes, ÷ 1.3 detour ≈ 96 m.
  await records.sql`UPDATE area SET lon = 113.6475 WHERE code = '990101001001'`;
  expect(await covered()).toBe(100);
  expect((await change({ speedKmh: 0.5, source: "measured on 2025-11-01" })).ok).toBe(true);
  expect(await covered()).toBe(0);
});

test("who only reads is refused, and nothing changes", async () => {
  const refusal = await change({ speedKmh: 1, source: "mine" }, READER);
  expect(refusal.ok ? null : refusal.refusal.kind).toBe("not-permitted");
  expect((await elder()).speedKmh).toBe(2.7);
});

test("a new value needs a new source, and stays within bounds", async () => {
  const problems = async (wish: Record<string, unknown>) => {
    const answer = await change(wish);
    return answer.ok
      ? []
      : answer.refusal.kind === "not-so"
        ? answer.refusal.problems.map(({ kind, field }) => [field, kind])
        : answer.refusal.kind;
  };
  expect(await problems({ speedKmh: 3 })).toEqual([["source", "source-missing"]]);
  expect(await problems({ speedKmh: NaN, source: "x", stepsFactor: 0.5, useSource: "y", movement: "hover" })).toEqual([
    ["speedKmh", "out-of-bounds"],
    ["stepsFactor", "out-of-bounds"],
    ["movement", "movement-unknown"],
  ]);
  expect(await problems({ source: " " })).toEqual([["source", "source-missing"]]);
  expect(await problems({})).toEqual([]);
});

test("a change made meanwhile is not overwritten unread", async () => {
  const seen = walkerSeen(await elder());
  expect((await change({ speedKmh: 2.5, source: "first" }, PLANNER, seen)).ok).toBe(true);
  const second = await change({ speedKmh: 2.9, source: "second" }, PLANNER, seen);
  expect(second.ok ? null : second.refusal.kind).toBe("changed-meanwhile");
  expect(await elder()).toMatchObject({ speedKmh: 2.5, source: "first" });
});

test("who changed what and when stays beside the values, and nothing else does", async () => {
  await records.sql`INSERT INTO person (id, name) VALUES (${PLANNER.personId}, '李')`;
  expect((await change({ speedKmh: 2.5, source: "measured" })).ok).toBe(true);
  await change({});
  await change({ speedKmh: 99, source: "no" });
  await change({ offStreetFactor: 1.5, useSource: "a walk round the block" });
  const { changes } = await shown();
  expect(changes.map(({ walker, personName, before, after }) => [walker, personName, fieldsThatDiffer(before, after)])).toEqual([
    ["elder-75-84", "李", ["offStreetFactor", "useSource"]],
    ["elder-75-84", "李", ["speedKmh", "source"]],
  ]);
  expect(changes[1]).toMatchObject({ before: { speedKmh: 2.7 }, after: { speedKmh: 2.5, source: "measured" } });
});

test("an editor of another city neither sees the page nor changes a value", async () => {
  const elsewhere = madeActor({ areaCode: "4101" });
  expect(await cityWalkers(elsewhere, "9901")).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
  const { speedKmh, source, movement, stepsFactor, offStreetFactor, useSource } = await elder();
  const said = { speedKmh: 1, source: `${source}!`, movement, stepsFactor, offStreetFactor, useSource };
  const refusal = await changeWalker(elsewhere, "9901", "elder-75-84", said, walkerSeen(await elder()));
  expect(refusal).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
  expect((await elder()).speedKmh).toBe(speedKmh);
});
