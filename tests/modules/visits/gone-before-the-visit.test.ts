import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { changeResident } from "~/modules/residents/use-cases/change-resident.server";
import { editResident } from "~/modules/residents/use-cases/edit-resident.server";
import { feedVisits } from "~/modules/visits/data/calendar-feeds.server";
import { daySheet } from "~/modules/visits/use-cases/day-sheet.server";
import { publishPlan } from "~/modules/visits/use-cases/plan-steps.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { closeThreads } from "~/platform/threads.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeFile } from "../../factories/made-residents";
import { withTestDatabase } from "../../factories/test-database";
import { CITY, dayAt, madeCaregiver, madeDue, makePlanningTown, plannedWeek, visitsOf, ZONE } from "./planning-town";
import { chief, warden, WEST } from "./visiting-town";

const records = withTestDatabase();
beforeAll(() => makePlanningTown(records));
beforeEach(() => records.sql`TRUNCATE caregiver, due_visit, visit_plan, resident CASCADE`);
afterAll(async () => {
  await closeThreads();
  await closeBulkWork();
});
const DAY = today(ZONE);
const change = (id: string, intent: string, form: Record<string, string>) =>
  changeResident(warden, CITY, id, intent, (name) => form[name] ?? "", DAY);
const onSheets = async (person: string) => {
  const days = [0, 1, 2, 3, 4].map((days) => daySheet(warden, CITY, person, dayAt(days)));
  return (await Promise.all(days)).flatMap((sheet) => sheet!.visits.map(({ residentId }) => residentId)).sort();
};
const inFeed = async (person: string) => (await inUnitOfWork(chief, (uow) => feedVisits(uow, person, new Date()))).length;

test("nobody rings where somebody died or is in hospital, and an exit that was a mistake loses no appointment", async () => {
  const person = await madeCaregiver(records);
  const [died, ill, late] = [await madeDue(records), await madeDue(records, { at: 200 }), await madeDue(records, { at: 300 })];
  const plan = await plannedWeek();
  expect((await change(late, "leave", { on: DAY, reason: "moved" })).ok).toBe(true);
  expect((await publishPlan(warden, CITY, plan, 1)).ok, "who left since the draft is left out").toBe(true);
  expect((await visitsOf(records, plan)).filter(({ isPublished }) => isPublished)).toHaveLength(2);
  expect(await onSheets(person)).toEqual([died, ill].sort());

  expect((await change(died, "leave", { on: DAY, reason: "deceased" })).ok).toBe(true);
  expect((await change(ill, "add-absence", { kind: "hospital", from: DAY })).ok).toBe(true);
  expect(await onSheets(person)).toEqual([]);
  expect(await inFeed(person)).toBe(0);
  expect(await records.sql`SELECT 1 FROM due_visit WHERE resident_id = ${died}`).toHaveLength(0);

  expect((await change(died, "correct-exit", { mistake: "wrong-person" })).ok).toBe(true);
  expect(await onSheets(person)).toEqual([died]);
  expect(await inFeed(person)).toBe(1);
});

test("whoever moves to another community keeps neither the appointments nor the visitor of the old one, and is told so", async () => {
  const person = await madeCaregiver(records);
  const elder = await madeDue(records, { responsible: person });
  expect((await publishPlan(warden, CITY, await plannedWeek(), 1)).ok).toBe(true);
  const [row] = await records.sql<{ name: string; version: number }[]>`SELECT name, version FROM resident WHERE id = ${elder}`;
  const card = { ...madeFile({ name: row!.name, bornOn: "1940-05-01", areaCode: WEST }), categories: ["living-alone"] };
  expect(await editResident(chief, CITY, elder, row!.version, card)).toEqual({ ok: true, value: { isWithoutVisitor: true } });
  expect(await onSheets(person)).toEqual([]);
  const [now] = await records.sql`
    SELECT r.responsible_id, (SELECT count(*)::int FROM planned_visit p WHERE p.resident_id = r.id AND p.is_published) AS planned,
      (SELECT array_agg(d.area_code) FROM due_visit d WHERE d.resident_id = r.id) AS owed FROM resident r WHERE r.id = ${elder}`;
  expect({ ...now }).toEqual({ responsible_id: null, planned: 0, owed: [WEST] });
});
