import { afterAll, beforeAll, expect, test } from "vitest";
import { adoptStandardRules } from "~/modules/visits/use-cases/change-rules.server";
import { daysFrom } from "~/modules/visits/use-cases/due-basis.server";
import { workOutDue } from "~/modules/visits/use-cases/work-out-due.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { chief, madeElder, makeVisitingTown } from "./visiting-town";

const records = withTestDatabase();
beforeAll(() => makeVisitingTown(records));
afterAll(closeBulkWork);

test("in a city that goes by the standard rules of risk, a level that ends soon is seen in the weeks ahead", async () => {
  const day = today(TOWN.timeZone);
  await adoptStandardRules(chief, TOWN);
  const bornOn = (years: number, days: number) => `${Number(day.slice(0, 4)) - years}${daysFrom(day, days).slice(4)}`;
  const [soon, not] = [
    await madeElder(records, { risk: "key", bornOn: bornOn(80, 5) }),
    await madeElder(records, { risk: "key", bornOn: bornOn(75, 5) }),
  ];
  await workOutDue(TOWN.code);
  const owed = async (id: string) => (await records.sql`SELECT 1 FROM due_visit WHERE resident_id = ${id}`).length;
  // Alone and eighty is high risk: seen each week from that day on.
  expect(await owed(soon)).toBeGreaterThan(await owed(not));
});
