import { v7 as newId } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ticketFor } from "~/modules/visits/use-cases/care-ticket.server";
import { retainedCare } from "~/modules/visits/use-cases/retained-care.server";
import {
  layRefusedAside,
  openRefused,
  refusedRecord,
  refusedRecords,
  type RefusedShown,
} from "~/modules/visits/use-cases/refused-records.server";
import { oneAlarm } from "~/modules/visits/use-cases/watch-in-view.server";
import { takeInRefused } from "~/modules/visits/use-cases/take-in-refused.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { closeThreads } from "~/platform/threads.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { handIn, said, sealedPhoto, sealedPosition, sealedVisit, statesOf, TICKET } from "./care-phone";
import { chief, EAST, madeElder, makeVisitingTown, stranger, STRANGER, VISITOR, warden, WARDEN } from "./visiting-town";

/** 未被接受的记录: what a phone sent and was refused waits here, is read for a reason, and taken in or laid aside. */
const records = withTestDatabase();
const { sql } = records;
beforeAll(() => makeVisitingTown(records));
afterAll(async () => {
  await closeThreads();
  await closeBulkWork();
});
const overseer = madeActor({
  personId: newId(),
  name: "示例监督员",
  role: "overseer",
  areaCode: "990101",
  line: "civil-affairs",
});
const WHY = { reason: "correct-record", noteId: "" };
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

async function refusedVisit(over: Parameters<typeof said>[1] = {}) {
  const elder = await madeElder(records, { responsible: null });
  const visit = said(elder, over);
  const sealed = await sealedVisit(visit);
  const answer = await handIn([sealed], STRANGER.personId);
  expect(statesOf(answer)).toEqual(["refused not-permitted"]);
  return { elder, visit, sealed, row: await rowOf(sealed.id), answer };
}
const rowOf = async (recordId: string): Promise<RefusedShown> =>
  (await refusedRecords(warden, TOWN, EAST)).rows.find((row) => row.recordId === recordId)!;

test("who wrote it, who handed it in and why it waits is told; what it says opens for a reason and is on record", async () => {
  const { visit, row, answer } = await refusedVisit({ outcome: "no-answer", minutes: 0, findings: ["health"] });
  expect(answer.answers[0]!.isKept).toBe(true);
  expect(row).toMatchObject({ author: VISITOR.name, uploader: STRANGER.name, why: "not-permitted", state: "open", mayAct: true });
  expect(JSON.stringify(row)).not.toContain("示例：一切都好");
  expect(await openRefused(warden, TOWN, row.id, { reason: "", noteId: "" })).toMatchObject({
    refusal: { kind: "reason-missing" },
  });
  expect(await openRefused(warden, TOWN, row.id, WHY)).toMatchObject({
    ok: true,
    value: {
      ...{ kind: "visit", outcome: "no-answer", minutes: 0, beganAt: visit.beganAt, findings: ["health"] },
      ...{ note: "示例：一切都好", looked: [["mood", "fine"]] },
    },
  });
  expect(
    await sql`SELECT 1 FROM audit_event WHERE action = 'open:sensitive' AND subject_id = ${row.id} AND why = 'correct-record' AND result = 'done'`,
  ).toHaveLength(1);
});

const alarmOf = (row: { readonly id: string }) => sql`
  SELECT id, area_code AS area, visitor_id AS visitor, signs, ladder->0->>'minutes' AS first, began_at AS began, next_at AS next, settled_how AS how, settled_by AS by
  FROM escalation WHERE source_kind = 'refused-record' AND source_id = ${row.id}`;

test("a danger in a refused record rings in its area at once, without a name, and ends when the record is dealt with", async () => {
  const danger = await refusedVisit({ findings: ["danger"], dangers: ["fall"] });
  const [alarm] = await alarmOf(danger.row);
  expect(alarm).toMatchObject({ area: EAST, visitor: VISITOR.personId, signs: ["fall"], how: null });
  expect((alarm!.next as Date) <= new Date(), "duty's turn is now").toBe(true);
  const about = await oneAlarm(warden, TOWN, alarm!.id as string);
  expect(about).toMatchObject({ resident: null, about: { isDanger: true, refusedId: danger.row.id } });
  await handIn([danger.sealed], STRANGER.personId);
  expect(await alarmOf(danger.row), "sent again it rings no second time").toHaveLength(1);
  const later = await refusedVisit();
  const { rows } = await refusedRecords(warden, TOWN, EAST);
  expect([rows[0]!.id, rows[0]!.signs, rows[0]!.isRinging], "it stands first").toEqual([danger.row.id, ["fall"], true]);
  expect(rows.filter(({ id }) => id === danger.row.id)).toHaveLength(1);
  expect(await alarmOf(later.row)).toEqual([]);
  await layRefusedAside(warden, TOWN, danger.row.id, "entered-otherwise");
  expect(await alarmOf(danger.row)).toMatchObject([{ how: "laid-aside", by: WARDEN.personId, next: null }]);
});

