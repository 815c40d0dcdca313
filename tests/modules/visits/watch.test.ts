import { afterAll, beforeAll, expect, test } from "vitest";
import { v4 as randomId, v7 as newId } from "uuid";
import { logVisit } from "~/modules/visits/use-cases/log-visit.server";
import { contactPlaceOf } from "~/modules/residents/data/resident-sealed.server";
import { callAboutAlarm } from "~/modules/visits/use-cases/call-about-alarm.server";
import { areaWatched } from "~/modules/catalog/use-cases/area-watched.server";
import { doorOfAlarm } from "~/modules/visits/use-cases/door-of-alarm.server";
import { openCalls } from "~/modules/visits/use-cases/open-calls.server";
import { forYouNow, oneAlarm, watchInView } from "~/modules/visits/use-cases/watch-in-view.server";
import { noteAlarmsSeen } from "~/modules/work-orders/use-cases/alarms-in-view.server";
import type { VisitSaid } from "~/modules/visits/domain/visit-log";
import { endLiveAnswers, liveAnswer } from "~/platform/live-changes.server";
import { today } from "~/platform/clock.server";
import { sealValue } from "~/platform/sealed-value.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { chief, EAST, madeElder, makeVisitingTown, stranger, visitor, warden } from "./visiting-town";

const records = withTestDatabase();
const { sql } = records;
beforeAll(() => makeVisitingTown(records));
afterAll(endLiveAnswers);

const said = (residentId: string, over: Partial<VisitSaid> = {}): VisitSaid => ({
  ...{ clientId: randomId(), residentId, authorId: null, plannedVisitId: null, offsetSeconds: null, device: "phone" },
  ...{ capturedAt: new Date().toISOString(), beganAt: new Date(Date.now() - 60_000).toISOString(), minutes: 5 },
  ...{ outcome: "no-answer", channel: "home", purpose: "check", findings: [], body: { looked: {}, needs: "", note: "" } },
  ...over,
});
const watched = async (actor = warden, area = "990101", category: "living-alone" | "empty-nest" | null = null) => {
  const found = await watchInView(actor, TOWN, area, category);
  if (!found.ok) throw new Error(found.refusal.kind);
  return found.value;
};
let unseen: string;

test("the watch counts people by area and category, and leads one level down", async () => {
  const [late, seen] = [await madeElder(records), await madeElder(records)];
  unseen = await madeElder(records, { name: "示例未应老人" });
  await logVisit(visitor, TOWN, said(seen, { outcome: "seen", minutes: 20, findings: ["danger"] }));
  await logVisit(visitor, TOWN, said(unseen));
  await sql`DELETE FROM due_visit`;
  const day = today(TOWN.timeZone);
  for (const [resident, before] of [
    [late, 2],
    [late, 1],
    [unseen, 0],
  ] as const)
    await sql`
      INSERT INTO due_visit (id, city_code, resident_id, line, area_code, opens_on, closes_on, target_on, cause, minutes, is_phone_enough)
      SELECT ${newId()}, ${TOWN.code}, ${resident}, 'civil-affairs', ${EAST}, ${day}::date - 9, ${day}::date - ${before}::int, ${day}::date - 5, 'rule', 20, true`;
  const row = { overdue: 1, dueToday: 1, seenToday: 1, noAnswer: 1, orders: 1, lateOrders: 0 };
  const top = await watched();
  expect(top.areas).toEqual([{ areaCode: EAST.slice(0, 9), ...row }]);
  expect((await watched(chief, TOWN.code)).areas).toEqual([{ areaCode: "990101", ...row }]);
  expect(top.orders.find((one) => one.class === "danger")).toEqual({ class: "danger", orders: 1, late: 0 });
  expect((await watched(warden, "990101", "empty-nest")).areas[0]).toMatchObject({ overdue: 0, dueToday: 0, seenToday: 0 });
  expect(top.alarms.alarms.map(({ kind, resident }) => [kind, resident?.name]).sort()).toEqual([
    ["finding", expect.any(String)],
    ["visit", "示例未应老人"],
  ]);
  expect(await watchInView(stranger, TOWN, "990101", null)).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
});

