import { afterAll, beforeAll, expect, test } from "vitest";
import { v4 as randomId, v7 as newId } from "uuid";
import { logVisit } from "~/modules/visits/use-cases/log-visit.server";
import { doorOfAlarm } from "~/modules/visits/use-cases/door-of-alarm.server";
import { forYouNow, oneAlarm, watchInView } from "~/modules/visits/use-cases/watch-in-view.server";
import type { VisitSaid } from "~/modules/visits/domain/visit-log";
import { endLiveAnswers, liveAnswer } from "~/platform/live-changes.server";
import { today } from "~/platform/clock.server";
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
  expect(top.alarms.map(({ kind, resident }) => [kind, resident?.name]).sort()).toEqual([
    ["finding", expect.any(String)],
    ["visit", "示例未应老人"],
  ]);
  expect(await watchInView(stranger, TOWN, "990101", null)).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
});

test("whoever was told finds it on their page, is shown to have seen it, and opens the door on record; nobody else does", async () => {
  const { mine } = await forYouNow(visitor, TOWN);
  const id = mine.find(({ kind }) => kind === "visit")!.id;
  expect(mine.find((one) => one.id === id)?.resident?.name).toBe("示例未应老人");
  await forYouNow(visitor, TOWN);
  const shown = await sql`SELECT person_id FROM escalation_step WHERE kind = 'shown' AND escalation_id = ${id}`;
  expect([...shown]).toEqual([{ person_id: visitor.personId }]);
  expect((await oneAlarm(visitor, TOWN, id))?.mayAct).toBe(true);
  const other = madeActor({ personId: newId(), role: "caregiver", areaCode: EAST, line: "civil-affairs" });
  expect(await oneAlarm(other, TOWN, id)).toBeNull();
  expect(await doorOfAlarm(other, TOWN, id)).toMatchObject({ ok: false, refusal: { kind: "not-there" } });
  expect(await doorOfAlarm(visitor, TOWN, id)).toMatchObject({ ok: true, value: { contacts: [] } });
  expect(
    await sql`SELECT 1 FROM sensitive_opening WHERE subject_id = ${unseen} AND person_id = ${visitor.personId}`,
  ).toHaveLength(1);
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
