import { beforeAll, expect, test } from "vitest";
import { v7 as newId } from "uuid";
import { daysFrom } from "~/modules/visits/use-cases/due-basis.server";
import { hoursWithoutDuty, publishedWithoutDuty } from "~/modules/visits/use-cases/duty-of-plan.server";
import { mondayOf, publishPlan } from "~/modules/visits/use-cases/plan-steps.server";
import { dayAfter, endShift, swapDuty, writeShift } from "~/modules/work-orders/use-cases/keep-roster.server";
import { rosterOf } from "~/modules/work-orders/use-cases/duty-roster.server";
import { dutyAhead } from "~/modules/work-orders/use-cases/duty-ahead.server";
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
    [VISITOR, "caregiver", STREET],
  ] as const)
    await sql`
      INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (${newId()}, ${person.personId}, ${role}, 'civil-affairs', ${area}, '2024-01-01') ON CONFLICT DO NOTHING`;
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
  const isGone = (view: typeof found) => view.ok && view.value.choices.find(({ id }) => id === VISITOR.personId)?.isGone;
  expect(isGone(found), "the roster and the rule of who is on duty say the same").toBe(true);
  await sql`UPDATE duty_shift SET person_id = deputy_id, deputy_id = NULL WHERE id = ${made.value}`;
  const alone = await rosterInView(warden, CITY, area, mondayOf(DAY));
  expect(alone.ok && [...new Set(alone.value.rows[0]!.days.flat().map((cell) => cell.isGone))]).toEqual([true]);
  expect(alone.ok && alone.value.onDutyNow.map(({ personId }) => personId)).not.toContain(VISITOR.personId);
  await sql`UPDATE duty_shift SET deputy_id = person_id, person_id = ${WARDEN.personId} WHERE id = ${made.value}`;
  const instead = { id: made.value, version: found.ok ? found.value.shifts[0]!.version : 0 };
  expect((await writeShift(warden, CITY, area, typed({ begins: "09:00" }), instead)).ok).toBe(true);
  expect(await writeShift(warden, CITY, area, typed({ begins: "07:00" })), "nobody new without one").toEqual({
    ok: false,
    refusal: { kind: "not-near" },
  });
});

test("a shift that has been is not rewritten: it ends, and what had not begun stays on record as never held", async () => {
  await sql`DELETE FROM duty_shift`;
  expect(await writeShift(warden, CITY, STREET, typed({ from: dayAfter(DAY, -2) }))).toEqual({
    ok: false,
    refusal: { kind: "past-day" },
  });
  const made = await writeShift(warden, CITY, STREET, typed({ from: dayAfter(DAY, -1) }));
  expect(made, "yesterday's is put down this morning").toMatchObject({ ok: true });
  const id = made.ok ? made.value : "";
  const instead = { id, version: 1 };
  expect(await writeShift(warden, CITY, STREET, typed({ from: dayAfter(DAY, -1), ends: "17:00" }), instead)).toMatchObject({
    refusal: { kind: "past-day" },
  });
  expect(await swapDuty(warden, CITY, id, dayAfter(DAY, -1), VISITOR.personId), "a day shift of yesterday is over").toMatchObject(
    {
      refusal: { kind: "past-day" },
    },
  );
  const later = await writeShift(warden, CITY, STREET, typed({ from: dayAfter(DAY, 7), begins: "20:00", ends: "22:00" }));
  expect(await endShift(warden, CITY, later.ok ? later.value : "", 1, DAY)).toMatchObject({ ok: true });
  const kept = await sql`SELECT valid_from = valid_to AS never FROM duty_shift WHERE begins = 1200`;
  expect([...kept]).toEqual([{ never: true }]);
  const found = await rosterInView(warden, CITY, STREET, mondayOf(dayAfter(DAY, 7)));
  expect(found.ok && found.value.shifts.map((shift) => shift.begins)).toEqual([480]);
});