test("a door nobody opened leaves its visitor the time of a second try; taken in, the visit's own alarm goes on", async () => {
  const { elder, visit, row } = await refusedVisit({ outcome: "no-answer", minutes: 0 });
  const [alarm] = await alarmOf(row);
  expect(alarm).toMatchObject({ signs: [], first: "120", how: null });
  expect((alarm!.next as Date).getTime() - (alarm!.began as Date).getTime()).toBe(120 * 60_000);
  await sql`UPDATE resident SET responsible_id = ${VISITOR.personId} WHERE id = ${elder}`;
  expect(await takeInRefused(warden, TOWN, row.id)).toMatchObject({ ok: true });
  expect(await alarmOf(row)).toMatchObject([{ how: "taken-in" }]);
  expect(
    await sql`SELECT settled_at FROM escalation WHERE source_kind = 'visit' AND source_id = ${visit.clientId}`,
  ).toMatchObject([{ settled_at: null }]);
});

test("of somebody who is known to be elsewhere a closed door calls nobody out; words of another version do, as far as they are read", async () => {
  const elder = await madeElder(records, { responsible: null });
  await sql`UPDATE resident SET state = 'left', left_reason = 'moved', left_on = '2026-01-01' WHERE id = ${elder}`;
  const vain = await sealedVisit(said(elder, { outcome: "no-answer", minutes: 0 }));
  await handIn([vain], STRANGER.personId);
  expect(await alarmOf(await rowOf(vain.id))).toEqual([]);
  const strange = await sealedVisit(said(elder, { purpose: "of-another-version" as "check", findings: ["danger"] }));
  expect(statesOf(await handIn([strange], STRANGER.personId))).toEqual(["refused not-readable"]);
  expect(await alarmOf(await rowOf(strange.id))).toMatchObject([{ signs: ["other"], how: null }]);
});

test("overseers know that it waits and no more; neighbours find nothing", async () => {
  const { row } = await refusedVisit();
  const seen = (await refusedRecord(overseer, TOWN, row.id))!;
  expect([seen.why, seen.mayAct]).toEqual(["not-permitted", false]);
  for (const deed of [openRefused(overseer, TOWN, row.id, WHY), takeInRefused(overseer, TOWN, row.id)])
    expect(await deed).toMatchObject({ refusal: { kind: "not-permitted" } });
  expect(await layRefusedAside(overseer, TOWN, row.id, "not-made")).toMatchObject({ refusal: { kind: "not-permitted" } });
  const neighbour = madeActor({
    personId: newId(),
    name: "示例邻区",
    role: "supervisor",
    areaCode: "990102",
    line: "civil-affairs",
  });
  expect(await refusedRecord(neighbour, TOWN, row.id)).toBeNull();
  for (const deed of [openRefused(neighbour, TOWN, row.id, WHY), takeInRefused(neighbour, TOWN, row.id)])
    expect(await deed).toMatchObject({ refusal: { kind: "not-there" } });
  expect(await refusedRecord(stranger, TOWN, row.id), "whoever handed it in sees their own").toMatchObject({ mayAct: false });
});

test("taken in before its cause is mended it says what stands in the way; after it, it is the visit it was", async () => {
  const { elder, visit, sealed, row } = await refusedVisit();
  expect(await takeInRefused(warden, TOWN, row.id)).toEqual({
    ok: false,
    refusal: { kind: "still-refused", why: "not-permitted" },
  });
  await sql`UPDATE resident SET responsible_id = ${VISITOR.personId} WHERE id = ${elder}`;
  expect(await takeInRefused(warden, TOWN, row.id)).toEqual({ ok: true, value: { withIt: 0, stillWaiting: 0 } });
  const [event] = await sql`
    SELECT author_id AS author, uploader_id AS uploader, captured_at AS captured, received_at AS received FROM visit_event WHERE client_id = ${visit.clientId}`;
  expect(event).toMatchObject({ author: VISITOR.personId, uploader: STRANGER.personId });
  expect(Math.abs((event!.received as Date).getTime() - Date.parse(row.receivedAt))).toBeLessThan(2_000);
  expect(Math.abs((event!.captured as Date).getTime() - Date.parse(visit.capturedAt))).toBeLessThan(2_000);
  expect(await refusedRecord(warden, TOWN, row.id)).toMatchObject({ state: "taken-in", settledName: WARDEN.name });
  expect(await sql`SELECT 1 FROM care_refusal WHERE id = ${row.id} AND text IS NULL`, "no second copy").toHaveLength(1);
  expect(await takeInRefused(warden, TOWN, row.id)).toMatchObject({ refusal: { kind: "settled-already" } });
  const audit =
    await sql`SELECT result FROM audit_event WHERE action = 'take-in:care-record' AND subject_id = ${row.id} ORDER BY at`;
  expect(audit.map(({ result }) => result)).toEqual(["refused", "done"]);
  expect(statesOf(await handIn([sealed])), "the phone asks again").toEqual(["stored-already"]);
});

