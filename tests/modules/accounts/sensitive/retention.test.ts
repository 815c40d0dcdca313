import { v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { governPagesOf } from "~/modules/accounts/domain/govern-pages";
import { applyRetention, changeRetention, retentionPlan } from "~/modules/accounts/use-cases/apply-retention.server";
import { breakGlass, emergencies, reviewEmergency } from "~/modules/accounts/use-cases/break-glass.server";
import { failedJobsInView } from "~/modules/accounts/use-cases/failed-jobs.server";
import { NOBODY, systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { retainedKinds } from "~/modules/oversight/use-cases/retained-kinds.server";
import { keepImportFile, readImportFile } from "~/platform/import-files.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeActor } from "../../../factories/made-actor";
import { withTestDatabase } from "../../../factories/test-database";
import { makeTown, TOWN } from "../../catalog/factories/catalog-city";

const records = withTestDatabase();
const [LEFT_LONG_AGO, LEFT_LATELY, OLD_BATCH, NEW_BATCH] = [newId(), newId(), newId(), newId()];
const WHY = "档案管理制度，示例";
const count = async (sql: string) => Number((await records.sql.unsafe(`SELECT count(*)::int AS n FROM ${sql}`))[0]?.["n"]);

beforeAll(async () => {
  await makeTown(records);
  for (const [id, days] of [
    [LEFT_LONG_AGO, 400],
    [LEFT_LATELY, 20],
  ] as const) {
    await records.sql`INSERT INTO person (id, name, line, area_code) VALUES (${id}, '离开的人', 'health', ${TOWN.code})`;
    await records.sql`UPDATE person SET state = 'left' WHERE id = ${id}`;
    await records.sql`UPDATE person SET left_on = current_date - ${days}::int WHERE id = ${id}`;
  }
  for (const days of [10, 1000, 1200])
    await records.sql`
      INSERT INTO sensitive_opening (id, opened_at, person_id, subject_kind, subject_id, field, reason)
      VALUES (${newId()}, now() - make_interval(days => ${days}::int), ${LEFT_LONG_AGO}, 'person', ${LEFT_LATELY}, 'phone', 'inspection')`;
  for (const [id, days] of [
    [OLD_BATCH, 40],
    [NEW_BATCH, 3],
  ] as const) {
    await keepImportFile(id, Buffer.from("电话,13800000001"));
    await records.sql`
      INSERT INTO import_batch (id, city_code, subject, file_name, stored_name, status, created_at, finished_at)
      VALUES (${id}, ${TOWN.code}, 'facilities', 'a.csv', ${id}, 'done', now() - make_interval(days => ${days}::int), now() - make_interval(days => ${days}::int))`;
    await records.sql`INSERT INTO staging.import_row (batch_id, row_number, raw, decision) VALUES (${id}, 1, '{}', 'refuse')`;
  }
});

test("a look at what would go touches nothing", async () => {
  const before = await Promise.all(["person", "sensitive_opening", "staging.import_row"].map(count));
  const plan = await retentionPlan(retainedKinds);
  expect(Object.fromEntries(plan.map(({ kind, overdue }) => [kind, overdue]))).toEqual({
    alarms: 0,
    audit: 0,
    "caregiver-days": 0,
    "declined-residents": 0,
    enquiries: 0,
    "family-requests": 0,
    messages: 0,
    questions: 0,
    tours: 0,
    "vacancy-alerts": 0,
    "import-files": 1,
    "left-residents": 0,
    "left-people": 1,
    "sensitive-openings": 1,
    sessions: 0,
    "care-refusals": 0,
    "visit-evidence": 0,
    "visit-checks": 0,
    "visit-plans": 0,
    "work-orders": 0,
    "waiting-residents": 0,
    "dropped-premises-contacts": 0,
    "unused-premises-contacts": 0,
    "replaced-siting-runs": 0,
  });
  expect(await Promise.all(["person", "sensitive_opening", "staging.import_row"].map(count))).toEqual(before);
});

test("what is overdue goes, what is not stays, and how many went is on record; again, nothing goes", async () => {
  expect((await applyRetention(retainedKinds)).sort((a, b) => a.kind.localeCompare(b.kind))).toEqual([
    { kind: "import-files", gone: 1 },
    { kind: "left-people", gone: 1 },
    { kind: "sensitive-openings", gone: 1 },
  ]);
  expect(await count(`person WHERE id = '${LEFT_LONG_AGO}'`)).toBe(0);
  expect(await count(`person WHERE id = '${LEFT_LATELY}'`)).toBe(1);
  expect(await count("sensitive_opening")).toBe(2);
  expect(await count("staging.import_row")).toBe(1);
  await expect(readImportFile(OLD_BATCH)).rejects.toThrow(/ENOENT/);
  expect(String(await readImportFile(NEW_BATCH))).toContain("电话");
  expect(await count("audit_event WHERE action = 'apply:retention'")).toBe(3);
  expect(
    await count(`audit_event WHERE action = 'delete:person' AND subject_id = '${LEFT_LONG_AGO}' AND why = 'retention'`),
  ).toBe(1);
  expect(await applyRetention(retainedKinds)).toEqual([]);
});

test("nothing the law asks for goes early: not by the screen, not by the database, not past the app's role", async () => {
  const chief = madeActor({ personId: newId(), role: "administrator" });
  expect(await changeRetention(chief, "sensitive-openings", { days: "30", reason: WHY })).toEqual({
    ok: false,
    refusal: { kind: "under-least", field: "days", least: 1095 },
  });
  expect(await changeRetention(chief, "sensitive-openings", { days: "abc", reason: WHY })).toEqual({
    ok: false,
    refusal: { kind: "days-unreadable", field: "days" },
  });
  const everything = systemActor("test");
  await expect(
    inUnitOfWork(everything, (uow) => uow.db.$executeRaw`SELECT forget_openings(now() - interval '1000 days')`),
  ).rejects.toThrow(/kept for at least/);
  await expect(
    inUnitOfWork(everything, (uow) => uow.db.$executeRaw`UPDATE retention_rule SET keep_days = 5 WHERE kind = 'audit'`),
  ).rejects.toThrow(/retention_rule_not_under_least/);
  await expect(
    inUnitOfWork(
      madeActor({ role: "planner" }),
      (uow) => uow.db.$executeRaw`SELECT forget_openings(now() - interval '1200 days')`,
    ),
  ).rejects.toThrow(/whole installation/);
});

test("nobody deletes alone overnight: whoever left stays a month at least, and the least is not the app's to lower", async () => {
  const chief = madeActor({ personId: newId(), role: "administrator" });
  expect(await changeRetention(chief, "left-people", { days: "0", reason: WHY })).toEqual({
    ok: false,
    refusal: { kind: "under-least", field: "days", least: 30 },
  });
  await expect(
    inUnitOfWork(chief, (uow) => uow.db.retentionRule.updateMany({ where: { kind: "left-people" }, data: { leastDays: 0 } })),
  ).rejects.toThrow(/not the app's to change/);
  const id = newId();
  await records.sql`INSERT INTO person (id, name, line, area_code, state) VALUES (${id}, '今天离开的人', 'health', ${TOWN.code}, 'left')`;
  await applyRetention(retainedKinds);
  expect(await count(`person WHERE id = '${id}'`)).toBe(1);
});

test("rules and key changes are written by whoever keeps everything, in every line and area; by nobody not at all", async () => {
  const oneLine = madeActor({ personId: newId(), role: "administrator", line: "education" });
  const oneArea = madeActor({ personId: newId(), role: "administrator", areaCode: "9901" });
  await inUnitOfWork(systemActor("test"), (uow) => uow.db.keyRotation.create({ data: { id: newId(), toKey: "k1" } }));
  expect(await changeRetention(oneLine, "import-files", { days: "10", reason: WHY })).toEqual({
    ok: false,
    refusal: { kind: "not-permitted" },
  });
  expect(await failedJobsInView(oneLine)).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
  expect(governPagesOf(oneLine).map(({ key }) => key)).not.toContain("jobs");
  for (const actor of [NOBODY, oneLine, oneArea, madeActor({ role: "planner" })]) {
    const written = await inUnitOfWork(actor, async ({ db }) => [
      (await db.retentionRule.updateMany({ data: { keepDays: 9999 } })).count,
      (await db.retentionRule.deleteMany({})).count,
      (await db.keyRotation.updateMany({ data: { isStopped: true } })).count,
      (await db.keyRotation.deleteMany({})).count,
    ]);
    expect(written).toEqual([0, 0, 0, 0]);
  }
  const kind = { kind: "forever", keepDays: 1, leastDays: 0, sourceZh: "", sourceEn: "", mark: "?" };
  await expect(
    inUnitOfWork(madeActor({ role: "administrator" }), ({ db }) => db.retentionRule.create({ data: kind })),
  ).rejects.toThrow(/row-level security/);
  await expect(
    inUnitOfWork(oneLine, ({ db }) => db.keyRotation.create({ data: { id: newId(), toKey: "k2", finishedAt: new Date() } })),
  ).rejects.toThrow(/row-level security/);
  expect(await inUnitOfWork(NOBODY, ({ db }) => db.retentionRule.count())).toBe(0);
  expect(await count("retention_rule WHERE keep_days = 9999")).toBe(0);
});

test("that somebody broke the glass, and who found what, stays when both are deleted", async () => {
  const [broke, found] = [newId(), newId()];
  for (const id of [broke, found])
    await records.sql`INSERT INTO person (id, name, line, area_code) VALUES (${id}, '要删除的人', 'health', ${TOWN.code})`;
  const reader = madeActor({ personId: broke, role: "supervisor", areaCode: TOWN.code, line: "health" });
  const wish = { line: "civil-affairs", areaCode: TOWN.code, reason: "夜间有老人失联，须联系家属" };
  const opened = await breakGlass(reader, wish);
  if (!opened.ok) return expect.unreachable(opened.refusal.kind);
  const chief = madeActor({ personId: found, role: "administrator", areaCode: TOWN.code });
  expect((await reviewEmergency(chief, opened.value, "not-justified")).ok).toBe(true);
  await inUnitOfWork(systemActor("test"), ({ db }) => db.person.deleteMany({ where: { id: { in: [broke, found] } } }));
  const other = madeActor({ personId: newId(), role: "administrator", areaCode: TOWN.code });
  expect(await emergencies(other)).toEqual([
    expect.objectContaining({ personId: broke, personName: null, reason: wish.reason, finding: "not-justified" }),
  ]);
  expect(await count(`emergency_access WHERE reviewed_by = '${found}'`)).toBe(1);
});

test("a rule is changed by whoever keeps the whole installation, with a record of it", async () => {
  const district = madeActor({ personId: newId(), role: "administrator", areaCode: "990101" });
  expect(await changeRetention(district, "import-files", { days: "10", reason: WHY })).toEqual({
    ok: false,
    refusal: { kind: "not-permitted" },
  });
  const chief = madeActor({ personId: newId(), role: "administrator" });
  expect(await changeRetention(chief, "import-files", { days: "2", reason: WHY })).toEqual({ ok: true, value: null });
  expect((await retentionPlan(retainedKinds)).find(({ kind }) => kind === "import-files")?.overdue).toBe(1);
  const [event] = await records.sql`SELECT facts, why FROM audit_event WHERE action = 'change:retention'`;
  expect(event?.["facts"]).toEqual({ kind: "import-files", from: 30, to: 2 });
  const [change] =
    await records.sql`SELECT kind, from_days, to_days, reason FROM retention_change WHERE id = ${String(event?.["why"])}`;
  expect(change).toEqual({ kind: "import-files", from_days: 30, to_days: 2, reason: WHY });
  const shown = (await retentionPlan(retainedKinds)).find(({ kind }) => kind === "import-files");
  expect(shown?.lastChange).toMatchObject({ fromDays: 30, toDays: 2, reason: WHY });
});

test("a change without a reason, or to what holds already, changes nothing and leaves nothing in the audit", async () => {
  const chief = madeActor({ personId: newId(), role: "administrator" });
  const before = await count("audit_event WHERE action = 'change:retention'");
  for (const [wish, kind] of [
    [{ days: "400", reason: "  " }, "reason-missing"],
    [{ days: "400", reason: "长".repeat(201) }, "reason-missing"],
    [{ days: "365", reason: WHY }, "as-before"],
  ] as const)
    expect(await changeRetention(chief, "left-people", wish)).toMatchObject({ ok: false, refusal: { kind } });
  expect(await count("retention_rule WHERE kind = 'left-people' AND keep_days = 365")).toBe(1);
  expect(await count("audit_event WHERE action = 'change:retention'")).toBe(before);
});

test("no rule is under the years or months that its own source states", async () => {
  for (const { kind, least, keep, source } of await records.sql`
    SELECT kind, least_days AS least, keep_days AS keep, source_en AS source FROM retention_rule`) {
    const [stated] = /at least (three years|six months)/.exec(String(source)) ?? [];
    const days = { "at least three years": 1095, "at least six months": 184 }[stated ?? ""] ?? 0;
    expect(Number(least), String(kind)).toBeGreaterThanOrEqual(days);
    expect(Number(keep), String(kind)).toBeGreaterThanOrEqual(Number(least));
  }
});

test("reasons stay: whoever changes rules adds one and alters none, whoever keeps one area adds none", async () => {
  const chief = madeActor({ personId: newId(), role: "administrator" });
  const row = { kind: "audit", fromDays: 1, toDays: 2, reason: WHY, changedAt: new Date() };
  const altered = await inUnitOfWork(chief, async ({ db }) => [
    (await db.retentionChange.updateMany({ data: { reason: "另一个" } })).count,
    (await db.retentionChange.deleteMany({})).count,
  ]);
  expect(altered).toEqual([0, 0]);
  const oneArea = madeActor({ personId: newId(), role: "administrator", areaCode: "9901" });
  await expect(inUnitOfWork(oneArea, ({ db }) => db.retentionChange.create({ data: { id: newId(), ...row } }))).rejects.toThrow(
    /row-level security/,
  );
});
