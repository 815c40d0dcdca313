import { beforeAll, expect, test } from "vitest";
import { v7 as newId } from "uuid";
import { daysFrom } from "~/modules/visits/use-cases/due-basis.server";
import { hoursWithoutDuty } from "~/modules/visits/use-cases/duty-of-plan.server";
import { mondayOf, publishPlan } from "~/modules/visits/use-cases/plan-steps.server";
import { dayAfter, endShift, swapDuty, writeShift } from "~/modules/work-orders/use-cases/keep-roster.server";
import { rosterInView } from "~/modules/work-orders/use-cases/roster-in-view.server";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { CITY, dayAt, makePlanningTown } from "../visits/planning-town";
import { CHIEF, chief, EAST, madeElder, stranger, VISITOR, WARDEN, warden } from "../visits/visiting-town";

const records = withTestDatabase();
const { sql } = records;
const STREET = "990101001";
const DAY = today(CITY.timeZone);

beforeAll(async () => {
  await makePlanningTown(records);
  await sql`DELETE FROM duty_shift`;
  for (const [person, role, area] of [
    [CHIEF, "supervisor", "9901"],
    [WARDEN, "supervisor", "990101"],
    [VISITOR, "caregiver", EAST],
  ] as const)
    await sql`
      INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (${newId()}, ${person.personId}, ${role}, 'civil-affairs', ${area}, '2024-01-01')`;
});

const typed = (over = {}) => ({
  ...{ personId: WARDEN.personId, deputyId: VISITOR.personId, begins: "08:00", ends: "18:00" },
  ...{ weekdays: ["1", "2", "3", "4", "5", "6", "7"], from: DAY, lastDay: "", ...over },
});

