import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, test } from "vitest";
import { groundOfCity } from "~/modules/coverage/use-cases/ground-of-city.server";
import type { City } from "~/modules/places/domain/city";
import { readQuestion } from "~/modules/siting/domain/read-question";
import type { SitingQuestion } from "~/modules/siting/domain/siting-question";
import type { SitingProblem } from "~/modules/siting/domain/solving/siting-problem";
import { runSiting } from "~/modules/siting/use-cases/run-siting.server";
import {
  archiveScenario,
  askAgain,
  askWhere,
  deleteScenario,
  stopAsking,
} from "~/modules/siting/use-cases/scenario-steps.server";
import { scenarioInView } from "~/modules/siting/use-cases/scenarios-in-view.server";
import { PATIENCE } from "~/modules/siting/use-cases/watched-search.server";
import { beginPresence } from "~/platform/job-presence.server";
import { closeThreads, inLongThread } from "~/platform/threads.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { madeCity } from "../coverage/use-cases/made-city";

const CITY = { code: "9901", nameZh: "试验市", nameEn: "Trial", timeZone: "Asia/Shanghai", isDemo: false } as City;
const PLANNER = madeActor({ personId: "00000000-0000-7000-8000-00000000a201" });
const OTHER = madeActor({ personId: "00000000-0000-7000-8000-00000000a202" });

