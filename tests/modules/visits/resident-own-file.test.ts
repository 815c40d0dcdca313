import type { ActionFunctionArgs } from "@remix-run/node";
import { v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { beginSession } from "~/modules/accounts/use-cases/begin-session.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { openResidentValue } from "~/modules/residents/use-cases/open-resident.server";
import { residentOwnFile } from "~/modules/visits/use-cases/resident-own-file.server";
import { sealValue } from "~/platform/sealed-value.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { loader as door } from "~/routes/visits.residents.$id_.file";
import { action as file } from "~/routes/visits.residents.$id_.file_.download";
import { inProduction } from "../../factories/in-production";
import { madeActor } from "../../factories/made-actor";
import { madeArrival, requestWith } from "../../factories/made-arrival";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { everythingOf } from "./everything-of-one";
import { EAST, madeElder, makeVisitingTown, stranger, VISITOR, visitor, WARDEN, warden } from "./visiting-town";

/** 本人资料: what a resident may ask for is everything there is, and nothing of anybody else. */
const records = withTestDatabase();
const { sql } = records;
const LINE = "civil-affairs";
let [elder, other, merged] = ["", "", ""];

/** In which part of the file a table's rows stand; a table that comes to hold something of a resident has to be told here. */
const PART_OF: Readonly<Record<string, string>> = {
  resident: "files",
  resident_sensitive: "values",
  resident_category: "categories",
  resident_assessment: "assessments",
  resident_risk_override: "riskSaid",
  resident_contact: "contacts",
  resident_consent: "consents",
  resident_absence: "absences",
  resident_change: "changes",
  resident_visitor_wish: "wishes",
  resident_stay: "stays",
  resident_merge: "merges",
  contact_link: "familyLinks",
  family_report: "familyReports",
  due_visit: "dueVisits",
  planned_visit: "plannedVisits",
  visit_event: "visits",
  resident_door: "doorCodes",
  care_refusal: "refusedUploads",
  finding: "findings",
  month_correction: "monthCorrections",
};

/** What hangs on a visit to them without naming them. */
const PART_OF_VISIT: Readonly<Record<string, string>> = {
  finding: "findings",
  month_correction: "monthCorrections",
  visit_callback: "callbacks",
  visit_flag: "visitFlags",
  visit_photo: "visitPhotos",
  visit_position: "visitPositions",
};
/** Told by words of their own rather than by a key. */
const PARTS_BESIDE = ["contactConsents", "leftOut", "imports", "flagWords", "orderSteps", "alarmSteps"];

/** A line of a list that is still in its preview, and a change of one whose lines are gone. */
async function broughtIn(id: string): Promise<void> {
  for (const [name, isKept] of [
    ["现在的名单.xlsx", true],
    ["去年的名单.xlsx", false],
  ] as const) {
    const batch = newId();
    await sql`
      INSERT INTO import_batch (id, city_code, subject, source, file_name, stored_name, status, created_by)
      VALUES (${batch}, ${TOWN.code}, ${isKept ? "comparison" : "residents"}, '示例来源', ${name}, ${batch}, 'done', ${WARDEN.personId})`;
    const raw = { sealed: sealValue(JSON.stringify({ 姓名: "示例本人", 困难类别: "失能" }), `import_row.raw.${batch}.2`) };
    if (isKept)
      await sql`INSERT INTO staging.import_row (batch_id, row_number, raw, decision, target_id) VALUES (${batch}, 2, ${sql.json(raw)}, 'same', ${id})`;
    else await sql`INSERT INTO import_change (batch_id, row_number, target_id, kind) VALUES (${batch}, 7, ${id}, 'updated')`;
  }
}

beforeAll(async () => {
  await makeVisitingTown(records);
  await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (${newId()}, ${WARDEN.personId}, 'supervisor', ${LINE}, '990101', '2024-01-01')`;
  [elder, other, merged] = [
    await madeElder(records, { name: "示例本人" }),
    await madeElder(records, { name: "示例旁人" }),
    await madeElder(records, { name: "示例旧档" }),
  ];
  await everythingOf(records, elder, "甲");
  await everythingOf(records, other, "乙");
  await sql`UPDATE resident SET state = 'left', left_on = '2025-03-01', left_reason = 'same-person', merged_into = ${elder} WHERE id = ${merged}`;
  await sql`INSERT INTO resident_merge (id, kept_id, left_id, moved, merged_by) VALUES (${newId()}, ${elder}, ${merged}, '{}', ${WARDEN.personId})`;
  await broughtIn(elder);
  await openResidentValue(warden, elder, "phone", { reason: "make-contact", noteId: "" });
  await openResidentValue(warden, merged, "phone", { reason: "inspection", noteId: "" });
  await inUnitOfWork(
    { ...warden, personId: WARDEN.personId },
    ({ db }) =>
      db.$executeRaw`
      INSERT INTO audit_event (id, person_id, via, role, action, subject_kind, subject_id, line, area_code, result, why, facts)
      VALUES (${newId()}::uuid, ${WARDEN.personId}::uuid, 'session', 'supervisor', 'export:day-sheet', 'caregiver', ${VISITOR.personId}, ${LINE}, ${EAST}, 'done', 'make-contact',
        ${JSON.stringify({ residents: [elder] })}::jsonb)`,
  );
});

const taken = async (reason = "subject-request") => {
  const done = await residentOwnFile(warden, TOWN, elder, reason);
  if (!done.ok) throw new Error(done.refusal.kind);
  return done.value;
};

test("everything the database holds of a resident stands in their file, and nothing of another", async () => {
  const told = await sql<{ table: string }[]>`
    SELECT DISTINCT t.relname AS table FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
    WHERE c.contype = 'f' AND c.confrelid = 'resident'::regclass
    UNION SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'resident_id' ORDER BY 1`;
  expect(told.map(({ table }) => table)).toEqual(Object.keys(PART_OF).sort());
  const onVisits = await sql<{ table: string }[]>`
    SELECT DISTINCT t.relname AS table FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
    WHERE c.contype = 'f' AND c.confrelid = 'visit_event'::regclass ORDER BY 1`;
  expect(onVisits.map(({ table }) => table)).toEqual(Object.keys(PART_OF_VISIT).sort());
  const { parts } = await taken();
  for (const part of [...Object.values(PART_OF), ...Object.values(PART_OF_VISIT), ...PARTS_BESIDE])
    expect((parts as unknown as Record<string, readonly unknown[]>)[part]?.length, part).toBeGreaterThan(0);
  expect(parts.values.map((row) => Object(row) as Record<string, unknown>).map(({ field, value }) => [field, value])).toEqual([
    ["access-note", "示例门禁甲"],
    ["address", "示例路甲号"],
    ["phone", "13800000001"],
  ]);
  expect(parts.visits).toEqual([
    expect.objectContaining({
      looked: { mood: "fine", gas: "concern" },
      needs: "示例需求甲",
      note: "示例备注甲",
      author: VISITOR.name,
    }),
  ]);
  expect(parts.imports.map(({ file_name, cells }) => [file_name, cells])).toEqual([
    ["现在的名单.xlsx", { 姓名: "示例本人", 困难类别: "失能" }],
    ["去年的名单.xlsx", null],
  ]);
  expect(
    parts.files.map(({ name }) => name),
    "with the file that was merged into it",
  ).toEqual(["示例本人", "示例旧档"]);
  expect(JSON.stringify(parts)).not.toMatch(/示例旁人|[^0-9]乙|13800000002|sealed\./);
});

test("what was looked at again stands there with its notes, also by the file that was merged, and names no other visit", async () => {
  const [elsewhere] = await sql`SELECT client_id AS id FROM visit_event WHERE resident_id = ${other}`;
  const [own] = await sql`SELECT client_id AS id FROM visit_event WHERE resident_id = ${elder}`;
  await sql`UPDATE visit_flag SET facts = ${sql.json({ minutes: 4, limit: 2, metres: null, others: [String(own?.["id"])] })}, kind = 'overlap' WHERE event_id = ${String(elsewhere?.["id"])}`;
  const old = newId();
  await sql`
    INSERT INTO visit_event (client_id, city_code, resident_id, line, area_code, author_id, uploader_id, captured_at, outcome, channel, purpose, began_at, minutes, content_hash)
    SELECT ${old}, city_code, ${merged}, line, area_code, author_id, uploader_id, captured_at, outcome, channel, purpose, '2024-12-01T02:00:00Z', minutes, content_hash
    FROM visit_event WHERE resident_id = ${elder}`;
  await sql`
    INSERT INTO visit_flag (id, city_code, event_id, line, area_code, author_id, kind, facts)
    SELECT ${newId()}, city_code, ${old}, line, area_code, author_id, 'reported-late', ${sql.json({ days: 9, limit: 7 })} FROM visit_flag WHERE kind = 'too-short'`;
  const { parts } = await taken();
  expect(parts.visitFlags).toEqual([
    expect.objectContaining({
      flag: "too-short",
      flag_facts: { kind: "too-short", minutes: 3, limit: 10, by: "floor", others: 1 },
    }),
    expect.objectContaining({
      began_at: new Date("2025-01-02T02:00:00Z"),
      flag: "overlap",
      flag_facts: { kind: "overlap", minutes: 4, limit: 2, metres: null, others: 1 },
    }),
    expect.objectContaining({ flag: "reported-late", flag_facts: { kind: "reported-late", days: 9, limit: 7, others: 0 } }),
  ]);
  expect(parts.flagWords, "of the own visit alone").toEqual([
    expect.objectContaining({ flag_did: "settled", flag_settled: "explained", note: "示例说明甲", by_whom: WARDEN.name }),
  ]);
  expect(parts.callbacks).toEqual([
    expect.objectContaining({ month: "2025-01-01", callback_answer: "confirmed", called_by: WARDEN.name }),
  ]);
  expect(parts.alarmSteps).toEqual([
    expect.objectContaining({ alarm_kind: "visit", alarm_step: "told", alarm_rung: "visitor", concerned: VISITOR.name }),
    expect.objectContaining({
      alarm_step: "rang",
      alarm_callee: "contact",
      alarm_how: "reached",
      note: expect.stringContaining("示例所说"),
    }),
  ]);
  expect(JSON.stringify(parts)).not.toContain(String(elsewhere?.["id"]));
});

test("it tells who looked and why, also at a file merged into it and on a sheet of the day; so it tells of itself", async () => {
  const { parts, taken: mark, totals } = await taken("correct-record");
  expect(parts.openedByOthers).toContainEqual(
    expect.objectContaining({ field: "phone", reason: "make-contact", opened_by: WARDEN.name }),
  );
  expect(parts.openedByOthers[0]).toMatchObject({ field: "own-file", how_many: 6, reason: "correct-record" });
  expect(parts.takenOut).toEqual([
    expect.objectContaining({ action: "export:day-sheet", why: "make-contact", done_by: WARDEN.name }),
  ]);
  expect(parts.doneToThem).toContainEqual(expect.objectContaining({ action: "export:resident", result: "done" }));
  expect(totals.openedByOthers).toBe(parts.openedByOthers.length);
  const [event] = await sql`SELECT action, subject_id AS id, why, facts FROM audit_event WHERE id = ${mark.id}`;
  expect(event).toMatchObject({ action: "export:resident", id: elder, why: "correct-record", facts: { values: 6 } });
});

test("a reason of the list, the register's keeper, the own area: without one of them nothing leaves", async () => {
  const before = Number((await sql`SELECT count(*)::int AS n FROM sensitive_opening`)[0]?.["n"]);
  for (const reason of ["", "curiosity"])
    expect(await residentOwnFile(warden, TOWN, elder, reason)).toEqual({ ok: false, refusal: { kind: "reason-missing" } });
  const overseer = madeActor({ personId: newId(), role: "overseer", areaCode: "9901", line: LINE });
  const nursery = madeActor({ personId: WARDEN.personId, role: "supervisor", areaCode: "9901", line: "health" });
  for (const [who, actor] of Object.entries({ stranger, visitor, overseer, nursery }))
    expect(await residentOwnFile(actor, TOWN, elder, "subject-request"), who).toEqual({
      ok: false,
      refusal: { kind: "not-there" },
    });
  expect(Number((await sql`SELECT count(*)::int AS n FROM sensitive_opening`)[0]?.["n"])).toBe(before);
});

async function asked(what: unknown, form?: Record<string, string>, language = "zh-CN"): Promise<Response | null> {
  const begun = await inUnitOfWork(systemActor("test"), (uow) =>
    beginSession(uow, { personId: WARDEN.personId, kind: "desk", stage: "open" }, madeArrival()),
  );
  if (form?.["proof"] === "old") await sql`UPDATE session SET proven_at = now() - interval '11 minutes'`;
  const { headers } = await requestWith(begun);
  headers.set("Accept-Language", language);
  const request = new Request(`http://quarterhour.invalid/visits/residents/${elder}/file?city=${TOWN.code}`, {
    headers,
    ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
  });
  const outcome = await Promise.resolve()
    .then(() => (what as (args: ActionFunctionArgs) => unknown)({ request, params: { id: elder }, context: {} } as never))
    .catch((thrown: unknown) => thrown);
  if (outcome instanceof Error) throw outcome;
  return outcome instanceof Response ? outcome : null;
}