test("it came when it came: a visit taken in days later is reported as late as its phone was, no later", async () => {
  const elder = await madeElder(records, { responsible: null });
  const sealed = await sealedVisit(said(elder));
  await handIn([sealed]);
  const { id } = await rowOf(sealed.id);
  const began = new Date(Date.now() - 1_800_000);
  await sql`ALTER TABLE care_refusal DISABLE TRIGGER guard_care_refusal`;
  await sql`UPDATE care_refusal SET received_at = received_at + interval '1 day', sent_at = sent_at + interval '1 day' WHERE id = ${id}`;
  await sql`ALTER TABLE care_refusal ENABLE TRIGGER guard_care_refusal`;
  await sql`UPDATE resident SET responsible_id = ${VISITOR.personId} WHERE id = ${elder}`;
  expect(await takeInRefused(warden, TOWN, id)).toMatchObject({ ok: true });
  const [event] =
    await sql`SELECT extract(epoch FROM received_at - now())::int AS ahead, began_at AS began FROM visit_event WHERE client_id = ${sealed.id}`;
  expect(Math.abs(Number(event!.ahead) - 86_400)).toBeLessThan(60);
  expect(Math.abs((event!.began as Date).getTime() - began.getTime()), "by the clock it was sent by").toBeLessThan(60_000);
});

test("photos and positions of a refused visit come in with it", async () => {
  const { elder, visit, row } = await refusedVisit();
  const parts = [await sealedPhoto(visit.clientId, PIXEL), await sealedPosition(visit.clientId)];
  expect(statesOf(await handIn(parts))).toEqual(["refused visit-refused", "refused visit-refused"]);
  expect(await rowOf(parts[0]!.id), "they lie where their visit does").toMatchObject({ areaCode: EAST, residentId: elder });
  await sql`INSERT INTO resident_consent (id, resident_id, scope, given_on, given_by, how) VALUES (${newId()}, ${elder}, 'position', '2024-01-01', 'resident', 'paper')`;
  await sql`UPDATE resident SET responsible_id = ${VISITOR.personId} WHERE id = ${elder}`;
  expect(await takeInRefused(chief, TOWN, row.id)).toEqual({ ok: true, value: { withIt: 2, stillWaiting: 0 } });
  expect(await sql`SELECT 1 FROM visit_photo WHERE id = ${parts[0]!.id}`).toHaveLength(1);
  expect(await sql`SELECT 1 FROM visit_position WHERE record_id = ${parts[1]!.id}`).toHaveLength(1);
});

test("what nobody agreed to leaves the fact alone, and its phone is told that nothing is kept", async () => {
  const elder = await madeElder(records);
  const visit = said(elder);
  const [photo, position] = [await sealedPhoto(visit.clientId, PIXEL, { showsFace: true }), await sealedPosition(visit.clientId)];
  const { answers } = await handIn([await sealedVisit(visit), photo, position]);
  expect(answers.map(({ why, isKept }) => [why, isKept])).toEqual([
    [null, undefined],
    ["no-consent", false],
    ["no-consent", false],
  ]);
  const facts =
    await sql`SELECT text, enc, bytes > 100 AS sized, resident_id AS resident FROM care_refusal WHERE record_id = ANY(${[photo.id, position.id]})`;
  expect([...facts]).toEqual(Array.from({ length: 2 }, () => ({ text: null, enc: null, sized: true, resident: elder })));
  const [fact] = await sql`SELECT id FROM care_refusal WHERE record_id = ${photo.id}`;
  expect(await openRefused(warden, TOWN, fact!.id as string, WHY)).toMatchObject({ refusal: { kind: "not-there" } });
});