const records = withTestDatabase();
const { sql } = records;
beforeEach(async () => {
  await records.clear();
  await sql`SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs`;
  await madeCity(sql);
  for (const { personId, role, grants } of [PLANNER, OTHER]) {
    await sql`INSERT INTO person (id, name) VALUES (${personId}, '示例规划员')`;
    await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
      VALUES (${randomUUID()}, ${personId}, ${role}, '', ${grants[0]!.areaCode}, '2024-01-01')`;
  }
});
afterAll(closeThreads);

async function question(wish: Record<string, string> = {}): Promise<SitingQuestion> {
  const asked = {
    ...{ types: "day-care", group: "60plus", walker: "elder-75-84", minutes: "15", date: "2025-12-31", count: "1" },
    ...wish,
  };
  const read = readQuestion(new URLSearchParams(asked), (await groundOfCity("9901"))!, "2025-12-31", [])!;
  expect(read.problems).toEqual([]);
  return read.question;
}

async function asked(actor = PLANNER): Promise<string> {
  const done = await askWhere(actor, CITY, "甲方案", await question());
  if (!done.ok) throw new Error(done.refusal);
  return done.value;
}

const runOf = async (scenario: string): Promise<string> =>
  (
    await sql<{ id: string }[]>`SELECT id FROM siting_run WHERE scenario_id = ${scenario} ORDER BY asked_at DESC, id DESC LIMIT 1`
  )[0]!.id;
const seen = async (id: string) => (await scenarioInView(PLANNER, CITY, id, ""))!.run!;
const jobs = () => sql`SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'solveSiting' ORDER BY id`;

/** Every one of many places near everybody: minutes of work, whatever the solver. */
function endless(): SitingProblem {
  const [demands, sites] = [1_200, 1_200];
  const chance = (n: number) => ((n * 2_654_435_761) % 4_294_967_296) / 4_294_967_296;
  return {
    ...{ model: "p-median", demands, sites, weight: Float64Array.from({ length: demands }, (_, n) => 1 + chance(n)) },
    links: {
      start: Uint32Array.from({ length: demands + 1 }, (_, n) => n * sites),
      site: Uint32Array.from({ length: demands * sites }, (_, n) => n % sites),
      cost: Float64Array.from({ length: demands * sites }, (_, n) => 1 + chance(n)),
    },
    ...{ radius: Infinity, state: new Uint8Array(sites), conflicts: [], needs: [], capacity: null },
    limits: [
      {
        ...{ key: "sites", site: Uint32Array.from({ length: sites }, (_, n) => n), amount: new Float64Array(sites).fill(1) },
        ...{ least: -Infinity, most: 40 },
      },
    ],
  };
}

test("a thread that hears nothing is ended as a whole, and the next work has a new one", async () => {
  const ending = new AbortController();
  const hung = inLongThread("solve-siting", { problem: endless(), seconds: 600, seed: 1, memory: null }, ending.signal);
  setTimeout(() => ending.abort(), 1_000);
  await expect(hung).rejects.toThrow("abort");
  expect(await inLongThread("answer", "word")).toBe("word");
});

test("one whose time is over ends and says so, and the next is answered", async () => {
  const [late, next] = [await asked(), await asked()];
  await runSiting(await runOf(late), "9901", { ...PATIENCE, look: 5, late: -1e9 });
  expect(await seen(late)).toMatchObject({ state: "failed", why: "not-in-time", result: null });
  await runSiting(await runOf(next), "9901");
  expect(await seen(next)).toMatchObject({ state: "done" });
});

/** The records a question is asked of, kept from it until they are given free. */
function heldRecords(): { free(): Promise<void> } {
  let release: () => void = () => undefined;
  const released = new Promise<void>((settle) => (release = settle));
  const held = sql.begin(async (owner) => {
    await owner`LOCK TABLE capacity IN ACCESS EXCLUSIVE MODE`;
    await released;
  });
  return {
    async free() {
      release();
      await held;
    },
  };
}

test("«stop» ends a run whatever it waits for", async () => {
  const id = await asked();
  const held = heldRecords();
  const running = runSiting(await runOf(id), "9901", { ...PATIENCE, look: 5, heed: 20 });
  await expect.poll(async () => (await seen(id)).state).toBe("running");
  await stopAsking(PLANNER, CITY, id);
  await running;
  expect(await seen(id)).toMatchObject({ state: "failed", why: "stopped" });
  await held.free();
});

test("archiving a scenario at work ends its run", async () => {
  const id = await asked();
  const held = heldRecords();
  const running = runSiting(await runOf(id), "9901", { ...PATIENCE, look: 5, heed: 20 });
  await expect.poll(async () => (await seen(id)).state).toBe("running");
  await archiveScenario(PLANNER, CITY, id, 1, true);
  await running;
  expect(await seen(id)).toMatchObject({ state: "failed", why: "stopped" });
  await held.free();
});

test("a run whose scenario was deleted ends at once, and nothing is written", async () => {
  const id = await asked();
  const held = heldRecords();
  const running = runSiting(await runOf(id), "9901", { ...PATIENCE, look: 5 });
  await expect.poll(async () => (await seen(id)).state).toBe("running");
  await sql`UPDATE siting_scenario SET archived_at = now()`;
  expect(await deleteScenario(PLANNER, CITY, id, 1)).toMatchObject({ ok: true });
  await running;
  expect(await sql`SELECT id FROM siting_run`).toEqual([]);
  expect(await jobs()).toEqual([]);
  await held.free();
});

test("what waits is over as soon as it is stopped or archived, and stands in nobody's way", async () => {
  const [stopped, archived] = [await asked(), await asked()];
  await stopAsking(PLANNER, CITY, stopped);
  await archiveScenario(PLANNER, CITY, archived, 1, true);
  expect(await seen(stopped)).toMatchObject({ state: "failed", why: "stopped" });
  expect(await seen(archived)).toMatchObject({ state: "failed", why: "stopped" });
  expect(await jobs()).toEqual([]);
  await runSiting(await runOf(stopped), "9901");
  expect(await seen(stopped)).toMatchObject({ why: "stopped", attempt: 0 });
});

test("whoever waits is told how many come before, and whether anybody works at all", async () => {
  const [first, second] = [await asked(OTHER), await asked()];
  expect((await seen(second)).line).toEqual({ before: 1, isWorkedAt: false });
  const presence = await beginPresence(() => undefined);
  expect((await seen(first)).line).toEqual({ before: 0, isWorkedAt: true });
  await stopAsking(OTHER, CITY, first);
  expect((await seen(second)).line).toEqual({ before: 0, isWorkedAt: true });
  await presence.leave();
  expect((await seen(second)).line).toMatchObject({ isWorkedAt: false });
});

test("waiting for long is not being interrupted", async () => {
  const id = await asked();
  await sql`ALTER TABLE siting_run DISABLE TRIGGER guard_siting_run`;
  await sql`UPDATE siting_run SET asked_at = now() - interval '2 hours'`;
  await sql`ALTER TABLE siting_run ENABLE TRIGGER guard_siting_run`;
  expect(await seen(id)).toMatchObject({ state: "waiting", isCutOff: false });
});

test("what its worker left is over before anybody is refused for having asked too much", async () => {
  const ids = [await asked(), await asked(), await asked()];
  expect(await askWhere(PLANNER, CITY, "丁", await question())).toEqual({ ok: false, refusal: "too-many-waiting" });
  await sql`UPDATE siting_run SET state = 'running', attempt = 1, heartbeat_at = now() - interval '1 minute' WHERE scenario_id = ${ids[0]!}`;
  expect(await askWhere(PLANNER, CITY, "丁", await question())).toMatchObject({ ok: true });
  expect(await seen(ids[0]!)).toMatchObject({ state: "failed", why: "cut-off" });
});

test("at the last attempt the run says that the program failed", async () => {
  const id = await asked();
  await sql`ALTER TABLE siting_run DISABLE TRIGGER guard_siting_run`;
  await sql`UPDATE siting_run SET question = jsonb_set(question, '{groups}', '[]')`;
  await sql`ALTER TABLE siting_run ENABLE TRIGGER guard_siting_run`;
  const run = await runOf(id);
  await expect(runSiting(run, "9901")).rejects.toThrow();
  await expect(runSiting(run, "9901")).rejects.toThrow();
  expect(await seen(id)).toMatchObject({ state: "running" });
  await expect(runSiting(run, "9901")).rejects.toThrow();
  expect(await seen(id)).toMatchObject({ state: "failed", why: "broken" });
});

test("what took its process along three times is not begun a fourth time", async () => {
  const id = await asked();
  await sql`UPDATE siting_run SET state = 'running', attempt = 3, heartbeat_at = now() - interval '1 minute'`;
  await runSiting(await runOf(id), "9901");
  expect(await seen(id)).toMatchObject({ state: "failed", why: "broken" });
});

test("one that ended without an answer is asked again", async () => {
  const id = await asked();
  await stopAsking(PLANNER, CITY, id);
  expect(await askAgain(PLANNER, CITY, id, 1, null)).toMatchObject({ ok: true });
  await runSiting(await runOf(id), "9901");
  expect(await seen(id)).toMatchObject({ state: "done" });
});