test("it leaves after a fresh proof only, in production after a code, and never into a cache", async () => {
  expect(await asked(door)).toBeNull();
  const late = await asked(file, { reason: "subject-request", format: "html", proof: "old" });
  expect(late?.headers.get("Location")).toContain("/account/confirm?to=");
  await inProduction(records.ownerUrl, async () => {
    expect((await asked(door))?.headers.get("Location")).toContain("/account/second-factor?to=");
  });
  const whole = await asked(file, { reason: "subject-request", format: "json" });
  expect(whole?.headers.get("Cache-Control")).toBe("no-store");
  expect(await whole!.json()).toMatchObject({ watermark: expect.stringContaining("审计编号") as string, name: "示例本人" });
});

test.each(["zh-CN", "en"])("in %s every cell of the page is in words", async (language) => {
  const html = await (await asked(file, { reason: "subject-request", format: "html" }, language))!.text();
  expect(html).toContain(language === "en" ? "everything on record" : "本人资料与查看记录");
  expect(html).toContain("示例门禁甲");
  expect(html).not.toMatch(/\d{4}-\d{2}-\d{2}T|ownFile\.|visits:|residents:|undefined|\[object/);
  const cells = [...html.matchAll(/<t[dh][^>]*>([^<]*)</g)].flatMap(([, cell]) => (cell ? [cell] : []));
  expect(cells.filter((cell) => /^[a-z]+(:[a-z-]+|-[a-z-]+|_[a-z_]+)$/.test(cell))).toEqual([]);
  if (language !== "en") expect(cells.filter((cell) => /^[a-z]{3,}$/.test(cell))).toEqual([]);
});