test("whoever has no right that covers the area is neither chosen for its duty nor counted on it", async () => {
  await sql`DELETE FROM duty_shift`;
  const [below, none] = [newId(), newId()];
  for (const id of [below, none])
    await sql`INSERT INTO person (id, name, area_code, line) VALUES (${id}, '示例人员', ${EAST}, 'civil-affairs')`;
  await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (${newId()}, ${below}, 'caregiver', 'civil-affairs', ${EAST}, '2024-01-01')`;
  for (const personId of [below, none])
    expect(await writeShift(warden, CITY, STREET, typed({ personId, deputyId: "" }))).toMatchObject({
      refusal: { kind: "not-near" },
    });
  await sql`
    INSERT INTO duty_shift (id, city_code, area_code, valid_from, weekdays, begins, ends, person_id, deputy_id)
    VALUES (${newId()}, ${CITY.code}, ${STREET}, '2024-01-01', '{1,2,3,4,5,6,7}', 0, 1440, ${below}, ${none})`;
  const gaps = async () => {
    const found = await rosterInView(warden, CITY, STREET, mondayOf(dayAfter(DAY, 7)));
    return found.ok ? found.value.rows[0]!.gaps.length : -1;
  };
  expect(await gaps(), "the whole week").toBe(1);
  await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (${newId()}, ${none}, 'supervisor', '', ${STREET}, '2024-01-01')`;
  expect(await gaps(), "the deputy's covers it").toBe(0);
  const whole = await rosterInView(chief, CITY, CITY.code, mondayOf(dayAfter(DAY, 7)));
  expect(whole.ok && whole.value.rows[0], "no ladder leads up to the city").toMatchObject({ isAsked: false, gaps: [] });
});

test("a shift that ends under published visits leaves a warning, and whoever ends an account reads what they still hold", async () => {
  await sql`DELETE FROM duty_shift`;
  await sql`UPDATE planned_visit SET is_published = true, begins_at = now() + interval '2 days', ends_at = now() + interval '2 days 30 minutes'`;
  const written = await writeShift(warden, CITY, STREET, typed({ begins: "00:00", ends: "24:00" }));
  expect(await publishedWithoutDuty(warden, CITY, STREET)).toEqual([]);
  expect(await dutyAhead(VISITOR.personId, CITY.timeZone)).toMatchObject([{ areaCode: STREET, isDeputy: true, to: null }]);
  expect(await endShift(warden, CITY, written.ok ? written.value : "", 1, DAY)).toMatchObject({ ok: true });
  expect(await publishedWithoutDuty(warden, CITY, STREET)).toMatchObject([{ areaCode: EAST }]);
  expect(await dutyAhead(VISITOR.personId, CITY.timeZone), "today's is still theirs").toHaveLength(1);
});

test("of a roster it is known when each may serve there: within their rights, and never without an active account", async () => {
  const [soon, off] = [newId(), newId()];
  await sql`
    INSERT INTO person (id, name, area_code, line, state) VALUES (${soon}, '示例新人', ${STREET}, 'civil-affairs', 'active'), (${off}, '示例停用', ${STREET}, 'civil-affairs', 'suspended')`;
  for (const [id, from, to] of [
    [soon, "2030-01-01", "2030-02-01"],
    [soon, "2030-03-01", null],
    [off, "2024-01-01", null],
  ] as const)
    await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from, valid_to) VALUES (${newId()}, ${id}, 'caregiver', 'civil-affairs', ${STREET}, ${from}, ${to})`;
  await sql`
    INSERT INTO duty_shift (id, city_code, area_code, valid_from, weekdays, begins, ends, person_id, deputy_id)
    VALUES (${newId()}, ${CITY.code}, ${STREET}, '2029-12-01', '{1,2,3,4,5,6,7}', 60, 120, ${soon}, ${off})`;
  const at = new Date("2030-02-10T00:00:00Z");
  const shifts = await inUnitOfWork(chief, (uow) => rosterOf(uow, CITY, [STREET], at, at));
  const { service } = shifts.find(({ personId }) => personId === soon)!;
  const spells = [...(service?.get(soon) ?? [])].sort((a, b) => (a.from < b.from ? -1 : 1));
  expect([spells, service?.get(off)]).toEqual([
    [
      { from: "2030-01-01", to: "2030-02-01" },
      { from: "2030-03-01", to: null },
    ],
    [],
  ]);
});
