import { expect, test } from "vitest";
import { planInView } from "~/modules/visits/use-cases/plan-in-view.server";
import { CITY, dayAt, madeCaregiver, madeDue, plannedWeek, visitsOf, ZONE } from "./planning-town";
import { warden } from "./visiting-town";
import { withPlanningTown } from "./with-planning-town";

/** An hour by which a visit must have begun binds on its day; the days before are whole. */
const records = withPlanningTown();

const calledUntil = (day: number, time: string) =>
  records.sql`UPDATE due_visit SET cause = 'campaign', closes_at = (${dayAt(day)} || ' ' || ${time})::timestamp AT TIME ZONE ${ZONE}`;

test("a campaign until Tuesday at ten has all of Monday", async () => {
  await madeCaregiver(records, { mostVisits: 40 });
  for (let n = 0; n < 14; n++) await madeDue(records, { at: 100 * n, opens: 0, closes: 1, minutes: 30 });
  await calledUntil(1, "10:00");
  const plan = await plannedWeek();
  const made = await visitsOf(records, plan);
  expect((await planInView(warden, CITY, plan))!.plan.unassigned).toEqual([]);
  expect(made.some(({ day, time }) => day === dayAt(0) && time > "10:00")).toBe(true);
  const onTuesday = made.filter(({ day }) => day === dayAt(1));
  expect(onTuesday.length).toBeGreaterThan(0);
  expect(onTuesday.every(({ time }) => time <= "10:00")).toBe(true);
});

test("whoever is at home only after the deadline is left out, and told", async () => {
  await madeCaregiver(records);
  const elder = await madeDue(records, { opens: 1, closes: 1 });
  await records.sql`UPDATE resident SET visit_from = 840 WHERE id = ${elder}`;
  await calledUntil(1, "12:00");
  const plan = await plannedWeek();
  expect(await visitsOf(records, plan)).toEqual([]);
  expect(
    (await planInView(warden, CITY, plan))!.plan.unassigned.map(({ reasons }) => reasons.map(({ reason }) => reason)),
  ).toEqual([["no-time"]]);
});

test("two who go together keep the hour of the last day", async () => {
  await madeCaregiver(records);
  await madeCaregiver(records);
  await madeDue(records, { opens: 1, closes: 1, needsTwo: true });
  await calledUntil(1, "09:30");
  const made = await visitsOf(records, await plannedWeek());
  expect(made).toHaveLength(2);
  expect(made.every(({ time }) => time <= "09:30")).toBe(true);
});