test("an area that nobody knows is said, and the reader's own is watched meanwhile", async () => {
  const own = { areaCode: "990101", unknown: null };
  expect(await areaWatched(warden, TOWN.code, "", "990101")).toEqual(own);
  expect(await areaWatched(warden, TOWN.code, " 990101001 ", "990101")).toEqual({ ...own, areaCode: "990101001" });
  for (const words of ["胡说八道", "nonsense", "990199", "4101"])
    expect(await areaWatched(warden, TOWN.code, words, "990101")).toEqual({ ...own, unknown: { words, choices: [] } });
});

test("whoever was told finds it on their page, is shown to have seen it, and opens the door on record; nobody else does", async () => {
  const mine = (await forYouNow(visitor, TOWN)).mine.alarms;
  const id = mine.find(({ kind }) => kind === "visit")!.id;
  expect(mine.find((one) => one.id === id)?.resident?.name).toBe("示例未应老人");
  const shown = async () => [
    ...(await sql`SELECT person_id FROM escalation_step WHERE kind = 'shown' AND escalation_id = ${id}`),
  ];
  await watchInView(visitor, TOWN, EAST, null);
  expect(await shown(), "a page that stands open in an empty office has shown it to nobody").toEqual([]);
  expect(await noteAlarmsSeen(stranger, [id]), "nobody sees what did not come to them").toBe(0);
  expect(await noteAlarmsSeen(visitor, ["no-id", id])).toBe(1);
  await noteAlarmsSeen(visitor, [id]);
  expect(await shown()).toEqual([{ person_id: visitor.personId }]);
  expect((await oneAlarm(visitor, TOWN, id))?.mayAct).toBe(true);
  const other = madeActor({ personId: newId(), role: "caregiver", areaCode: EAST, line: "civil-affairs" });
  expect(await oneAlarm(other, TOWN, id)).toBeNull();
  expect(await doorOfAlarm(other, TOWN, id)).toMatchObject({ ok: false, refusal: { kind: "not-there" } });
  expect(await doorOfAlarm(visitor, TOWN, id)).toMatchObject({ ok: true, value: { contacts: [] } });
  expect(
    await sql`SELECT 1 FROM sensitive_opening WHERE subject_id = ${unseen} AND person_id = ${visitor.personId}`,
  ).toHaveLength(1);
});

