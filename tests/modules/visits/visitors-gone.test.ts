import { expect, test } from "vitest";
import { planInView } from "~/modules/visits/use-cases/plan-in-view.server";
import { publishPlan } from "~/modules/visits/use-cases/plan-steps.server";
import { CITY, dayAt, madeCaregiver, madeDue, MONDAY, plannedWeek, visitsOf } from "./planning-town";
import { warden, WEST } from "./visiting-town";
import { withPlanningTown } from "./with-planning-town";

/** Whoever was to be visited by somebody who does not come any more is planned for, or told as left out. */
const records = withPlanningTown();

const inForce = async (elder: string) =>
  (await records.sql`SELECT person_id AS who FROM planned_visit WHERE resident_id = ${elder} AND is_published`).map(
    ({ who }) => who as string,
  );

const gone = {
  "account closed": (who: string) => records.sql`UPDATE person SET state = 'left' WHERE id = ${who}`,
  "card ended": (who: string) => records.sql`UPDATE caregiver SET valid_to = ${MONDAY} WHERE person_id = ${who}`,
  "of another street, and away": async (who: string) => {
    await records.sql`UPDATE caregiver SET area_code = ${WEST} WHERE person_id = ${who}`;
    await records.sql`INSERT INTO caregiver_absence (id, person_id, kind, valid_from, valid_to) VALUES (gen_random_uuid(), ${who}, 'leave', ${MONDAY}, ${dayAt(7)})`;
  },
};

for (const [how, leaves] of Object.entries(gone))
  test(`whom a caregiver was to visit is visited by somebody else: ${how}`, async () => {
    const leaver = await madeCaregiver(records);
    const elder = await madeDue(records, { at: 100, responsible: leaver });
    const first = await plannedWeek();
    expect((await visitsOf(records, first)).map(({ personId }) => personId)).toEqual([leaver]);
    expect(await publishPlan(warden, CITY, first, 1)).toMatchObject({ ok: true });
    const stays = await madeCaregiver(records, { at: 3000 });
    await leaves(leaver);
    const again = await plannedWeek();
    const view = (await planInView(warden, CITY, again))!;
    expect(view.visits.map(({ personId }) => personId)).toEqual([stays]);
    expect(view.difference.moved.map(({ kind, before }) => [kind, before.personId])).toEqual([["person", leaver]]);
    expect(await publishPlan(warden, CITY, again, 1)).toMatchObject({ ok: true });
    expect(await inForce(elder)).toEqual([stays]);
  });

test("where nobody else can go, they are told as left out", async () => {
  const leaver = await madeCaregiver(records);
  await madeCaregiver(records, { weekdays: [] });
  const elder = await madeDue(records, { responsible: leaver });
  await publishPlan(warden, CITY, await plannedWeek(), 1);
  await gone["account closed"](leaver);
  const again = await plannedWeek();
  expect((await planInView(warden, CITY, again))!.plan.unassigned.map(({ residentId }) => residentId)).toEqual([elder]);
  expect(await publishPlan(warden, CITY, again, 1)).toMatchObject({ ok: true });
  expect(await inForce(elder)).toEqual([]);
});
