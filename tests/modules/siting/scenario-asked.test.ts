import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { City } from "~/modules/places/domain/city";
import { groundOfCity } from "~/modules/coverage/use-cases/ground-of-city.server";
import { readQuestion } from "~/modules/siting/domain/read-question";
import type { SitingQuestion } from "~/modules/siting/domain/siting-question";
import { isCutOff } from "~/modules/siting/domain/siting-scenario";
import { readSitingResult } from "~/modules/siting/use-cases/read-siting-result.server";
import { runSiting } from "~/modules/siting/use-cases/run-siting.server";
import {
  archiveScenario,
  askAgain,
  askWhere,
  deleteScenario,
  duplicateScenario,
  renameScenario,
  stopAsking,
} from "~/modules/siting/use-cases/scenario-steps.server";
import { scenarioInView, scenariosInView } from "~/modules/siting/use-cases/scenarios-in-view.server";
import { closeThreads } from "~/platform/threads.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { madeCity } from "../coverage/use-cases/made-city";

const CITY = { code: "9901", nameZh: "试验市", nameEn: "Trial", timeZone: "Asia/Shanghai", isDemo: false } as City;
const PLANNER = madeActor({ personId: "00000000-0000-7000-8000-00000000a101" });
const OVERSEER = madeActor({ personId: "00000000-0000-7000-8000-00000000a102", role: "overseer" });
const EAST = madeActor({ personId: "00000000-0000-7000-8000-00000000a103", areaCode: "990102" });

