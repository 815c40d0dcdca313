import { v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { personFile } from "~/modules/accounts/use-cases/person-file.server";
import { applyRetention, retentionPlan } from "~/modules/accounts/use-cases/apply-retention.server";
import { personFileParts } from "~/modules/oversight/use-cases/person-file-parts.server";
import { retainedKinds } from "~/modules/oversight/use-cases/retained-kinds.server";
import { caregiverFileValue } from "~/modules/visits/ui/caregiver-file-words";
import { saveCaregiverStart } from "~/modules/visits/use-cases/caregiver-start.server";
import { sealValue } from "~/platform/sealed-value.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { CITY, makePlanningTown } from "./planning-town";
import { EAST, madeElder, VISITOR, visitor, WARDEN, warden } from "./visiting-town";

const records = withTestDatabase();
const { sql } = records;
const CHIEF_ID = newId();
const keeper = madeActor({ personId: CHIEF_ID, role: "administrator", areaCode: "9901", line: "civil-affairs" });

/** In which part of a person's file what hangs on a caregiver's card stands. */
const PART_OF: Readonly<Record<string, string>> = {
  caregiver_hours: "caregiverHours",
  caregiver_absence: "caregiverAbsences",
  calendar_feed: "calendarLink",
};

beforeAll(async () => {
  await makePlanningTown(records);
  // A month of visits is one of the city's, whichever zone the planning town has just now.
  await sql`UPDATE city SET time_zone = 'Asia/Shanghai' WHERE code = ${CITY.code}`;
  await sql`INSERT INTO person (id, name, line, area_code) VALUES (${CHIEF_ID}, '示例管理员', 'civil-affairs', '9901')`;
  const id = VISITOR.personId;
  await sql`
    INSERT INTO caregiver (person_id, city_code, area_code, skills, languages, transport, valid_from)
    VALUES (${id}, ${CITY.code}, ${EAST}, ARRAY['nursing'], ARRAY['henan'], 'e-bike', '2020-01-01')`;
  expect(await saveCaregiverStart(warden, id, "113.61, 34.71")).toMatchObject({ ok: true });
  await sql`
    INSERT INTO caregiver_hours (person_id, weekday, begins, ends, valid_from, valid_to) VALUES
      (${id}, 1, 540, 1020, '2020-01-01', '2022-01-01'), (${id}, 1, 480, 1020, '2022-01-01', current_date - 10), (${id}, 1, 500, 1020, current_date - 10, NULL)`;
  await sql`
    INSERT INTO caregiver_absence (id, person_id, kind, valid_from, valid_to) VALUES
      (${newId()}, ${id}, 'ill', '2021-03-01', '2021-03-05'), (${newId()}, ${id}, 'leave', current_date - 3, current_date + 3)`;
  await sql`INSERT INTO calendar_feed (person_id, secret_hash, made_by, read_on) VALUES (${id}, ${"b".repeat(64)}, ${WARDEN.personId}, '2025-01-02')`;
  const visit = newId();
  const elder = await madeElder(records, { name: "示例老人不出现" });
  await sql`
    INSERT INTO visit_event (client_id, city_code, resident_id, line, area_code, author_id, uploader_id, captured_at, outcome, channel, purpose, began_at, minutes, body_cipher, content_hash)
    VALUES (${visit}, ${CITY.code}, ${elder}, 'civil-affairs', ${EAST}, ${id}, ${id}, '2025-01-31T17:00:00Z', 'seen', 'home', 'check', '2025-01-31T17:00:00Z', 25, NULL, ${"0".repeat(64)})`;
  await lookedAt(visit);
  await sql`
    INSERT INTO care_refusal (id, record_id, kind, sent_hash, why, city_code, area_code, author_id, uploader_id, laid_aside_at, laid_aside_by, laid_aside_why)
    VALUES (${newId()}, ${newId()}, 'visit', ${"0".repeat(64)}, 'too-long-ago', ${CITY.code}, ${EAST}, ${id}, ${WARDEN.personId}, now(), ${WARDEN.personId}, 'not-made')`;
  await sql`
    INSERT INTO visit_plan (id, city_code, area_code, first_on, last_on, state, kind, ill_id) VALUES (${newId()}, ${CITY.code}, ${EAST}, '2025-02-03', '2025-02-09', 'draft', 'ill', ${id})`;
  await sql`
    INSERT INTO visit_reminder (id, city_code, line, area_code, person_id, month, on_day, missing, reminded_by)
    VALUES (${newId()}, ${CITY.code}, 'civil-affairs', ${EAST}, ${id}, '2025-01-01', '2025-01-20', 4, ${WARDEN.personId})`;
});

/** What a check found of a visit, what was said and answered of it, an alarm in which the visitor was told, and a duty. */
async function lookedAt(visit: string): Promise<void> {
  const [flag, word, sample, alarm, shift] = [newId(), newId(), newId(), newId(), newId()];
  const at = [CITY.code, "civil-affairs", EAST] as const;
  await sql`
    INSERT INTO visit_flag (id, city_code, event_id, line, area_code, author_id, kind, facts)
    VALUES (${flag}, ${CITY.code}, ${visit}, ${at[1]}, ${EAST}, ${VISITOR.personId}, 'too-short', ${sql.json({ minutes: 3, limit: 10, by: "floor", others: [newId()] })})`;
  await sql`
    INSERT INTO visit_flag_word (id, flag_id, did, note_cipher, said_by)
    VALUES (${word}, ${flag}, 'said', ${sealValue("示例说明", `visit_flag_word.note_cipher.${word}`)}, ${VISITOR.personId})`;
  await sql`
    INSERT INTO visit_callback_sample (id, city_code, line, area_code, month, as_of, size, population, population_hash, seed, event_ids)
    VALUES (${sample}, ${at[0]}, ${at[1]}, ${at[2]}, '2025-02-01', now(), 1, 1, ${"0".repeat(64)}, 1, ${[visit]})`;
  await sql`INSERT INTO visit_callback (id, sample_id, event_id, answer, called_by) VALUES (${newId()}, ${sample}, ${visit}, 'not-remembered', ${WARDEN.personId})`;
  await sql`
    INSERT INTO escalation (id, city_code, line, area_code, source_kind, source_id, began_at, ladder, next_at)
    VALUES (${alarm}, ${at[0]}, ${at[1]}, ${at[2]}, 'visit', ${visit}, now(), '[{"who": "visitor"}]', '2999-01-01')`;
  await sql`
    INSERT INTO escalation_step (id, escalation_id, rung, kind, person_id, planned_at, done_at) VALUES (${newId()}, ${alarm}, 0, 'told', ${VISITOR.personId}, now(), now())`;
  await sql`
    INSERT INTO duty_shift (id, city_code, area_code, valid_from, weekdays, begins, ends, person_id)
    VALUES (${shift}, ${CITY.code}, ${EAST}, '2025-01-01', ARRAY[1, 2], 1080, 480, ${VISITOR.personId})`;
  await sql`INSERT INTO duty_swap (shift_id, on_day, person_id, deputy_id) VALUES (${shift}, '2025-01-06', ${WARDEN.personId}, ${VISITOR.personId})`;
}

async function fileFor(actor: typeof keeper) {
  const file = await personFile(actor, VISITOR.personId, "subject-request", personFileParts);
  if (!file.ok) throw new Error(file.refusal.kind);
  return file.value;
}

test("a caregiver's own file holds card, hours, absences, start and calendar; residents are counted, never named", async () => {
  const tables = await sql<{ table: string }[]>`
    SELECT t.relname AS table FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid WHERE c.contype = 'f' AND c.confrelid = 'caregiver'::regclass`;
  expect(tables.map(({ table }) => table).sort()).toEqual(Object.keys(PART_OF).sort());
  const { others, sealed } = await fileFor(visitor);
  expect(Object.fromEntries(Object.entries(others).map(([part, rows]) => [part, rows.length]))).toMatchObject({
    ...{ caregiverCard: 1, caregiverHours: 3, caregiverAbsences: 2, calendarLink: 1, answersFor: 1, plansNamed: 1, reminders: 1 },
    ...{ visitFlags: 1, flagWords: 1, callbacks: 1, alarmSteps: 1, dutyShifts: 1, dutySwaps: 1 },
  });
  expect(others["flagWords"]).toEqual([expect.objectContaining({ flag: "too-short", flag_did: "said", note: "示例说明" })]);
  expect(others["callbacks"]).toEqual([{ month: "2025-02-01", callback_answer: "not-remembered", visits: 1 }]);
  expect(others["visitsMade"], "by the month of the place").toEqual([{ month: "2025-02", visits: 1, minutes: 25 }]);
  expect(others["recordsRefused"]).toMatchObject([{ refused_why: "too-long-ago", laid_aside_why: "not-made" }]);
  expect(sealed["home-position"]).toMatch(/113\.61/);
  expect(JSON.stringify(others)).not.toMatch(/示例老人|sealed\.|bbbb/);
});

test("who keeps the person's file opens the start for a reason, on record, without planning anybody's visits", async () => {
  expect((await fileFor(keeper)).sealed["home-position"]).toMatch(/113\.61/);
  for (const field of ["home-position", "check-notes"]) {
    const openings = await sql`SELECT person_id AS by, reason FROM sensitive_opening WHERE field = ${field} ORDER BY opened_at`;
    expect(
      openings.map(({ by, reason }) => [by, reason]),
      field,
    ).toEqual([
      [VISITOR.personId, "own-value"],
      [CHIEF_ID, "subject-request"],
    ]);
  }
  const elsewhere = madeActor({ personId: newId(), role: "administrator", areaCode: "990102", line: "civil-affairs" });
  expect(await personFile(elsewhere, VISITOR.personId, "subject-request", personFileParts)).toMatchObject({ ok: false });
});

test.each(["zh", "en"] as const)("in %s every cell of it is in words", async (language) => {
  const { others } = await fileFor(visitor);
  const i18n = translator(language, language === "en" ? en : zh);
  const t = i18n.getFixedT(language);
  const value = caregiverFileValue({
    t,
    visits: i18n.getFixedT(language, "visits"),
    language,
    moment: () => "2025",
    areaName: () => "示例社区",
  });
  const cells = Object.entries(others).flatMap(([part, rows]) => [
    t(`visits:caregiverFile.part.${part}`),
    ...rows.flatMap((row) =>
      Object.entries(row).flatMap(([column, said]) => [
        t([`accounts:file.column.${column}`, `visits:caregiverFile.column.${column}`]),
        value(column, said),
      ]),
    ),
  ]);
  expect(
    cells.filter((cell) => /caregiverFile|file\.|undefined|\[object|^[a-z]+[-_][a-z-]+$/.test(cell) && cell !== "e-bike"),
  ).toEqual([]);
  if (language === "zh") expect(cells.filter((cell) => /^[a-z]{3,}$/.test(cell))).toEqual([]);
});

test("hours and absences that ended go when their days are over; those in force stay, and how many went is on record", async () => {
  const overdue = async () => (await retentionPlan(retainedKinds)).find(({ kind }) => kind === "caregiver-days");
  expect(await overdue()).toMatchObject({ overdue: 2, oldest: expect.stringContaining("2021-03-05") as string, keepDays: 730 });
  expect(await applyRetention(retainedKinds)).toContainEqual({ kind: "caregiver-days", gone: 2 });
  const left =
    await sql`SELECT valid_from::text AS from FROM caregiver_hours UNION ALL SELECT valid_from::text FROM caregiver_absence`;
  expect(left.length).toBe(3);
  expect(left.map(({ from }) => String(from))).not.toContain("2021-03-01");
  expect(await overdue()).toMatchObject({ overdue: 0 });
  const [event] = await sql`SELECT facts FROM audit_event WHERE action = 'apply:retention' AND facts->>'kind' = 'caregiver-days'`;
  expect(event?.["facts"]).toMatchObject({ gone: 2 });
});
