import { v4 as randomId } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { writeVisitors } from "~/modules/residents/data/resident-record.server";
import { EXIT_MISTAKES } from "~/modules/residents/domain/resident-life";
import { mergeResidents, undoMerge } from "~/modules/residents/use-cases/merge-residents.server";
import { changeResident } from "~/modules/residents/use-cases/change-resident.server";
import { reportedIn } from "~/modules/visits/data/reported-away.server";
import { findPlan } from "~/modules/visits/data/visit-plans.server";
import { dueInView } from "~/modules/visits/use-cases/due-in-view.server";
import { publishPlan } from "~/modules/visits/use-cases/plan-steps.server";
import { unvisitedInView } from "~/modules/visits/use-cases/month-lists.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { closeThreads } from "~/platform/threads.server";
import { sealValue } from "~/platform/sealed-value.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { withTestDatabase } from "../../factories/test-database";
import { CITY, madeCaregiver, madeDue, makePlanningTown, plannedWeek, visitsOf, ZONE } from "./planning-town";
import { visitor, VISITOR, warden } from "./visiting-town";

/** What a visit tells of somebody is no change of their file: it waits, is seen, and nobody is sent meanwhile. */
const records = withTestDatabase();
beforeAll(() => makePlanningTown(records));
beforeEach(() => records.sql`TRUNCATE caregiver, due_visit, visit_plan, visit_event, resident CASCADE`);
afterAll(async () => {
  await closeThreads();
  await closeBulkWork();
});
const DAY = today(ZONE);
const told = (resident: string, outcome: string, minutesAgo = 60) => records.sql`
  INSERT INTO visit_event (client_id, city_code, resident_id, line, area_code, author_id, uploader_id, captured_at, outcome, channel, purpose, began_at, minutes, content_hash)
  SELECT ${randomId()}, city_code, id, line, area_code, ${VISITOR.personId}, ${VISITOR.personId}, now(), ${outcome}, 'home', 'check', now() - ${minutesAgo}::int * interval '1 minute', 5, ${randomId().replaceAll("-", "").repeat(2)}
  FROM resident WHERE id = ${resident}`;
const ALL = { areaCode: "", personId: null, isOverdueOnly: false, isToVerifyOnly: false };
const due = (over: Partial<typeof ALL> = {}, actor = warden) => dueInView(actor, CITY, { ...ALL, ...over }, null);
const marked = async (over: Partial<typeof ALL> = {}) =>
  (await due(over)).rows.filter(({ reported }) => reported).map(({ residentId, reported }) => [residentId, reported!.outcome]);
/** Due within four weeks whatever the weekday is. */
const near = () => records.sql`UPDATE due_visit SET opens_on = ${DAY}`;

test("somebody reported dead, moved, in hospital or away stays due, is marked with the day, and can be listed alone", async () => {
  const [dead, seen, plain] = [
    await madeDue(records, { responsible: VISITOR.personId }),
    await madeDue(records),
    await madeDue(records),
  ];
  await near();
  await told(dead, "deceased");
  await told(dead, "no-answer", 10);
  await told(seen, "moved");
  await told(seen, "seen", 10);
  await told(plain, "no-answer");
  const all = await due();
  expect(all.rows).toHaveLength(3);
  expect(all.counts.toVerify).toBe(1);
  expect(all.rows.find(({ residentId }) => residentId === dead)!.reported).toEqual({
    outcome: "deceased",
    day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
  });
  expect((await due({ isToVerifyOnly: true })).rows.map(({ residentId }) => residentId)).toEqual([dead]);
  const counted = async () => (await due()).counts.overdue + (await due()).counts.thisWeek + (await due()).counts.later;
  expect(await counted(), "still in the figures").toBe(3);
  expect((await due({}, visitor)).counts.toVerify, "whoever answers for them sees it too").toBe(1);
  const unvisited = await unvisitedInView(
    warden,
    CITY,
    { areaCode: "990101", line: "civil-affairs", month: `${DAY.slice(0, 7)}-01` },
    null,
    null,
  );
  if (!unvisited.ok) return expect.unreachable();
  expect(unvisited.value.rows.filter(({ reported }) => reported).map(({ residentId }) => residentId)).toEqual([dead]);
});

