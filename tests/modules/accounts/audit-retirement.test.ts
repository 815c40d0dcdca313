import "../../factories/server-of-its-own";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 as newId } from "uuid";
import { afterEach, beforeEach, expect, test } from "vitest";
import { actorOf } from "~/modules/accounts/domain/actor";
import { monthAfter, monthBefore, monthOf, subjectOfMonth } from "~/modules/accounts/domain/audit-retirement";
import { approvalsInView } from "~/modules/accounts/use-cases/approvals-in-view.server";
import { decideApproval } from "~/modules/accounts/use-cases/decide-approval.server";
import {
  askToRetireAudit,
  retirablePlan,
  retireApprovedMonths,
  retireAudit,
  retiredSoFar,
} from "~/modules/accounts/use-cases/retire-audit.server";
import { sealAudit } from "~/modules/accounts/use-cases/seal-audit.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { verifyAudit } from "~/modules/accounts/use-cases/verify-audit.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";

const records = withTestDatabase();
const { sql } = records;
const idOf = (n: number) => `00000000-0000-7000-8000-0000000004${String(n).padStart(2, "0")}`;
const administrator = (n: number, areaCode = "") =>
  actorOf({ personId: idOf(n), name: `示例人员${n}` }, [{ role: "administrator", line: "", areaCode }])!;
const [ANNA, BEN, DISTRICT] = [administrator(1), administrator(2), administrator(3, "990101")];

/** The oldest month that is kept, by the rule of 1095 days; before it lie three that are old enough. */
const KEPT = monthOf(new Date(Date.now() - 1095 * 86_400_000));
const THIRD = monthBefore(KEPT);
const SECOND = monthBefore(THIRD);
const FIRST = monthBefore(SECOND);
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "audit-"));
  process.env.QUARTERHOUR_DATA = folder;
  const [rule] = await sql`SELECT * FROM retention_rule WHERE kind = 'audit'`;
  await records.clear();
  await sql`INSERT INTO retention_rule ${sql({ ...rule, keep_days: 1095 })}`;
  for (const { personId, name, grants } of [ANNA, BEN, DISTRICT]) {
    await sql`INSERT INTO person (id, name, area_code) VALUES (${personId}, ${name}, ${grants[0]!.areaCode})`;
    await sql`
      INSERT INTO role_grant (id, person_id, role, area_code, valid_from)
      VALUES (gen_random_uuid(), ${personId}, 'administrator', ${grants[0]!.areaCode}, '2020-01-01')`;
  }
  for (const month of [FIRST, SECOND, KEPT])
    await sql.unsafe(`CREATE TABLE IF NOT EXISTS audit.event_${month.replace("-", "_")} PARTITION OF audit_event
      FOR VALUES FROM ('${month}-01 00:00:00+00') TO ('${monthAfter(month)}-01 00:00:00+00')`);
});
afterEach(() => {
  delete process.env.QUARTERHOUR_DATA;
  rmSync(folder, { recursive: true, force: true });
});

/** One transaction with an event at each of these moments; of the third month nobody made a partition in time. */
const happened = (...moments: readonly string[]) =>
  sql.begin(async (owner) => {
    for (const at of moments)
      await owner`
        INSERT INTO audit_event (id, at, via, role, action, subject_kind, subject_id, result, facts)
        VALUES (${newId()}, ${at}::timestamptz, 'session', 'planner', 'read:thing', 'thing', ${at.slice(0, 10)}, 'done', '{"n": 1}')`;
  });
/** Sealing waits for transactions of every database of the server: those of other tests too. */
const seal = (mostEvents = 50_000) =>
  expect
    .poll(async () => {
      await sealAudit({ mostEvents });
      return sql`SELECT FROM audit_event WHERE xid >= COALESCE((SELECT max(to_xid) FROM audit_block), 0)`.then(
        ({ length }) => length,
      );
    })
    .toBe(0);
/** Three old months of three events each, and one of today; the second and third meet within one block. */
async function threeMonths() {
  for (const day of ["03", "12", "28"]) await happened(`${FIRST}-${day}T08:00:00Z`);
  await seal(2);
  for (const day of ["02", "13"]) await happened(`${SECOND}-${day}T08:00:00Z`);
  await seal();
  await happened(`${SECOND}-28T23:59:59Z`, `${THIRD}-01T00:00:00Z`);
  for (const day of ["09", "27"]) await happened(`${THIRD}-${day}T08:00:00Z`);
  await seal(3);
  await happened(`${KEPT}-27T08:00:00Z`, new Date().toISOString());
  await seal();
}
const approved = async () => {
  const asked = await askToRetireAudit(ANNA, "期限已过");
  if (!asked.ok) throw new Error(asked.refusal.kind);
  expect(await decideApproval(BEN, [retireAudit], asked.value, { approve: true, reason: "已核对" })).toEqual({
    ok: true,
    value: null,
  });
  return asked.value;
};
const monthsThere = async () =>
  (await sql`SELECT DISTINCT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM') AS month FROM audit_event ORDER BY 1`).map(
    ({ month }) => month,
  );
