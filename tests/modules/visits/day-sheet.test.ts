import { beforeAll, beforeEach, expect, test } from "vitest";
import { instantOf } from "~/modules/visits/use-cases/plan-basis.server";
import { daySheet, printSheet } from "~/modules/visits/use-cases/day-sheet.server";
import { mineInView } from "~/modules/visits/use-cases/mine-in-view.server";
import { myRounds } from "~/modules/visits/domain/my-rounds";
import { saveResidentValue } from "~/modules/residents/use-cases/open-resident.server";
import { today } from "~/platform/clock.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { CITY, madeCaregiver, madeDue, makePlanningTown, ZONE } from "./planning-town";
import { EAST, madeElder, stranger, warden } from "./visiting-town";

const records = withTestDatabase();
const DAY = today(ZONE);
beforeAll(() => makePlanningTown(records));
beforeEach(async () => {
  await records.sql`DELETE FROM visit_plan`;
  await records.sql`DELETE FROM due_visit`;
  await records.sql`DELETE FROM caregiver`;
});

const caregiverActor = (personId: string) =>
  madeActor({ personId, name: "示例探访员", role: "caregiver", areaCode: EAST, line: "civil-affairs" });

async function published(personId: string, residents: readonly string[], firstMinute = 540): Promise<void> {
  const [plan] = await records.sql`
    INSERT INTO visit_plan (id, city_code, area_code, first_on, last_on, state, published_at) VALUES (gen_random_uuid(), ${CITY.code}, ${EAST}, ${DAY}, ${DAY}, 'published', now()) RETURNING id`;
  for (const [at, resident] of residents.entries()) {
    const [from, to] = [firstMinute + 60 * at, firstMinute + 60 * at + 30];
    await records.sql`
      INSERT INTO planned_visit (id, plan_id, resident_id, person_id, line, area_code, begins_at, ends_at, channel, due_opens_on, due_closes_on, cause, minutes, travel_minutes, is_published)
      VALUES (gen_random_uuid(), ${plan!.id}, ${resident}, ${personId}, 'civil-affairs', ${EAST}, ${instantOf(DAY, from, ZONE)}, ${instantOf(DAY, to, ZONE)}, 'home', ${DAY}, ${DAY}, 'rule', 30, 7, true)`;
  }
}
const plain = { withNotes: false, reason: "" };

test("a day goes on paper in its order, after the print is on record; without a reason no address comes along", async () => {
  const id = await madeCaregiver(records);
  const [one, two] = [await madeElder(records, { name: "示例老人甲" }), await madeElder(records, { name: "示例老人乙" })];
  expect(await saveResidentValue(warden, one, "address", "示例路 1 号 2 单元")).toMatchObject({ ok: true });
  expect(await saveResidentValue(warden, one, "access-note", "示例门禁 0000")).toMatchObject({ ok: true });
  await published(id, [one, two]);
  const printed = await printSheet(warden, CITY, id, DAY, plain);
  const value = printed.ok ? printed.value : null;
  expect(value!.sheet.visits.map(({ name, minute, travelMinutes }) => [name, minute, travelMinutes])).toEqual([
    ["示例老人甲", 540, 7],
    ["示例老人乙", 600, 7],
  ]);
  expect(JSON.stringify(value)).not.toMatch(/示例路|门禁/);
  expect(value!.taken.who).toBe(warden.name);
  const [event] = await records.sql`SELECT action, subject_id AS id, facts FROM audit_event WHERE id = ${value!.taken.id}`;
  expect(event).toEqual({ action: "export:day-sheet", id, facts: { day: DAY, visits: 2 } });

  expect(await printSheet(warden, CITY, id, DAY, { withNotes: true, reason: "" })).toMatchObject({
    refusal: { kind: "reason-missing" },
  });
  const whole = await printSheet(warden, CITY, id, DAY, { withNotes: true, reason: "make-contact" });
  expect(whole.ok && whole.value.waysIn).toEqual({ [one]: { address: "示例路 1 号 2 单元", accessNote: "示例门禁 0000" } });
  const [taken] = await records.sql`SELECT why, facts FROM audit_event WHERE id = ${whole.ok ? whole.value.taken.id : ""}`;
  expect(taken).toMatchObject({ why: "make-contact", facts: { values: 2, residents: [one] } });
  const [opening] = await records.sql`SELECT how_many AS n, reason FROM sensitive_opening WHERE subject_id = ${id}`;
  expect(opening).toEqual({ n: 2, reason: "make-contact" });
  expect(JSON.stringify(await records.sql`SELECT facts FROM audit_event`)).not.toMatch(/示例/);
});

