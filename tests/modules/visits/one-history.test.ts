import { v4 as randomId } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mergeResidents, undoMerge } from "~/modules/residents/use-cases/merge-residents.server";
import { foundOn } from "~/modules/visits/data/findings.server";
import type { VisitSaid } from "~/modules/visits/domain/visit-log";
import { careList } from "~/modules/visits/use-cases/care-list.server";
import { renewDoor } from "~/modules/visits/use-cases/keep-door.server";
import { logVisit } from "~/modules/visits/use-cases/log-visit.server";
import { monthInView } from "~/modules/visits/use-cases/month-in-view.server";
import { forYouNow } from "~/modules/visits/use-cases/watch-in-view.server";
import { workOutDue } from "~/modules/visits/use-cases/work-out-due.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { chief, EAST, madeElder, makeVisitingTown, STRANGER, VISITOR, visitor, warden, WEST } from "./visiting-town";

const records = withTestDatabase();
beforeAll(() => makeVisitingTown(records));
afterAll(closeBulkWork);
const DAY = today(TOWN.timeZone);
const visitOf = (residentId: string, over: Partial<VisitSaid> = {}): VisitSaid => ({
  ...{ clientId: randomId(), residentId, authorId: null, plannedVisitId: null, offsetSeconds: null, device: "desk" },
  ...{ capturedAt: new Date().toISOString(), beganAt: new Date(Date.now() - 60_000).toISOString(), minutes: 25 },
  ...{ outcome: "seen", channel: "home", purpose: "check", findings: ["housing"], body: { looked: {}, needs: "", note: "" } },
  ...over,
});
const seen = (residentId: string) => logVisit(warden, TOWN, visitOf(residentId));
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

test("whoever is called to a person with two files is led to the one that stands: the door, the findings, the order, the label", async () => {
  const [kept, left] = [await madeElder(records, { name: "示例在册老人" }), await madeElder(records, { name: "示例旧档老人" })];
  const label = await renewDoor(warden, TOWN, left);
  expect(label.ok).toBe(true);
  const written = async (residentId: string, over: Partial<VisitSaid>) => {
    const said = visitOf(residentId, over);
    expect(await logVisit(visitor, TOWN, said)).toMatchObject({ ok: true });
    return said.clientId;
  };
  await written(left, { outcome: "seen", findings: ["housing"] });
  await written(left, { outcome: "no-answer", findings: [], beganAt: new Date(Date.now() - 30_000).toISOString() });
  expect((await mergeResidents(warden, TOWN, kept, left)).ok).toBe(true);

  const mine = (await forYouNow(visitor, TOWN)).mine.alarms;
  expect(mine.map(({ resident }) => [resident?.residentId, resident?.name])).toEqual([[kept, "示例在册老人"]]);
  const on = await careList(visitor, TOWN);
  expect(on.residents.find(({ id }) => id === kept)).toMatchObject({
    doorHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    last: { openFindings: ["housing"] },
  });
  const [finding] = await records.sql`SELECT id FROM finding WHERE resident_id = ${left}`;
  const concerned = await inUnitOfWork(warden, (uow) => foundOn(uow, [String(finding!.id)]));
  expect(concerned).toMatchObject([{ residentId: kept, name: "示例在册老人" }]);
  const called = madeActor({ personId: STRANGER.personId, role: "caregiver", areaCode: WEST, line: "civil-affairs" });
  const isSent = () =>
    inUnitOfWork(called, (uow) => uow.db.$queryRaw<{ yes: boolean }[]>`SELECT is_sent_to(${kept}::uuid) AS yes`);
  expect(await isSent()).toEqual([{ yes: false }]);
  await records.sql`
    INSERT INTO escalation_step (id, escalation_id, rung, kind, person_id, planned_at, done_at)
    SELECT gen_random_uuid(), id, 3, 'told', ${STRANGER.personId}, now(), now() FROM escalation WHERE settled_at IS NULL AND source_id IN (SELECT client_id FROM visit_event WHERE resident_id = ${left})`;
  expect(await isSent(), "told of a door of the other file").toEqual([{ yes: true }]);
});
