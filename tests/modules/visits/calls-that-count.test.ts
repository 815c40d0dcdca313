import { afterAll, beforeAll, expect, test } from "vitest";
import { v4 as randomId } from "uuid";
import type { VisitSaid } from "~/modules/visits/domain/visit-log";
import { logVisit } from "~/modules/visits/use-cases/log-visit.server";
import { workOutDue } from "~/modules/visits/use-cases/work-out-due.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { madeElder, makeVisitingTown, warden } from "./visiting-town";

/** Whether a call counts for the month follows from the rules of its day, not from what is on the list when it is typed. */
const records = withTestDatabase();
const { sql } = records;
beforeAll(async () => {
  await makeVisitingTown(records);
  await sql`
    INSERT INTO visit_rule (id, city_code, risks, times, per, minutes, is_phone_enough, source, valid_from) VALUES
      (gen_random_uuid(), ${TOWN.code}, ARRAY['high'], 1, 'week', 20, false, '示例', '2024-01-01'),
      (gen_random_uuid(), ${TOWN.code}, ARRAY['key'], 1, 'month', 20, true, '示例', '2024-01-01'),
      (gen_random_uuid(), ${TOWN.code}, ARRAY['general'], 1, 'quarter', 20, false, '示例', '2024-01-01')`;
});
afterAll(closeBulkWork);

/** Whether a call of so many days ago counts. */
async function called(residentId: string, daysAgo: number): Promise<boolean> {
  const clientId = randomId();
  const beganAt = new Date(Date.now() - daysAgo * 86_400_000 - 60_000).toISOString();
  const said: VisitSaid = {
    ...{ clientId, residentId, authorId: null, plannedVisitId: null, offsetSeconds: null, device: "desk", beganAt },
    ...{ capturedAt: new Date().toISOString(), minutes: 5, outcome: "spoken-to", channel: "phone", purpose: "check" },
    ...{ findings: [], body: { looked: {}, needs: "", note: "" } },
  };
  expect(await logVisit(warden, TOWN, said)).toMatchObject({ ok: true });
  const [row] = await sql`SELECT is_phone_enough AS counts FROM visit_event WHERE client_id = ${clientId}`;
  return row!["counts"] as boolean;
}

/** Somebody whose risk is this by the standard rules. */
const atRisk = (risk: "high" | "key" | "general") => ({
  risk,
  bornOn: risk === "high" ? "1940-05-01" : "1960-05-01",
  categories: [risk === "general" ? "empty-nest" : "living-alone"],
});

test.each([
  ["high", false, "a visit at home each week is asked"],
  ["key", true, "the rule takes calls"],
  ["general", true, "a visit at home a quarter leaves the month to a call"],
] as const)("a call to somebody at %s risk counts: %s, told at once or late", async (risk, counts, why) => {
  for (const daysAgo of [0, 9, 40]) {
    const elder = await madeElder(records, atRisk(risk));
    await workOutDue(TOWN.code);
    expect(await called(elder, daysAgo), why).toBe(counts);
  }
});

test("a campaign at home that closes first takes nothing away from the monthly call", async () => {
  const elder = await madeElder(records, atRisk("key"));
  await sql`
    INSERT INTO campaign (id, city_code, area_code, name, is_phone_enough, minutes, opens_at, closes_at)
    VALUES (gen_random_uuid(), ${TOWN.code}, ${TOWN.code}, '示例排查', false, 10, now() - interval '1 hour', now() + interval '1 hour')`;
  await workOutDue(TOWN.code);
  const causes = await sql`SELECT cause FROM due_visit WHERE resident_id = ${elder}`;
  expect(causes.map(({ cause }) => String(cause))).toContain("campaign");
  expect(await called(elder, 0)).toBe(true);
});

test("whoever has left meanwhile is judged by the rules of the day of the call", async () => {
  const elder = await madeElder(records, { risk: "high" });
  await sql`UPDATE resident SET state = 'left', left_on = (now() AT TIME ZONE ${TOWN.timeZone})::date, left_reason = 'moved' WHERE id = ${elder}`;
  expect(await called(elder, 3)).toBe(false);
  expect([...(await sql`SELECT 1 FROM due_visit WHERE resident_id = ${elder}`)], "and nothing is owed").toEqual([]);
});