const partitions = async () =>
  (await sql`SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'audit_event'::regclass`).map(
    ({ name }) => name,
  );
const asApp = (statement: string) => inUnitOfWork(systemActor("test"), (uow) => uow.db.$executeRawUnsafe(statement));
const retire = (month: string, approval: string) => asApp(`SELECT retire_audit_month('${month}-01', '${approval}')`);
/** As the owner, past every trigger. */
const tamper = (statement: string) =>
  sql.begin(async (owner) => {
    await owner`SET LOCAL session_replication_role = replica`;
    const { count } = await owner.unsafe(statement);
    if (count === 0) throw new Error(`nothing was changed by ${statement}`);
  });

test("months past their days go when one asked and another agreed; the chain is followed across them", async () => {
  await threeMonths();
  expect(await retirablePlan()).toEqual({
    ...{ from: FIRST, through: THIRD, events: 9 },
    months: [FIRST, SECOND, THIRD].map((month) => ({ month, events: 3 })),
  });
  expect((await verifyAudit()).retired).toBeNull();
  const id = await approved();
  expect(await monthsThere(), "a job does it").toContain(FIRST);
  const [queued] = await sql`SELECT task_identifier AS task FROM graphile_worker.jobs WHERE task_identifier = 'retireAudit'`;
  expect(queued).toBeDefined();
  expect(await retireApprovedMonths()).toEqual([
    { month: FIRST, events: 3 },
    { month: SECOND, events: 2 },
    { month: THIRD, events: 4 },
  ]);
  expect((await monthsThere())[0]).toBe(KEPT);
  expect(await partitions()).not.toContain(`audit.event_${FIRST.replace("-", "_")}`);
  expect(await partitions()).toEqual(expect.arrayContaining([`audit.event_${KEPT.replace("-", "_")}`, "audit.event_default"]));
  expect(await verifyAudit()).toMatchObject({ broken: null, retired: { months: 3, through: THIRD, events: 9 }, unsealed: 5 });
  await seal();
  expect(await verifyAudit()).toMatchObject({ broken: null, unsealed: 0 });
  const events =
    await sql`SELECT subject_id, person_id, why, facts ->> 'askedBy' AS asked FROM audit_event WHERE action = 'retire:audit' ORDER BY 1`;
  expect(events).toHaveLength(3);
  expect(events[0]).toEqual({ subject_id: FIRST, person_id: BEN.personId, why: id, asked: ANNA.personId });
  expect((await retiredSoFar()).map(({ month }) => month)).toEqual([THIRD, SECOND, FIRST]);
  expect([await retirablePlan(), await retireApprovedMonths()], "nothing twice").toEqual([null, []]);
  await happened(new Date().toISOString());
  await seal();
  expect((await verifyAudit()).broken, "and goes on").toBeNull();
});

test("a block of two months goes with the later one, and until then every event of it is there", async () => {
  await threeMonths();
  const id = await approved();
  await retire(FIRST, id);
  await retire(SECOND, id);
  expect(await sql`SELECT subject_id FROM audit_event WHERE at < ${`${THIRD}-01`}::timestamp AT TIME ZONE 'UTC'`).toMatchObject([
    { subject_id: `${SECOND}-28` },
  ]);
  expect((await verifyAudit()).broken).toBeNull();
  await expect(sql.unsafe(`TRUNCATE audit.event_${SECOND.replace("-", "_")}`), "walls are as before").rejects.toThrow(
    /only grows/,
  );
  await retire(THIRD, id);
  expect((await monthsThere())[0]).toBe(KEPT);
  expect((await verifyAudit()).broken).toBeNull();
});

test("two runs at once are one", async () => {
  await threeMonths();
  await approved();
  const gone = (await Promise.all([1, 2, 3].map(retireApprovedMonths))).flat();
  expect(
    (await retireApprovedMonths())
      .concat(gone)
      .map(({ month }) => month)
      .sort(),
  ).toEqual([FIRST, SECOND, THIRD]);
  expect((await verifyAudit()).broken).toBeNull();
});

