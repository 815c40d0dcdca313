import { v4 as randomId } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mergeResidents, undoMerge } from "~/modules/residents/use-cases/merge-residents.server";
import { logVisit } from "~/modules/visits/use-cases/log-visit.server";
import { monthInView } from "~/modules/visits/use-cases/month-in-view.server";
import { workOutDue } from "~/modules/visits/use-cases/work-out-due.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { chief, EAST, madeElder, makeVisitingTown, VISITOR, warden } from "./visiting-town";

const records = withTestDatabase();
beforeAll(() => makeVisitingTown(records));
afterAll(closeBulkWork);
const DAY = today(TOWN.timeZone);
const seen = (residentId: string) =>
  logVisit(warden, TOWN, {
    ...{ clientId: randomId(), residentId, authorId: null, plannedVisitId: null, offsetSeconds: null, device: "desk" },
    ...{ capturedAt: new Date().toISOString(), beganAt: new Date(Date.now() - 60_000).toISOString(), minutes: 25 },
    ...{ outcome: "seen", channel: "home", purpose: "check", findings: ["housing"], body: { looked: {}, needs: "", note: "" } },
  });
async function month() {
  const found = await monthInView(chief, TOWN, { line: "civil-affairs", areaCode: EAST, month: `${DAY.slice(0, 7)}-01` });
  if (!found.ok) throw new Error(found.refusal.kind);
  const { due, visited, findings } = found.value.figures.total;
  return { due, visited, findings };
}
const owed = async (id: string) => (await records.sql`SELECT 1 FROM due_visit WHERE resident_id = ${id}`).length;

test("two files of one elder have one history: who was seen under the other number was seen, also in a chain and after an undo", async () => {
  const [kept, other, third] = [await madeElder(records), await madeElder(records), await madeElder(records)];
  await records.sql`INSERT INTO resident_visitor_wish (resident_id, person_id, wish) VALUES (${other}, ${VISITOR.personId}, 'never')`;
  await records.sql`
    INSERT INTO resident_risk_override (id, resident_id, risk, reason, valid_from) VALUES (gen_random_uuid(), ${other}, 'high', '示例理由', '2025-01-01')`;
  expect((await seen(other)).ok).toBe(true);
  const merged = await mergeResidents(warden, TOWN, kept, other);
  if (!merged.ok) throw new Error(merged.refusal.kind);
  expect(await month()).toEqual({ due: 2, visited: 1, findings: 1 });
  await workOutDue(TOWN.code);
  const duesOfSeen = await owed(kept);
  expect([...(await records.sql`SELECT wish FROM resident_visitor_wish WHERE resident_id = ${kept}`)]).toEqual([
    { wish: "never" },
  ]);
  expect([...(await records.sql`SELECT risk FROM resident WHERE id = ${kept}`)]).toEqual([{ risk: "high" }]);

  const again = await mergeResidents(warden, TOWN, third, kept);
  if (!again.ok) throw new Error(again.refusal.kind);
  expect(await month()).toEqual({ due: 1, visited: 1, findings: 1 });
  expect((await seen(other)).ok, "a visit written for the merged file counts for the one that stands").toBe(true);
  expect(await month()).toEqual({ due: 1, visited: 1, findings: 2 });
  await workOutDue(TOWN.code);
  expect(await owed(third)).toBe(duesOfSeen);

  expect((await undoMerge(warden, TOWN, again.value)).ok).toBe(true);
  expect((await undoMerge(warden, TOWN, merged.value)).ok).toBe(true);
  expect(await month()).toEqual({ due: 3, visited: 1, findings: 2 });
  expect((await records.sql`SELECT 1 FROM resident_visitor_wish WHERE resident_id = ${other}`).length).toBe(1);
});
