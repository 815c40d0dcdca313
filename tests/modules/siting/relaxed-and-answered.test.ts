import { afterAll, expect, test } from "vitest";
import { groundOfCity } from "~/modules/coverage/use-cases/ground-of-city.server";
import { readQuestion } from "~/modules/siting/domain/read-question";
import { LEAST, relaxedQuestion } from "~/modules/siting/domain/relaxed-question";
import type { SitingQuestion } from "~/modules/siting/domain/siting-question";
import type { SitingResult, SitingWithout } from "~/modules/siting/domain/siting-result";
import { runSiting } from "~/modules/siting/use-cases/run-siting.server";
import { askAgain, askWhere } from "~/modules/siting/use-cases/scenario-steps.server";
import { scenarioInView } from "~/modules/siting/use-cases/scenarios-in-view.server";
import { closeThreads } from "~/platform/threads.server";
import { CITY, PLANNER, plannerInCity } from "./planner-in-city";

const { sql } = plannerInCity();
afterAll(closeThreads);

async function question(wish: Record<string, string>): Promise<SitingQuestion> {
  const asked = { types: "day-care", group: "60plus", walker: "elder-75-84", minutes: "15", date: "2025-12-31", ...wish };
  const read = readQuestion(new URLSearchParams(asked), (await groundOfCity("9901"))!, "2025-12-31", [])!;
  expect(read.problems).toEqual([]);
  return read.question;
}

async function answered(id: string) {
  for (const { id: run } of await sql<{ id: string }[]>`SELECT id FROM siting_run WHERE state = 'waiting'`)
    await runSiting(run, "9901");
  return (await scenarioInView(PLANNER, CITY, id, ""))!.run!;
}

async function first(wish: Record<string, string>) {
  const done = await askWhere(PLANNER, CITY, "甲方案", await question(wish));
  if (!done.ok) throw new Error(done.refusal);
  return { id: done.value, run: await answered(done.value) };
}

async function again(id: string, changed: SitingQuestion | null) {
  expect(changed).not.toBeNull();
  expect(await askAgain(PLANNER, CITY, id, 1, changed)).toMatchObject({ ok: true });
  return answered(id);
}

const ALL_EAST_AND_WEST = ["area:990101001001", "area:990101001002"];

test("a district's most is raised to what it needs, and the next answer is there", async () => {
  const { id, run } = await first({ count: "3", most: "1", must: ALL_EAST_AND_WEST.join(",") });
  const without = run.result as SitingWithout;
  expect(without).toMatchObject({ kind: "impossible", relax: [{ key: "district 990101", needed: 2, area: { code: "990101" } }] });
  const relaxed = relaxedQuestion(run.question, without.relax[0]!);
  expect(relaxed).toEqual({ ...run.question, perDistrict: { least: null, most: 2 } });
  const then = await again(id, relaxed);
  expect(then).toMatchObject({ state: "done" });
  expect((then.result as SitingResult).chosen.map((site) => site.id)).toEqual(expect.arrayContaining(ALL_EAST_AND_WEST));
});

test("every way out that is offered leads to an answer; so does no longer asking for some in each district", async () => {
  const wish = { count: "1", least: "1" };
  const { run } = await first(wish);
  const { relax } = run.result as SitingWithout;
  expect(relax.length).toBeGreaterThan(0);
  for (const each of [...relax, { key: LEAST, needed: null }]) {
    const { id, run: before } = await first(wish);
    expect((await again(id, relaxedQuestion(before.question, each))).state).toBe("done");
  }
});

test("money that builds nothing is told with the cheapest place, and that money builds it", async () => {
  const points = "贵,113.8,34.7,300000\n便宜,113.71,34.76,120000";
  const { id, run } = await first({ count: "2", build: "100000", from: "points", points });
  const { chosen, fewer } = run.result as SitingResult;
  expect(chosen).toEqual([]);
  expect(fewer).toMatchObject({
    ...{ asked: 2, chosen: 0 },
    reasons: [{ key: "build", needed: 12_000_000, cheapest: { name: "便宜", price: 12_000_000 } }],
  });
  const { key, needed } = fewer!.reasons[0] as { key: string; needed: number };
  const then = await again(id, relaxedQuestion(run.question, { key, needed }));
  expect(then.question.budget.build).toBe(12_000_000);
  expect((then.result as SitingResult).chosen.map((site) => site.name)).toEqual(["便宜"]);
});

test("a district that may have none is why there is none", async () => {
  const { run } = await first({ count: "1", most: "0" });
  expect((run.result as SitingResult).fewer).toMatchObject({ chosen: 0, reasons: [{ key: "district", needed: 1 }] });
});

test("as many as asked for are nothing to speak of", async () => {
  const { run } = await first({ count: "1" });
  expect((run.result as SitingResult).fewer).toBeNull();
});
