import { v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { wantedLimit } from "~/modules/accounts/domain/session-rule";
import { changeSessionLimits, sessionLimits } from "~/modules/accounts/use-cases/change-session-limits.server";
import { actorOfPage } from "~/modules/accounts/use-cases/current-actor.server";
import { currentSession } from "~/modules/accounts/use-cases/current-session.server";
import { createDemoAccounts, DEMO_PASSWORD } from "~/modules/accounts/use-cases/demo-accounts.server";
import { signIn } from "~/modules/accounts/use-cases/sign-in.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeActor } from "../../factories/made-actor";
import { madeArrival, requestWith } from "../../factories/made-arrival";
import { withTestDatabase } from "../../factories/test-database";

const records = withTestDatabase();
const CHIEF = madeActor({ personId: newId(), name: "示例总管理员", role: "administrator" });
const WISH = { idle: "10", absolute: "8", proof: "5", source: "本单位信息安全规定" };

beforeAll(async () => {
  await createDemoAccounts();
  await records.sql`INSERT INTO person (id, name) VALUES (${CHIEF.personId}, ${CHIEF.name})`;
});

async function signedIn(login: string) {
  const begun = await signIn(login, DEMO_PASSWORD, madeArrival());
  if (!begun.ok) throw new Error(begun.refusal.kind);
  return begun.value;
}
const isLiving = async (begun: { token: string; madeAt: Date }) => (await currentSession(await requestWith(begun))) !== null;

test("a changed limit holds at once for those who are signed in, shorter or longer, and is on record", async () => {
  const [idle, old, fresh] = [await signedIn("planner@demo"), await signedIn("overseer@demo"), await signedIn("supervisor@demo")];
  await records.sql`UPDATE session SET seen_at = now() - interval '20 minutes' WHERE id = ${idle.sessionId}`;
  await records.sql`UPDATE session SET created_at = now() - interval '9 hours' WHERE id = ${old.sessionId}`;
  expect([await isLiving(idle), await isLiving(old), await isLiving(fresh)]).toEqual([true, true, true]);
  await records.sql`UPDATE session SET seen_at = now() - interval '20 minutes' WHERE id = ${idle.sessionId}`;
  expect(await changeSessionLimits(CHIEF, "desk", WISH)).toEqual({ ok: true, value: 2 });
  expect([await isLiving(idle), await isLiving(old), await isLiving(fresh)]).toEqual([false, false, true]);

  await records.sql`UPDATE session SET seen_at = now() - interval '40 minutes' WHERE id = ${fresh.sessionId}`;
  expect(await changeSessionLimits(CHIEF, "desk", { ...WISH, idle: "60", absolute: "20" })).toEqual({ ok: true, value: 0 });
  expect(await isLiving(fresh)).toBe(true);
  const [longer] = await records.sql`SELECT expires_at - created_at AS lasts FROM session WHERE id = ${fresh.sessionId}`;
  expect(String(longer?.["lasts"])).toBe("20:00:00");

  const [rule] = (await sessionLimits()).filter(({ kind }) => kind === "desk");
  expect(rule).toMatchObject({ idleMinutes: 60, absoluteMinutes: 1200, proofMinutes: 5, source: WISH.source });
  const events = await records.sql`SELECT person_id, facts FROM audit_event WHERE action = 'change:session-limit' ORDER BY at`;
  expect(events[0]).toEqual({
    person_id: CHIEF.personId,
    facts: { kind: "desk", idle: [30, 10], absolute: [720, 480], proof: [10, 5], ended: 2 },
  });
  expect(JSON.stringify(events)).not.toContain("规定");
});

test("what is out of bounds, or gives no reason, changes nothing", () => {
  const refused = (wish: Partial<typeof WISH>, kind: "desk" | "field" = "desk") => wantedLimit(kind, { ...WISH, ...wish });
  for (const idle of ["4", "241", "", "ten", "-5", "5.5", "99999"])
    expect(refused({ idle }), idle).toMatchObject({ refusal: { kind: "number-unreadable", field: "idle", least: 5, most: 240 } });
  expect(refused({ absolute: "25" })).toMatchObject({ refusal: { field: "absolute", least: 1, most: 24 } });
  expect(refused({ proof: "0" })).toMatchObject({ refusal: { field: "proof" } });
  expect(refused({ idle: "120", absolute: "1" })).toMatchObject({ refusal: { kind: "idle-over-absolute" } });
  expect(refused({ source: " " })).toMatchObject({ refusal: { kind: "source-missing" } });
  expect(refused({ source: "长".repeat(201) })).toMatchObject({ refusal: { kind: "source-missing" } });
  expect(refused({ idle: "７２０", absolute: "16" }, "field")).toMatchObject({ ok: true, value: { idleMinutes: 720 } });
});

test("only who administers the whole installation changes it; the database lets nobody else either", async () => {
  for (const actor of [
    madeActor({ role: "administrator", areaCode: "9901" }),
    madeActor({ role: "administrator", line: "health" }),
    madeActor({ role: "overseer" }),
  ]) {
    expect(await changeSessionLimits(actor, "desk", WISH)).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
    const changed = await inUnitOfWork(actor, (uow) => uow.db.$executeRaw`UPDATE session_limit SET idle_minutes = 200`);
    expect(changed).toBe(0);
  }
  expect(await changeSessionLimits(CHIEF, "nonsense", WISH)).toEqual({ ok: false, refusal: { kind: "not-there" } });
  await expect(records.sql`UPDATE session_limit SET idle_minutes = 1`).rejects.toThrow(/idle_in_bounds/);
});

test("what the program says of a limit stands in one language at a time; what somebody typed stands as it was typed", async () => {
  const installed = await records.sql`SELECT kind, source, source_en FROM session_limit WHERE changed_at IS NULL`;
  expect(installed.length).toBeGreaterThan(0);
  for (const { source, source_en: sourceEn } of installed) {
    expect(source).not.toMatch(/ · |minutes|working day/);
    expect(sourceEn).toMatch(/^[\x20-\x7e]+$/);
  }
  expect((await changeSessionLimits(CHIEF, String(installed[0]?.["kind"]), { ...WISH, idle: "20" })).ok).toBe(true);
  const [changed] = await records.sql`SELECT source, source_en FROM session_limit WHERE kind = ${String(installed[0]?.["kind"])}`;
  expect(changed).toEqual({ source: WISH.source, source_en: "" });
});

test("a page that asks by itself is answered while the session lasts, and does not put off its end", async () => {
  const begun = await signedIn("supervisor@demo");
  const asks = async () => (await actorOfPage(await requestWith(begun)))?.name ?? null;
  const seen = async () =>
    String((await records.sql`SELECT seen_at::text AS at FROM session WHERE id = ${begun.sessionId}`)[0]?.["at"]);
  await records.sql`UPDATE session SET seen_at = date_trunc('second', now()) - interval '4 minutes' WHERE id = ${begun.sessionId}`;
  const before = await seen();
  expect(await asks()).not.toBeNull();
  expect(await seen()).toBe(before);
  await records.sql`UPDATE session SET seen_at = now() - interval '2 days' WHERE id = ${begun.sessionId}`;
  expect(await asks(), "its end comes all the same").toBeNull();
});