const records = withTestDatabase();
const { sql } = records;
beforeEach(async () => {
  await records.clear();
  await madeCity(sql);
  for (const { personId, role, grants } of [PLANNER, OVERSEER, EAST]) {
    await sql`INSERT INTO person (id, name) VALUES (${personId}, '示例规划员')`;
    await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
      VALUES (${randomUUID()}, ${personId}, ${role}, '', ${grants[0]!.areaCode}, '2024-01-01')`;
  }
});
afterAll(closeThreads);

async function question(wish: Record<string, string> = {}): Promise<SitingQuestion> {
  const asked = {
    types: "day-care",
    group: "60plus",
    walker: "elder-75-84",
    minutes: "15",
    date: "2025-12-31",
    count: "1",
    ...wish,
  };
  const read = readQuestion(new URLSearchParams(asked), (await groundOfCity("9901"))!, "2025-12-31", [])!;
  expect(read.problems).toEqual([]);
  return read.question;
}

const ran = async (id: string) => {
  for (const { id: runId } of await sql<
    { id: string }[]
  >`SELECT id FROM siting_run WHERE scenario_id = ${id} AND state IN ('waiting', 'running')`)
    await runSiting(runId, "9901");
  return (await scenarioInView(PLANNER, CITY, id, ""))!;
};

async function asked(wish: Record<string, string> = {}, actor = PLANNER): Promise<string> {
  const done = await askWhere(actor, CITY, "甲方案", await question(wish));
  if (!done.ok) throw new Error(done.refusal);
  return done.value;
}

test("one new place goes where most people have none, and the figures are those measured with it", async () => {
  const id = await asked();
  const { run } = await ran(id);
  expect(run).toMatchObject({ state: "done", isProved: true, gap: 0 });
  const { result } = (await readSitingResult(PLANNER, CITY, id))!;
  expect(result.chosen.map((site) => [site.id, site.people, site.alsoReached])).toEqual([["area:990102001001", 300, 0]]);
  expect(result.groups[0]).toMatchObject({ people: 600, before: 100, after: 400 });
  expect(result.chosen[0]).toMatchObject({
    topCommunities: [{ code: "990102001001", people: 300 }],
    nextBest: { id: "area:990101001002", loses: 100 },
    district: { code: "990102" },
  });
  expect(result.reserve.map(({ id: reserve, adds }) => [reserve, adds])).toEqual([["area:990101001002", 200]]);
  expect(result.gaps).toMatchObject({ closed: [{ code: "990102001001" }], open: [{ code: "990101001002" }] });
  expect(result.existing).toHaveLength(1);
  const [job] = await sql`SELECT task_identifier AS task FROM graphile_worker.jobs WHERE task_identifier = 'solveSiting'`;
  expect(job).toEqual({ task: "solveSiting" });
  const audit = await sql`SELECT action FROM audit_event WHERE subject_kind = 'siting-scenario' ORDER BY action`;
  expect(audit.map(({ action }) => action)).toEqual(["ask:siting", "work-out:siting", "write:scenario"]);
});

test("everybody within reach needs two; without the place that is there it needs three", async () => {
  const { run } = await ran(await asked({ aim: "all", count: "" }));
  expect(run?.result).toMatchObject({ kind: "result", chosen: [{}, {}], groups: [{ after: 600 }] });
  const alone = await ran(await asked({ aim: "all", count: "", keep: "no" }));
  expect(alone.run?.result).toMatchObject({
    kind: "result",
    chosen: [{}, {}, {}],
    existing: [],
    groups: [{ before: 0, after: 600 }],
  });
});

test("where no choice keeps every limit the answer says what to relax", async () => {
  const { run } = await ran(await asked({ count: "1", least: "1" }));
  expect(run).toMatchObject({ state: "impossible", result: { kind: "impossible" } });
  expect(JSON.stringify(run?.result)).toContain('"key":"sites"');
});

test("money given by years buys the set first, then the order that most people profit from longest", async () => {
  const id = await asked({ count: "", years: "2027:3000000 2028:3000000", "usual-build": "3000000" });
  await ran(id);
  const { result } = (await readSitingResult(PLANNER, CITY, id))!;
  expect(result.chosen.map((site) => [site.id, site.year])).toEqual([
    ["area:990102001001", 2027],
    ["area:990101001002", 2028],
  ]);
  expect(result.years).toMatchObject({ personYears: 300 + 500, isProved: true, rows: [{ people: 300 }, { people: 500 }] });
  expect(result.cost.build).toBe(600_000_000);
});

test("a question is asked again in place of the first, and what was answered before is kept", async () => {
  const id = await asked();
  const first = await ran(id);
  const changed = await question({ count: "2" });
  expect(await askAgain(PLANNER, CITY, id, 7, changed)).toEqual({ ok: false, refusal: "changed-meanwhile" });
  expect(await askAgain(PLANNER, CITY, id, 1, changed)).toMatchObject({ ok: true });
  expect(await askAgain(PLANNER, CITY, id, 2, null)).toEqual({ ok: false, refusal: "under-way" });
  const { runs, scenario } = await ran(id);
  expect(runs.map(({ state }) => state)).toEqual(["done", "done"]);
  expect(scenario).toMatchObject({ version: 2, question: { count: 2 } });
  expect((await readSitingResult(PLANNER, CITY, id))!.result.chosen).toHaveLength(2);
  expect((await readSitingResult(PLANNER, CITY, id, first.run!.id))!.result.chosen).toHaveLength(1);
});

test("a run whose worker was killed is taken up by the next, and the first writes no more", async () => {
  const id = await asked();
  const [run] =
    await sql`UPDATE siting_run SET state = 'running', attempt = 1, heartbeat_at = now() - interval '1 minute' RETURNING id`;
  expect((await scenarioInView(PLANNER, CITY, id, ""))!.run).toMatchObject({ isCutOff: true });
  await runSiting(run!["id"] as string, "9901");
  const { run: done } = (await scenarioInView(PLANNER, CITY, id, ""))!;
  expect(done).toMatchObject({ state: "done", attempt: 2, isCutOff: false });
  await runSiting(run!["id"] as string, "9901");
  expect((await scenarioInView(PLANNER, CITY, id, ""))!.run).toMatchObject({ attempt: 2 });
});

test("one that was cut off is ended by whoever asks it so, and says that it was", async () => {
  const id = await asked();
  await sql`UPDATE siting_run SET state = 'running', heartbeat_at = now() - interval '1 minute'`;
  expect(await stopAsking(PLANNER, CITY, id)).toMatchObject({ ok: true });
  expect((await scenarioInView(PLANNER, CITY, id, ""))!.run).toMatchObject({ state: "failed", why: "cut-off" });
});

test("whoever was granted nothing since is answered nothing", async () => {
  const id = await asked();
  await sql`UPDATE role_grant SET valid_to = '2024-02-01' WHERE person_id = ${PLANNER.personId}`;
  const { run } = await ran(id);
  expect(run).toMatchObject({ state: "failed", why: "not-permitted" });
});

test("a scenario is renamed, duplicated and archived; only what is archived goes for good", async () => {
  const id = await asked();
  await ran(id);
  expect(await renameScenario(PLANNER, CITY, id, 1, "  ")).toEqual({ ok: false, refusal: "name-missing" });
  expect(await renameScenario(PLANNER, CITY, id, 1, "乙方案")).toMatchObject({ ok: true });
  expect(await renameScenario(PLANNER, CITY, id, 1, "丙方案")).toEqual({ ok: false, refusal: "changed-meanwhile" });
  const copy = await duplicateScenario(PLANNER, CITY, id, "乙方案（副本）");
  expect((await scenariosInView(PLANNER, CITY, false)).scenarios.map(({ name }) => name)).toEqual(["乙方案（副本）", "乙方案"]);
  expect(await deleteScenario(PLANNER, CITY, id, 2)).toEqual({ ok: false, refusal: "archived" });
  expect(await archiveScenario(PLANNER, CITY, id, 2, true)).toMatchObject({ ok: true });
  expect((await scenariosInView(PLANNER, CITY, true)).scenarios.map(({ id: archived }) => archived)).toEqual([id]);
  expect(await deleteScenario(PLANNER, CITY, id, 2)).toEqual({ ok: false, refusal: "changed-meanwhile" });
  expect(await deleteScenario(PLANNER, CITY, id, 3)).toMatchObject({ ok: true });
  expect(await sql`SELECT DISTINCT scenario_id FROM siting_run`).toEqual([]);
  expect(copy.ok && (await scenarioInView(PLANNER, CITY, copy.value, ""))!.run).toBeNull();
});

test("who oversees reads and asks nothing; a district's planner has the district alone", async () => {
  const id = await asked();
  expect(await askWhere(OVERSEER, CITY, "x", await question())).toEqual({ ok: false, refusal: "not-permitted" });
  expect((await scenarioInView(OVERSEER, CITY, id, ""))!.mayPlan).toBe(false);
  expect(await scenarioInView(EAST, CITY, id, "")).toBeNull();
  expect(await askWhere(EAST, CITY, "x", await question())).toEqual({ ok: false, refusal: "not-permitted" });
  const own = await asked({ area: "990102" }, EAST);
  await ran(own);
  const { result } = (await readSitingResult(EAST, CITY, own))!;
  expect(result).toMatchObject({ groups: [{ people: 300, before: 0, after: 300 }], parts: { area: { code: "990102" } } });
});

test("the database itself keeps what was asked and what was answered", async () => {
  const id = await asked();
  await ran(id);
  await expect(sql`UPDATE siting_run SET result = '{}' WHERE scenario_id = ${id}`).rejects.toThrow("not rewritten");
  await expect(sql`UPDATE siting_run SET question = '{}' WHERE scenario_id = ${id}`).rejects.toThrow("not rewritten");
});

test("half a minute of silence is a worker that is gone; waiting is not", () => {
  const at = (seconds: number) => new Date(seconds * 1_000);
  const run = { state: "running", heartbeatAt: at(100) } as const;
  expect(isCutOff(run, at(130))).toBe(false);
  expect(isCutOff(run, at(131))).toBe(true);
  expect(isCutOff({ state: "waiting", heartbeatAt: null }, at(99_999))).toBe(false);
  expect(isCutOff({ ...run, state: "done" }, at(999))).toBe(false);
});
