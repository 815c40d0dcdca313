import { afterAll, beforeAll, expect, test } from "vitest";
import { v4 as randomId, v7 as newId } from "uuid";
import { logVisit, visitedById } from "~/modules/visits/use-cases/log-visit.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { EAST, madeElder, makeVisitingTown, VISITOR, visitor } from "./visiting-town";

/** Whoever the plan in force sends, without answering for the resident, says what they found. */
const records = withTestDatabase();
const { sql } = records;
beforeAll(() => makeVisitingTown(records));
afterAll(closeBulkWork);

const DAY = today(TOWN.timeZone);
async function sent(residentId: string, inHours: number, isPublished = true): Promise<string> {
  const [plan, id] = [newId(), newId()];
  await sql`
    INSERT INTO visit_plan (id, city_code, area_code, first_on, last_on, state, published_at)
    VALUES (${plan}, ${TOWN.code}, '990101', ${DAY}, ${DAY}, ${isPublished ? "published" : "draft"}, now())`;
  await sql`
    INSERT INTO planned_visit (id, plan_id, resident_id, person_id, line, area_code, begins_at, ends_at, channel, due_opens_on, due_closes_on, cause, minutes, is_published)
    SELECT ${id}, ${plan}, ${residentId}, ${VISITOR.personId}, 'civil-affairs', ${EAST}, t, t + interval '20 minutes', 'home', ${DAY}, ${DAY}, 'rule', 20, ${isPublished}
    FROM (SELECT now() + ${inHours} * interval '1 hour' AS t) AS at`;
  return id;
}
const told = (residentId: string) =>
  logVisit(visitor, TOWN, {
    ...{ clientId: randomId(), residentId, authorId: null, plannedVisitId: null, offsetSeconds: null, device: "desk" },
    ...{ capturedAt: new Date().toISOString(), beganAt: new Date().toISOString(), minutes: 25, channel: "home" },
    ...{ outcome: "seen", purpose: "check", findings: ["health"], body: { looked: {}, needs: "", note: "" } },
  });

test("a substitute is told the name, logs the visit and its findings, and the appointment is kept", async () => {
  const elder = await madeElder(records, { responsible: null, name: "示例代访" });
  const appointment = await sent(elder, 0);
  expect(await visitedById(visitor, TOWN, elder)).toMatchObject({ name: "示例代访" });
  expect(await told(elder)).toMatchObject({ ok: true });
  const rows = await sql`SELECT author_id AS author, planned_visit_id AS kept FROM visit_event WHERE resident_id = ${elder}`;
  expect([...rows]).toEqual([{ author: VISITOR.personId, kept: appointment }]);
  expect([...(await sql`SELECT kind FROM finding WHERE resident_id = ${elder}`)]).toEqual([{ kind: "health" }]);
});

test.each([
  ["in two days", 48, true],
  ["eight days ago", -8 * 24, true],
  ["in a draft", 0, false],
])("whoever is sent %s is told nothing and may say nothing", async (_when, inHours, isPublished) => {
  const elder = await madeElder(records, { responsible: null });
  await sent(elder, inHours, isPublished);
  expect(await visitedById(visitor, TOWN, elder)).toBeNull();
  expect(await told(elder)).toEqual({ ok: false, refusal: { kind: "not-there" } });
});