test("a call is noted with what came of it, at the number on record, and put right by a further entry; without a number nobody was rung", async () => {
  const mine = (await forYouNow(visitor, TOWN)).mine.alarms;
  const id = mine.find(({ kind }) => kind === "visit")!.id;
  const rang = (whom: string, result: string, more: { words?: string; isCorrection?: boolean } = {}) =>
    callAboutAlarm(visitor, TOWN, id, { whom, result, words: "", isCorrection: false, ...more });
  expect(await rang("resident", "reached", { words: "示例：在家" })).toMatchObject({ refusal: { kind: "no-number" } });
  const [contact, phone] = [newId(), "13700000001"];
  await sql`
    INSERT INTO resident_contact (id, resident_id, rank, name, relation, phone_cipher)
    VALUES (${contact}, ${unseen}, 1, '示例女儿', 'child', ${sealValue(phone, contactPlaceOf(contact))})`;
  const door = await doorOfAlarm(visitor, TOWN, id);
  expect(door).toMatchObject({ ok: true, value: { contacts: [{ id: contact, phone }] } });
  expect(await rang(contact, "")).toMatchObject({ refusal: { kind: "no-result" } });
  expect(await rang(contact, "not-made"), "there is nothing to put right yet").toMatchObject({ refusal: { kind: "no-result" } });
  expect(await rang(contact, "reached")).toMatchObject({ refusal: { kind: "say-words" } });
  expect(await rang(contact, "reached", { words: "示例：在外地" })).toMatchObject({ ok: true });
  expect(await rang(contact, "wrong-number", { isCorrection: true })).toMatchObject({ ok: true });
  const calls = (await oneAlarm(visitor, TOWN, id))!.steps.filter(({ callee }) => callee !== null);
  expect(calls.map(({ callee, detail, hasSaid }) => [callee, detail, hasSaid])).toEqual([
    ["contact", "reached", true],
    ["contact", "wrong-number", true],
  ]);
  expect(JSON.stringify(calls), "what was said stays closed").not.toMatch(/13700000001|示例女儿|示例：在外地/);
  expect(calls[1]!.corrects).toBe(calls[0]!.id);
  expect(JSON.stringify(await sql`SELECT * FROM escalation_step`)).not.toMatch(/13700000001|示例女儿/);
  const wish = { reason: "", noteId: "" };
  const words = { ok: true, value: { [calls[0]!.id]: { number: phone, words: "示例：在外地" } } };
  expect(await openCalls(visitor, TOWN, id, wish), "whoever handles it, while it runs").toMatchObject(words);
  const opened = async (personId: string) =>
    (await sql`SELECT reason FROM sensitive_opening WHERE person_id = ${personId} AND subject_id = ${unseen}`).map((row) =>
      String(row["reason"]),
    );
  expect(await opened(visitor.personId), "once a day, as being sent there").toEqual(["visit-assigned"]);
  const deeds = await sql`SELECT 1 FROM audit_event WHERE person_id = ${visitor.personId} AND facts->>'how' = 'opened-calls'`;
  expect(deeds).toHaveLength(1);
  const overseer = madeActor({ personId: newId(), role: "overseer", areaCode: TOWN.code, line: "civil-affairs" });
  expect(await openCalls(overseer, TOWN, id, { ...wish, reason: "inspection" })).toMatchObject({ ok: false });
  await sql`UPDATE escalation SET settled_at = now(), settled_how = 'well', next_at = NULL WHERE id = ${id}`;
  expect(
    await openCalls(visitor, TOWN, id, { ...wish, reason: "make-contact" }),
    "who was told reads how it ended, no words",
  ).toMatchObject({ refusal: { kind: "not-permitted" } });
  expect(await openCalls(warden, TOWN, id, wish)).toMatchObject({ refusal: { kind: "reason-missing" } });
  expect(await openCalls(warden, TOWN, id, { ...wish, reason: "answer-complaint" })).toMatchObject(words);
  expect(await opened(warden.personId)).toEqual(["answer-complaint"]);
  await sql`UPDATE escalation SET settled_at = now() - interval '25 hours' WHERE id = ${id}`;
  const told = madeActor({
    personId: visitor.personId,
    role: "caregiver",
    areaCode: EAST.slice(0, 6) + "999999",
    line: "civil-affairs",
  });
  expect(await oneAlarm(told, TOWN, id), "a day after its end it is nobody's any more who was told").toBeNull();
  await sql`UPDATE escalation SET settled_at = NULL, settled_how = NULL WHERE id = ${id}`;
});

test("a screen is told that something changed, and is told again after the connection was cut", async () => {
  const heard = liveAnswer(new Request("http://quarterhour.invalid/"), TOWN.code).body!.getReader();
  const words = new TextDecoder();
  let text = "";
  const until = async (wanted: RegExp) => {
    while (!wanted.test(text)) {
      const { value, done } = await heard.read();
      if (done) throw new Error(`ended after: ${text}`);
      text += words.decode(value);
    }
    text = "";
  };
  await until(/"isListening":true/);
  const change = () => sql`UPDATE escalation SET version = version + 1 WHERE id = (SELECT id FROM escalation LIMIT 1)`;
  await change();
  await until(/event: changed/);
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'quarterhour-live' AND datname = current_database()`;
  await until(/"isListening":false,"lostSince":"\d{4}-/);
  await until(/"isListening":true,"lostSince":null/);
  await change();
  await until(/event: changed/);
  await endLiveAnswers();
  expect((await heard.read()).done).toBe(true);
  const [left] =
    await sql`SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'quarterhour-live' AND datname = current_database()`;
  expect(left).toEqual({ n: 0 });
});