test("nobody lets months go alone, nor in a part of the installation, nor before their time", async () => {
  await threeMonths();
  expect(await askToRetireAudit(DISTRICT, "期限已过")).toMatchObject({ refusal: { kind: "not-permitted" } });
  expect(await askToRetireAudit(madeActor(), "期限已过")).toMatchObject({ ok: false });
  const asked = await askToRetireAudit(ANNA, "期限已过");
  if (!asked.ok) throw new Error(asked.refusal.kind);
  const decide = (by: typeof ANNA) => decideApproval(by, [retireAudit], asked.value, { approve: true, reason: "已核对" });
  expect(await decide(ANNA)).toMatchObject({ refusal: { kind: "needs-another" } });
  expect(await decide(DISTRICT)).toMatchObject({ refusal: { kind: "not-there" } });
  expect((await approvalsInView(BEN, [retireAudit])).waiting).toMatchObject([
    { subject: THIRD, facts: { from: FIRST, through: THIRD, months: 3, events: 9 } },
  ]);
  await sql`UPDATE retention_rule SET keep_days = 1200 WHERE kind = 'audit'`;
  expect(await decide(BEN), "the rule was made longer meanwhile").toMatchObject({ refusal: { kind: "not-there" } });
  expect(await retireApprovedMonths()).toEqual([]);
  expect(await monthsThere()).toHaveLength(5);
});

test("the database refuses by itself: no approval, one person's, a stale or a younger one, a hole, what is kept, what is not sealed", async () => {
  await threeMonths();
  const approval = async (over: Record<string, unknown> = {}) => {
    const one = {
      id: newId(),
      kind: "retire-audit",
      subject: subjectOfMonth(THIRD),
      by: ANNA.personId,
      to: BEN.personId,
      days: 1,
      ...over,
    };
    await sql.begin(async (owner) => {
      await owner`SET LOCAL session_replication_role = replica`;
      await owner`
        INSERT INTO approval (id, kind, subject_id, reason, asked_by, asked_at, expires_at, decision, decided_by, decided_at, decision_reason)
        VALUES (${one.id}, ${one.kind}, ${one.subject}, '示例', ${one.by}, now() - interval '40 days', now(), ${"decision" in over ? (over["decision"] as string) : "approved"},
          ${one.to}, now() - make_interval(days => ${one.days}), '示例')`;
    });
    return one.id;
  };
  const none = /no request in force/;
  await expect(retire(FIRST, newId())).rejects.toThrow(none);
  const asked = await askToRetireAudit(ANNA, "期限已过");
  await expect(retire(FIRST, asked.ok ? asked.value : ""), "not decided").rejects.toThrow(none);
  await expect(approval({ to: ANNA.personId }), "by one person").rejects.toThrow(/approval_by_two/);
  await expect(retire(FIRST, await approval({ decision: "declined" }))).rejects.toThrow(none);
  await expect(retire(FIRST, await approval({ kind: "delete-person" }))).rejects.toThrow(none);
  await expect(retire(FIRST, await approval({ days: 31 }))).rejects.toThrow(none);
  await expect(retire(SECOND, await approval({ subject: subjectOfMonth(FIRST) }))).rejects.toThrow(none);
  const whole = await approval();
  await expect(retire(SECOND, whole), "a hole").rejects.toThrow(/oldest first/);
  await expect(retire(KEPT, whole)).rejects.toThrow(/is kept for 1095 days/);
  const young = inUnitOfWork(ANNA, (uow) =>
    uow.db.$executeRawUnsafe(`SELECT retire_audit_month('${monthOf(new Date())}-01', '${whole}')`),
  );
  await expect(young).rejects.toThrow(/is kept for/);
  await expect(
    inUnitOfWork(DISTRICT, (uow) => uow.db.$executeRawUnsafe(`SELECT retire_audit_month('${FIRST}-01', '${whole}')`)),
  ).rejects.toThrow(/whole installation/);
  await expect(
    sql`SELECT audit.let_month_go(${`${monthBefore(monthOf(new Date()))}-01`}, ${whole}, ${ANNA.personId}, ${BEN.personId}, 'system:test')`,
    "not even the owner by mistake, under the law's six months",
  ).rejects.toThrow(/at least 180 days/);
  await happened(`${FIRST}-15T08:00:00Z`);
  await expect(retire(FIRST, whole)).rejects.toThrow(/not sealed yet/);
  expect(await monthsThere()).toHaveLength(5);
  await seal();
  await retire(FIRST, whole);
  expect((await verifyAudit()).broken).toBeNull();
});

