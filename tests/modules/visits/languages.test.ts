import { expect, test } from "vitest";
import { planInView } from "~/modules/visits/use-cases/plan-in-view.server";
import { CITY, madeCaregiver, madeDue, plannedWeek, visitsOf } from "./planning-town";
import { warden } from "./visiting-town";
import { withPlanningTown } from "./with-planning-town";

/** Putonghua is taken for granted: only whoever does not understand it waits for somebody of their own language. */
const records = withPlanningTown();

const planned = async (languages: readonly string[]) => {
  const elder = await madeDue(records, { at: 100 });
  await records.sql`UPDATE resident SET languages = ${[...languages]} WHERE id = ${elder}`;
  const plan = await plannedWeek();
  const { unassigned } = (await planInView(warden, CITY, plan))!.plan;
  return {
    by: (await visitsOf(records, plan)).map(({ personId }) => personId),
    why: unassigned.map(({ reasons }) => reasons.map(({ reason }) => reason)),
  };
};

test("an elder who speaks a dialect beside Putonghua is visited by whoever can go", async () => {
  const only = await madeCaregiver(records);
  expect(await planned(["henan"])).toEqual({ by: [only], why: [] });
});

test("somebody who shares the dialect goes rather than somebody who does not", async () => {
  await madeCaregiver(records);
  const shares = await madeCaregiver(records, { at: 200 });
  await records.sql`UPDATE caregiver SET languages = '{henan}' WHERE person_id = ${shares}`;
  expect((await planned(["henan"])).by).toEqual([shares]);
});

test("whoever understands no Putonghua waits for the language, and that is said", async () => {
  await madeCaregiver(records);
  expect(await planned(["henan", "no-putonghua"])).toEqual({ by: [], why: [["other-language"]] });
});