test("the caregiver prints her own day and learns whom she visits, opens nothing, and sees nobody else's", async () => {
  const [id, other] = [await madeCaregiver(records), await madeCaregiver(records)];
  const elder = await madeElder(records, { name: "示例老人丙", responsible: other });
  await published(id, [elder]);
  const self = caregiverActor(id);
  const own = await daySheet(self, CITY, id, DAY);
  expect(own).toMatchObject({ visits: [{ name: "示例老人丙" }], mayOpen: false });
  expect(await printSheet(self, CITY, id, DAY, { withNotes: true, reason: "make-contact" })).toMatchObject({
    refusal: { kind: "not-permitted" },
  });
  expect(await printSheet(self, CITY, id, DAY, plain)).toMatchObject({ ok: true });
  expect(await daySheet(caregiverActor(other), CITY, id, DAY)).toBeNull();
  expect(await daySheet(stranger, CITY, id, DAY)).toBeNull();
  expect(await printSheet(warden, CITY, other, DAY, plain)).toMatchObject({ refusal: { kind: "not-there" } });
  await records.sql`UPDATE planned_visit SET is_published = false`;
  expect((await daySheet(self, CITY, id, DAY))!.visits).toEqual([]);
});

test("«mine» holds whom one answers for as either of the two and who is planned, cell by cell, and nobody else", async () => {
  const [id, other] = [await madeCaregiver(records), await madeCaregiver(records)];
  const due = { opens: -7, closes: 30 };
  const own = await madeDue(records, { ...due, responsible: id, name: "示例老人丁" });
  const second = await madeDue(records, { ...due, responsible: other, name: "示例老人戊" });
  const planned = await madeDue(records, { ...due, responsible: other, name: "示例老人己" });
  const foreign = await madeDue(records, { ...due, responsible: other, name: "示例老人庚" });
  await records.sql`UPDATE resident SET deputy_id = ${id}, cell = 'G-2' WHERE id = ${second}`;
  await records.sql`UPDATE resident SET cell = 'G-1' WHERE id IN (${own}, ${planned}, ${foreign})`;
  await published(id, [planned], 1400);
  const { rounds, appointments, isCaregiver } = await mineInView(caregiverActor(id), CITY);
  expect(isCaregiver).toBe(true);
  expect(appointments.map(({ name }) => name)).toEqual(["示例老人己"]);
  expect(rounds.map(({ cell, stops }) => [cell, stops.map((stop) => `${stop.name} ${stop.as}`).sort()])).toEqual([
    ["G-1", ["示例老人丁 responsible", "示例老人己 plan"]],
    ["G-2", ["示例老人戊 deputy"]],
  ]);
});

test("an appointment belongs to the visit that is owed, once, and what is over plans nothing", () => {
  const due = {
    residentId: "r",
    name: "示例",
    areaCode: EAST,
    cell: null,
    isResponsible: true,
    minutes: 20,
    isPhoneEnough: false,
  };
  const visit = { residentId: "r", name: "示例", areaCode: EAST, cell: null, channel: "home" as const, minutes: 20 };
  const owed = [
    { ...due, closesOn: "2026-01-09" },
    { ...due, closesOn: "2026-01-11" },
  ];
  const visits = [
    { ...visit, day: "2026-01-05", minute: 540 },
    { ...visit, day: "2026-01-08", minute: 540 },
  ];
  const [round] = myRounds(owed, visits, { day: "2026-01-05", minute: 600 });
  expect(round!.stops.map(({ closesOn, planned }) => [closesOn, planned?.day ?? null])).toEqual([
    ["2026-01-09", "2026-01-08"],
    ["2026-01-11", null],
  ]);
});