test("what does not agree with its seal does not go", async () => {
  await threeMonths();
  const id = await approved();
  await tamper(`UPDATE audit_event SET facts = '{"n": 2}' WHERE subject_id = '${FIRST}-12'`);
  await expect(retire(FIRST, id)).rejects.toThrow(/block \d does not agree with its seal/);
  await tamper(`UPDATE audit_event SET facts = '{"n": 1}' WHERE subject_id = '${FIRST}-12'`);
  await tamper(`INSERT INTO audit_event (id, at, cluster, xid, via, role, action, result) SELECT gen_random_uuid(), '${FIRST}-05', cluster, -1, 'session',
    'planner', 'read:thing', 'done' FROM audit_block WHERE number = 1`);
  await expect(retire(FIRST, id), "an event in no block").rejects.toThrow(/would go with/);
  await tamper("DELETE FROM audit_event WHERE xid = -1");
  await retire(FIRST, id);
});

test("the app's own role has no other way", async () => {
  await threeMonths();
  const partition = `audit.event_${FIRST.replace("-", "_")}`;
  for (const statement of [
    `DROP TABLE ${partition}`,
    `ALTER TABLE audit_event DETACH PARTITION ${partition}`,
    `TRUNCATE ${partition}`,
    "TRUNCATE audit_event",
    "DELETE FROM audit_event",
    `DELETE FROM ${partition}`,
    "DELETE FROM audit_block",
    `SELECT audit.let_month_go('${FIRST}-01', '${newId()}', '${newId()}', '${newId()}', 'system:x')`,
    "ALTER TABLE audit_event DISABLE TRIGGER ALL",
    "SET session_replication_role = replica",
    `INSERT INTO audit_retired VALUES ('${FIRST}-01', 1, 1, 1, repeat('0', 64), repeat('0', 64), '${newId()}', '${newId()}', '${newId()}', now(), repeat('0', 64))`,
    "UPDATE audit_retired SET events = 0",
    "DELETE FROM audit_retired",
    "CREATE OR REPLACE FUNCTION audit_next_month() RETURNS date LANGUAGE sql AS 'SELECT NULL::date'",
  ])
    await expect(asApp(statement), statement).rejects.toThrow(/permission denied|must be owner/);
  expect(await monthsThere()).toHaveLength(5);
});

test("a record of what went that is changed, torn out or untold is found", async () => {
  await threeMonths();
  await approved();
  await retireApprovedMonths();
  const months = [FIRST, SECOND, THIRD];
  const tables = ["audit_retired", "audit_event", "audit_block"];
  for (const table of tables) await sql.unsafe(`CREATE TABLE audit.kept_${table} AS SELECT * FROM ${table}`);
  for (const [what, statement, kind, which] of [
    ["another number of events", "UPDATE audit_retired SET events = events + 1 WHERE month = $2", "retired-changed", 2],
    ["another approver", "UPDATE audit_retired SET decided_by = gen_random_uuid() WHERE month = $1", "retired-changed", 1],
    ["a month torn out", "DELETE FROM audit_retired WHERE month = $1", "retired-changed", 2],
    ["the last month torn out", "DELETE FROM audit_retired WHERE month = $3", "retired-missing", 3],
    ["every month torn out", "DELETE FROM audit_retired", "retired-missing", 1],
    ["no event that tells", "DELETE FROM audit_event WHERE subject_id = to_char($3::date, 'YYYY-MM')", "retired-untold", 3],
    ["a block of it changed", "UPDATE audit_block SET events = events + 1 WHERE number = 1", "retired-changed", 1],
  ] as const) {
    await tamper(statement.replace(/\$(\d)/g, (_, n: string) => `'${months[Number(n) - 1]}-01'`));
    expect((await verifyAudit()).broken, what).toEqual({ kind, month: months[which - 1] });
    for (const table of tables) {
      await tamper(`DELETE FROM ${table}`).catch(() => undefined);
      await tamper(`INSERT INTO ${table} SELECT * FROM audit.kept_${table}`);
    }
    expect((await verifyAudit()).broken, `${what}, put right`).toBeNull();
  }
  for (const table of tables) await sql.unsafe(`DROP TABLE audit.kept_${table}`);
});

test("what went and is put back is found, and so is what was torn out without anybody's consent", async () => {
  await threeMonths();
  await approved();
  const [one] = await sql`SELECT * FROM audit_event WHERE subject_id = ${`${FIRST}-12`}`;
  await retireApprovedMonths();
  await sql`INSERT INTO audit_event ${sql({ ...one, facts: sql.json({ n: 1 }) })}`;
  expect((await verifyAudit()).broken).toEqual({ kind: "retired-there", events: 1 });
  await tamper(`DELETE FROM audit_event WHERE subject_id = '${FIRST}-12'`);
  expect((await verifyAudit()).broken).toBeNull();
  await sql.unsafe(`DROP TABLE audit.event_${KEPT.replace("-", "_")}`);
  expect((await verifyAudit()).broken).toMatchObject({ kind: "events-missing" });
});