test("a changed file, or days away that it has already, are nothing to verify", async () => {
  const [ill, known] = [await madeDue(records), await madeDue(records)];
  await near();
  const absent = (id: string) =>
    changeResident(warden, CITY, id, "add-absence", (name) => ({ kind: "hospital", from: DAY })[name] ?? "", DAY);
  expect((await absent(known)).ok).toBe(true);
  await told(ill, "in-hospital", 1);
  await told(known, "in-hospital", 1);
  expect(await marked()).toEqual([[ill, "in-hospital"]]);
  expect((await absent(ill)).ok).toBe(true);
  expect(await marked()).toEqual([]);
});

test("only what says where somebody is settles a report: not whom they are visited by, but an exit taken back, or a new address", async () => {
  const [dead, moved] = [await madeDue(records), await madeDue(records)];
  await near();
  await told(dead, "deceased");
  await told(moved, "moved");
  const both = [dead, moved].sort();
  const waiting = async () => [...(await inUnitOfWork(warden, (uow) => reportedIn(uow, CITY.code, "990101"))).keys()].sort();
  expect(await waiting()).toEqual(both);
  for (const id of both)
    await inUnitOfWork(warden, (uow) => writeVisitors(uow, id, { responsibleId: VISITOR.personId, deputyId: null }, new Date()));
  expect(await waiting(), "somebody was assigned").toEqual(both);
  const step = (intent: string, said: Record<string, string>) =>
    changeResident(warden, CITY, dead, intent, (name) => said[name] ?? "", DAY);
  expect((await step("leave", { reason: "deceased", on: DAY })).ok).toBe(true);
  expect((await step("correct-exit", { mistake: EXIT_MISTAKES[0] })).ok).toBe(true);
  expect(await waiting(), "who was declared dead by mistake is visited again").toEqual([moved]);
  await records.sql`
    INSERT INTO resident_sensitive (id, resident_id, kind, cipher, changed_at)
    VALUES (${randomId()}, ${moved}, 'address', ${sealValue("虚构路1号", "made")}, now() + interval '1 second')`;
  expect(await waiting()).toEqual([]);
});

test("two files made one and parted again settle nothing: who was reported gone before is waited for as before", async () => {
  const [kept, gone] = [await madeDue(records), await madeDue(records)];
  await near();
  await told(gone, "moved");
  const waiting = async () => [...(await inUnitOfWork(warden, (uow) => reportedIn(uow, CITY.code, "990101"))).keys()];
  const merged = await mergeResidents(warden, CITY, kept, gone);
  if (!merged.ok) return expect.unreachable(merged.refusal.kind);
  expect(await waiting(), "the one that stands for both is").toEqual([kept]);
  expect((await undoMerge(warden, CITY, merged.value)).ok).toBe(true);
  expect(await waiting()).toEqual([gone]);
});

test("a new plan sends nobody before it is verified, and lists them with that reason", async () => {
  await madeCaregiver(records);
  const [moved, other] = [await madeDue(records), await madeDue(records, { at: 200 })];
  await told(moved, "moved");
  const plan = await plannedWeek();
  expect((await visitsOf(records, plan)).map(({ residentId }) => residentId)).toEqual([other]);
  const { unassigned, figures } = (await inUnitOfWork(warden, (uow) => findPlan(uow, plan)))!;
  expect(unassigned).toMatchObject([{ residentId: moved, reasons: [], reported: { outcome: "moved" } }]);
  expect(figures.visits).toBe(2);
  await told(moved, "spoken-to", 5);
  expect((await visitsOf(records, await plannedWeek())).map(({ residentId }) => residentId).sort()).toEqual(
    [moved, other].sort(),
  );
});

test("a draft that leaves somebody out is published from its page only knowingly", async () => {
  await madeCaregiver(records);
  const moved = await madeDue(records);
  await madeDue(records, { at: 200 });
  await told(moved, "moved");
  const plan = await plannedWeek();
  const publish = (asksOfLeftOut: boolean) => publishPlan(warden, CITY, plan, 1, { asksOfLeftOut });
  expect(await publish(true)).toEqual({ ok: false, refusal: { kind: "left-out" } });
  expect((await publish(false)).ok).toBe(true);
});
