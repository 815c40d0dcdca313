import { beforeAll, beforeEach, expect, test } from "vitest";
import { hoursAfter, hoursPeriods, weekSaid, type DatedHours, type TypedDay } from "~/modules/visits/domain/weekly-hours";
import { actOnCaregiver } from "~/modules/visits/use-cases/act-on-caregiver.server";
import { openCaregiverStart, saveCaregiverStart } from "~/modules/visits/use-cases/caregiver-start.server";
import { candidatesIn, caregiverFile, caregiversInView } from "~/modules/visits/use-cases/caregivers-in-view.server";
import { editCaregiver, makeCaregiver } from "~/modules/visits/use-cases/change-caregiver.server";
import { daysFrom } from "~/modules/visits/use-cases/due-basis.server";
import { today } from "~/platform/clock.server";
import { withTestDatabase } from "../../factories/test-database";
import { CITY, madeCaregiver, madeDue, makePlanningTown, ZONE } from "./planning-town";
import { EAST, stranger, visitor, VISITOR, warden, WEST } from "./visiting-town";

const records = withTestDatabase();
const DAY = today(ZONE);
const everybody = { areaCode: "", name: "", isAwayOnly: false };
beforeAll(async () => {
  await makePlanningTown(records);
  await records.sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (gen_random_uuid(), ${VISITOR.personId}, 'caregiver', 'civil-affairs', ${EAST}, '2024-01-01')`;
});
beforeEach(() => records.sql`DELETE FROM caregiver`);

const card = {
  ...{ areaCode: EAST, sex: "female", languages: ["henan"], skills: ["nursing"], transport: "e-bike" },
  ...{ mostVisits: "8", mostMinutes: "400", from: "2024-01-01", last: "" },
};
const formOf = (fields: Readonly<Record<string, string>>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};
const off: TypedDay = { begins: "", ends: "", breakFrom: "", breakUntil: "", breakMinutes: "" };
const row = (weekday: number, from: string, to: string | null, begins = 540): DatedHours => ({
  ...{ weekday, begins, ends: 1020, breakFrom: null, breakUntil: null, breakMinutes: 0, from, to },
});

test("a week that begins leaves the days before and after it as they were", () => {
  const rows = [row(1, "2024-01-01", null), row(2, "2024-01-01", "2025-06-01"), row(2, "2025-06-01", null, 600)];
  const week = [{ weekday: 1, begins: 480, ends: 720, breakFrom: null, breakUntil: null, breakMinutes: 0 }];
  expect(hoursAfter(rows, { from: "2025-05-01", to: "2025-07-01" }, week)).toEqual([
    row(1, "2024-01-01", "2025-05-01"),
    { ...row(1, "2025-05-01", "2025-07-01", 480), ends: 720 },
    row(1, "2025-07-01", null),
    row(2, "2024-01-01", "2025-05-01"),
    row(2, "2025-07-01", null, 600),
  ]);
  const periods = hoursPeriods([row(1, "2024-01-01", "2025-05-01"), row(1, "2025-05-01", null, 600)], "2025-03-01");
  expect(periods.map(({ from, to, week: days }) => [from, to, days[0]!.begins])).toEqual([
    ["2025-03-01", "2025-05-01", 540],
    ["2025-05-01", null, 600],
  ]);
});

test("every fault of a week is told at once, at its day and field", () => {
  const said = weekSaid(
    new Map([
      [1, { ...off, begins: "9:00" }],
      [2, { ...off, begins: "9", ends: "17:00" }],
      [3, { ...off, begins: "17:00", ends: "09:00" }],
      [4, { ...off, begins: "09:00", ends: "17:00", breakFrom: "16:40", breakMinutes: "30" }],
      [5, { ...off, begins: "08：30", ends: "17:00", breakFrom: "12:00", breakUntil: "13:00", breakMinutes: "60" }],
      [6, { ...off, breakMinutes: "30" }],
      [7, off],
    ]),
  );
  expect(said.ok ? [] : said.refusal.map(({ weekday, field, fault }) => `${weekday}.${field} ${fault}`)).toEqual([
    "1.ends hours-half",
    "2.begins hours-unreadable",
    "3.ends hours-order",
    "4.breakMinutes break-outside",
    "6.breakMinutes break-outside",
  ]);
});

test("somebody with the role becomes a caregiver once, with hours from a day on, and nobody beyond the planner's area", async () => {
  expect((await candidatesIn(warden, CITY, "990101")).map(({ id }) => id)).toEqual([VISITOR.personId]);
  expect(await candidatesIn(stranger, CITY, "990101")).toEqual([]);
  expect(await makeCaregiver(stranger, CITY, VISITOR.personId, card)).toMatchObject({ refusal: { kind: "not-permitted" } });
  expect(
    await makeCaregiver(warden, CITY, VISITOR.personId, { ...card, areaCode: "99", mostVisits: "0", last: "2023-01-01" }),
  ).toEqual({
    ok: false,
    refusal: {
      kind: "faults",
      faults: [
        { field: "areaCode", fault: "area-unknown" },
        { field: "mostVisits", fault: "visits-beyond" },
        { field: "last", fault: "days-order" },
      ],
    },
  });
  const twice = await Promise.all([1, 2].map(() => makeCaregiver(warden, CITY, VISITOR.personId, card)));
  expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await candidatesIn(warden, CITY, "990101")).toEqual([]);
  const week = { intent: "hours", version: "1", from: DAY, last: "", "1.begins": "09:00", "1.ends": "17:00" };
  const fault = await actOnCaregiver(warden, CITY, VISITOR.personId, formOf({ ...week, "1.ends": "8:00" }));
  expect(fault).toMatchObject({
    refusal: { kind: "faults", faults: [{ field: "1.ends", fault: "hours-order" }], typed: { "1.ends": "8:00" } },
  });
  expect(await actOnCaregiver(warden, CITY, VISITOR.personId, formOf(week))).toMatchObject({ ok: true });
  const late = await actOnCaregiver(warden, CITY, VISITOR.personId, formOf({ ...week, "1.begins": "10:00" }));
  expect(late).toMatchObject({ refusal: { kind: "met-edit", typed: { "1.begins": "10:00" } } });
  const file = (await caregiverFile(warden, CITY, VISITOR.personId))!;
  expect(file.periods).toMatchObject([{ from: DAY, to: null, week: [{ weekday: 1, begins: 540, ends: 1020 }] }]);
  const audited =
    await records.sql`SELECT facts->>'what' AS what FROM audit_event WHERE action = 'write:caregiver' AND subject_id = ${VISITOR.personId} ORDER BY at`;
  expect(audited.map(({ what }) => what)).toEqual(["new", "hours"]);
});

test("the list says who is away, for whom they answer, and what is owed beside their hours", async () => {
  const id = await madeCaregiver(records, { weekdays: [1, 2, 3, 4, 5, 6, 7] });
  await madeCaregiver(records, { area: WEST });
  await madeDue(records, { responsible: id, minutes: 45 });
  await madeDue(records, { responsible: id, minutes: 30 });
  const [before] = (await caregiversInView(warden, CITY, everybody, null)).rows;
  expect(before).toMatchObject({
    id,
    responsible: 2,
    deputy: 0,
    dueMinutes: 75,
    weekMinutes: 7 * 480,
    workMinutes: 28 * 480,
    awayKind: null,
  });
  const away = { intent: "away", kind: "ill", from: DAY, last: daysFrom(DAY, 6) };
  expect(await actOnCaregiver(warden, CITY, id, formOf(away))).toMatchObject({ ok: true });
  expect(await actOnCaregiver(warden, CITY, id, formOf({ ...away, last: DAY }))).toMatchObject({
    refusal: { faults: [{ field: "from", fault: "absence-overlap" }] },
  });
  const { rows } = await caregiversInView(warden, CITY, { ...everybody, isAwayOnly: true }, null);
  expect(rows).toMatchObject([{ id, awayKind: "ill", workMinutes: 21 * 480 }]);
  expect((await caregiversInView(stranger, CITY, everybody, null)).rows.map((one) => one.id)).not.toContain(id);
  const { absences } = (await caregiverFile(warden, CITY, id))!;
  expect(await actOnCaregiver(warden, CITY, id, formOf({ intent: "back", absence: absences[0]!.id }))).toMatchObject({
    ok: true,
  });
  expect((await caregiversInView(warden, CITY, { ...everybody, isAwayOnly: true }, null)).rows).toEqual([]);
});

test("pages of the list follow one another without a gap or a repeat", async () => {
  const ids = new Set<string>();
  for (let n = 0; n < 53; n++) ids.add(await madeCaregiver(records, { weekdays: [] }));
  const first = await caregiversInView(warden, CITY, everybody, null);
  const second = await caregiversInView(warden, CITY, everybody, first.next);
  expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 3, null]);
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id))).toEqual(ids);
});

test("who was overtaken is told, and nothing of theirs is written; nobody moves a caregiver out of their reach", async () => {
  const id = await madeCaregiver(records);
  expect(await editCaregiver(warden, CITY, id, 1, { ...card, mostVisits: "5" })).toMatchObject({ ok: true });
  expect(await editCaregiver(warden, CITY, id, 1, { ...card, mostVisits: "6" })).toMatchObject({ refusal: { kind: "met-edit" } });
  expect(await editCaregiver(warden, CITY, id, 2, { ...card, areaCode: WEST })).toMatchObject({
    refusal: { kind: "beyond-own" },
  });
  expect(await editCaregiver(stranger, CITY, id, 2, card)).toMatchObject({ refusal: { kind: "not-there" } });
  expect((await caregiverFile(warden, CITY, id))!.caregiver).toMatchObject({ mostVisits: 5, areaCode: EAST, version: 2 });
});

test("where a way begins is sealed, opened for a reason and on record, and unreadable to others", async () => {
  const id = await madeCaregiver(records);
  expect(await saveCaregiverStart(warden, id, "34.7466, 113.6253")).toMatchObject({ ok: true });
  const [kept] = await records.sql`SELECT start_cipher AS cipher FROM caregiver WHERE person_id = ${id}`;
  expect(kept!.cipher).toMatch(/^sealed\./);
  expect(await openCaregiverStart(warden, id, { reason: "", noteId: "" })).toMatchObject({ refusal: { kind: "reason-missing" } });
  const wish = { reason: "correct-record", noteId: "" };
  expect(await openCaregiverStart(warden, id, wish)).toEqual({ ok: true, value: "113.625300,34.746600" });
  expect(await openCaregiverStart(stranger, id, wish)).toMatchObject({ refusal: { kind: "not-there" } });
  expect(await openCaregiverStart(visitor, id, wish)).toMatchObject({ refusal: { kind: "not-there" } });
  const [opening] =
    await records.sql`SELECT reason, field FROM sensitive_opening WHERE subject_id = ${id} AND subject_kind = 'caregiver'`;
  expect(opening).toEqual({ reason: "correct-record", field: "home-position" });
  expect(await saveCaregiverStart(warden, id, "somewhere")).toMatchObject({ refusal: { kind: "position-unreadable" } });
  expect(await saveCaregiverStart(warden, id, "")).toMatchObject({ ok: true });
  expect((await caregiverFile(warden, CITY, id))!.caregiver.hasStart).toBe(false);
});