test("a record of a later version of the phone is kept whole, and read part by part", async () => {
  const elder = await madeElder(records);
  const visit = said(elder);
  const words = { ticket: TICKET(), said: { ...visit, outcome: "sang-a-song" }, doorCode: null, isLate: true };
  const sealed = await sealedVisit(visit, words as never);
  const { answers } = await handIn([sealed]);
  expect(answers).toMatchObject([{ why: "not-readable", isKept: true }]);
  const row = await rowOf(sealed.id);
  expect(row).toMatchObject({ areaCode: EAST, author: VISITOR.name, residentId: elder });
  expect(await openRefused(warden, TOWN, row.id, WHY)).toMatchObject({
    value: { outcome: null, channel: "home", minutes: 20, isLate: true, note: "示例：一切都好" },
  });
});

test("laid aside for a stated reason it waits no more; what waits is never let go, what is settled is in its time", async () => {
  const [waiting, aside] = [await refusedVisit(), await refusedVisit()];
  expect(await layRefusedAside(warden, TOWN, aside.row.id, "张三说不用了")).toMatchObject({
    refusal: { kind: "no-aside-reason" },
  });
  expect(await layRefusedAside(warden, TOWN, aside.row.id, "not-made")).toMatchObject({ ok: true });
  expect(await refusedRecord(warden, TOWN, aside.row.id)).toMatchObject({
    state: "laid-aside",
    asideWhy: "not-made",
    settledName: WARDEN.name,
  });
  expect(await layRefusedAside(warden, TOWN, aside.row.id, "not-made")).toMatchObject({ refusal: { kind: "settled-already" } });
  expect(
    await sql`SELECT why FROM audit_event WHERE action = 'lay-aside:care-record' AND subject_id = ${aside.row.id}`,
  ).toMatchObject([{ why: "not-made" }]);
  const refusals = retainedCare.find(({ kind }) => kind === "care-refusals")!;
  await refusals.forget!(new Date(Date.now() + 86_400_000), async () => {});
  expect(await refusedRecord(warden, TOWN, waiting.row.id)).not.toBeNull();
  expect(await refusedRecord(warden, TOWN, aside.row.id)).toBeNull();
});

test("what names nobody goes at the end of its time though it waits; what names somebody, also by its visit, goes with their file", async () => {
  const { elder, visit, row } = await refusedVisit({ findings: ["danger"] });
  const [unknown, photo] = [await sealedVisit(said(newId())), await sealedPhoto(visit.clientId, PIXEL)];
  expect(statesOf(await handIn([unknown, photo], STRANGER.personId))).toEqual(["refused not-there", "refused visit-refused"]);
  await sql`ALTER TABLE care_refusal DISABLE TRIGGER guard_care_refusal`;
  await sql`UPDATE care_refusal SET resident_id = NULL WHERE record_id = ${photo.id}`;
  await sql`ALTER TABLE care_refusal ENABLE TRIGGER guard_care_refusal`;
  const held = (id: string) => sql`SELECT 1 FROM care_refusal WHERE record_id = ${id}`;
  await sql`DELETE FROM resident WHERE id = ${elder}`;
  expect(await held(photo.id)).toEqual([]);
  expect(await alarmOf(row), "an alarm goes with its record").toEqual([]);
  expect(await held(unknown.id)).toHaveLength(1);
  await retainedCare.find(({ kind }) => kind === "care-refusals")!.forget!(new Date(Date.now() + 86_400_000), async () => {});
  expect(await held(unknown.id)).toEqual([]);
});

test("what belongs to no city is on no desk, and its phone is told so", async () => {
  const ticket = ticketFor({ personId: VISITOR.personId, cityCode: "9898", day: today(TOWN.timeZone) });
  const lost = await sealedVisit(said(newId()), { ticket });
  const { answers } = await handIn([lost], newId());
  expect(answers).toMatchObject([{ state: "refused", why: "no-such-city", isKept: false }]);
  expect(await sql`SELECT 1 FROM care_refusal WHERE record_id = ${lost.id}`).toEqual([]);
});

test("nobody rewrites what was refused", async () => {
  const { row } = await refusedVisit();
  for (const change of [
    sql`author_id = ${WARDEN.personId}`,
    sql`received_at = now()`,
    sql`text = 'AAAA'`,
    sql`sent_hash = ${"0".repeat(64)}`,
  ])
    await expect(sql`UPDATE care_refusal SET ${change} WHERE id = ${row.id}`.execute()).rejects.toThrow(/not rewritten/);
});