test("a roster is kept by whoever may there, and read as a week with its gaps", async () => {
  expect(await writeShift(stranger, CITY, STREET, typed())).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
  const reader = madeActor({ personId: CHIEF.personId, role: "overseer", areaCode: "9901", line: "civil-affairs" });
  expect(await writeShift(reader, CITY, STREET, typed())).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
  for (const [over, kind] of [
    [{ personId: "" }, "no-person"],
    [{ deputyId: WARDEN.personId }, "same-person"],
    [{ weekdays: [] }, "no-weekday"],
    [{ begins: "8.00" }, "hours-unreadable"],
    [{ lastDay: "2020-01-01" }, "days-order"],
    [{ personId: newId() }, "not-near"],
  ] as const)
    expect(await writeShift(warden, CITY, STREET, typed(over))).toEqual({ ok: false, refusal: { kind } });
  expect(await writeShift(warden, CITY, STREET, typed())).toMatchObject({ ok: true });
  const seen = async () => {
    const found = await rosterInView(warden, CITY, STREET, daysFrom(mondayOf(DAY), 7));
    if (!found.ok) throw new Error(found.refusal.kind);
    return found.value;
  };
  const [street] = (await seen()).rows;
  expect(street!.days.map((cells) => cells.length)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  expect(street!.gaps, "every night, and the first hours of Monday").toHaveLength(8);
  // A night ends in the morning.
  expect(
    await writeShift(chief, CITY, "9901", typed({ personId: CHIEF.personId, deputyId: "", begins: "18:00", ends: "08:00" })),
  ).toMatchObject({
    ok: true,
  });
  expect((await seen()).rows[0]!.gaps).toEqual([]);
  expect((await rosterInView(stranger, CITY, STREET, DAY)).ok).toBe(false);
});

test("one day is swapped, a change begins on its day, and what changed meanwhile is not written over", async () => {
  const [{ id }] = (await sql`SELECT id FROM duty_shift WHERE area_code = ${STREET}`) as unknown as [{ id: string }];
  const tomorrow = dayAfter(DAY);
  expect(await swapDuty(warden, CITY, id, tomorrow, VISITOR.personId)).toMatchObject({ ok: true });
  expect([...(await sql`SELECT person_id, deputy_id FROM duty_swap`)]).toEqual([
    { person_id: VISITOR.personId, deputy_id: WARDEN.personId },
  ]);
  expect(await swapDuty(warden, CITY, id, tomorrow, "")).toMatchObject({ ok: true });
  expect(await sql`SELECT 1 FROM duty_swap`).toHaveLength(0);
  expect(await swapDuty(warden, CITY, id, dayAfter(DAY, -9), VISITOR.personId)).toMatchObject({ ok: false });
  const later = dayAfter(DAY, 3);
  const instead = { id, version: 1 };
  expect(await writeShift(warden, CITY, STREET, typed({ from: later, ends: "17:00" }), instead)).toMatchObject({ ok: true });
  expect(await writeShift(warden, CITY, STREET, typed({ from: later }), instead)).toEqual({
    ok: false,
    refusal: { kind: "changed-meanwhile" },
  });
  expect([
    ...(await sql`SELECT valid_to::text AS until, ends FROM duty_shift WHERE area_code = ${STREET} ORDER BY valid_from`),
  ]).toEqual([
    { until: later, ends: 1080 },
    { until: null, ends: 1020 },
  ]);
  expect(await endShift(warden, CITY, id, 2, DAY)).toMatchObject({ ok: true });
});

test("a plan is not published while nobody is on duty where it goes, and is told where and when", async () => {
  await sql`DELETE FROM duty_shift`;
  const [plan, elder] = [newId(), await madeElder(records)];
  await sql`
    INSERT INTO visit_plan (id, city_code, area_code, first_on, last_on, state, begins_from) VALUES (${plan}, ${CITY.code}, '990101', ${dayAt(0)}, ${dayAt(6)}, 'draft', ${new Date(`${dayAt(0)}T00:00:00Z`)})`;
  await sql`
    INSERT INTO planned_visit (id, plan_id, resident_id, person_id, line, area_code, begins_at, ends_at, channel, due_opens_on, due_closes_on, cause, minutes)
    VALUES (${newId()}, ${plan}, ${elder}, ${VISITOR.personId}, 'civil-affairs', ${EAST}, (${dayAt(1)}::date + time '10:00') AT TIME ZONE ${CITY.timeZone},
      (${dayAt(1)}::date + time '10:30') AT TIME ZONE ${CITY.timeZone}, 'home', ${dayAt(0)}, ${dayAt(6)}, 'rule', 30)`;
  const refusal = await publishPlan(warden, CITY, plan, 1);
  expect(refusal).toMatchObject({ ok: false, refusal: { kind: "nobody-on-duty", gaps: [{ areaCode: EAST }] } });
  await writeShift(warden, CITY, STREET, typed());
  const gaps = await inUnitOfWork(warden, (uow) => hoursWithoutDuty(uow, CITY, plan, "civil-affairs"));
  const hour = (at: Date) => at.toLocaleTimeString("en-GB", { timeZone: CITY.timeZone, hour: "2-digit", minute: "2-digit" });
  expect(
    gaps.map(({ from, to }) => [hour(from), hour(to)]),
    "the night after",
  ).toEqual([["18:00", "08:00"]]);
  await writeShift(warden, CITY, STREET, typed({ begins: "18:00", ends: "08:00" }));
  expect(await publishPlan(warden, CITY, plan, 1)).toMatchObject({ ok: true });
});

test("whoever is on a shift stays among the choices and on it, though no grant of theirs is near any more", async () => {
  const area = "990101002";
  const near = newId();
  await sql`
    INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (${near}, ${VISITOR.personId}, 'caregiver', 'civil-affairs', ${area}, '2024-01-01')`;
  const made = await writeShift(warden, CITY, area, typed());
  if (!made.ok) return expect.unreachable(made.refusal.kind);
  await sql`DELETE FROM role_grant WHERE id = ${near}`;
  const found = await rosterInView(warden, CITY, area, mondayOf(DAY));
  expect(found.ok && found.value.choices.map(({ id }) => id)).toContain(VISITOR.personId);
  const instead = { id: made.value, version: found.ok ? found.value.shifts[0]!.version : 0 };
  expect((await writeShift(warden, CITY, area, typed({ begins: "09:00" }), instead)).ok).toBe(true);
  expect(await writeShift(warden, CITY, area, typed({ begins: "07:00" })), "nobody new without one").toEqual({
    ok: false,
    refusal: { kind: "not-near" },
  });
});
