import { beforeAll, beforeEach, expect, test } from "vitest";
import { v4 as randomId, v7 as newId } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import type { DangerSign } from "~/modules/visits/domain/danger-signs";
import type { FindingKind } from "~/modules/visits/domain/visit-log";
import { contactPlaceOf } from "~/modules/residents/data/resident-sealed.server";
import { alarmAnswered } from "~/modules/visits/use-cases/alarm-answered.server";
import { doorOfAlarm } from "~/modules/visits/use-cases/door-of-alarm.server";
import { logVisit } from "~/modules/visits/use-cases/log-visit.server";
import { sayOfAlarm, settleAlarm } from "~/modules/work-orders/use-cases/act-on-alarm.server";
import { takeStep } from "~/modules/work-orders/use-cases/take-step.server";
import type { StepKind } from "~/modules/work-orders/domain/work-order";
import { walkAlarms } from "~/modules/work-orders/use-cases/walk-alarms.server";
import { sealValue } from "~/platform/sealed-value.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { chief, EAST, madeElder, makeVisitingTown, visitor, warden } from "../visits/visiting-town";

const records = withTestDatabase();
const { sql } = records;
const HOUR = 3_600_000;
const BEGAN = Date.now();
const walk = (hours: number) => walkAlarms(new Date(BEGAN + hours * HOUR), alarmAnswered);

beforeAll(() => makeVisitingTown(records));
beforeEach(async () => {
  await sql`TRUNCATE escalation, escalation_step, duty_shift, duty_swap, work_order, work_order_step, work_order_photo`;
});

async function onDuty(name: string, areaCode: string): Promise<string> {
  const id = newId();
  await sql`INSERT INTO person (id, name, area_code, line) VALUES (${id}, ${name}, ${areaCode}, 'civil-affairs')`;
  await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (${newId()}, ${id}, 'caregiver', 'civil-affairs', ${areaCode}, '2024-01-01')`;
  await sql`
    INSERT INTO duty_shift (id, city_code, area_code, valid_from, weekdays, begins, ends, person_id)
    VALUES (${newId()}, ${TOWN.code}, ${areaCode}, '2024-01-01', '{1,2,3,4,5,6,7}', 0, 1440, ${id})`;
  return id;
}
async function found(kind: FindingKind, { daysAgo = 0, dangers = [] as DangerSign[] } = {}): Promise<string> {
  const beganAt = new Date(BEGAN - daysAgo * 24 * HOUR).toISOString();
  const logged = await logVisit(visitor, TOWN, {
    ...{
      clientId: randomId(),
      residentId: await madeElder(records),
      authorId: null,
      plannedVisitId: null,
      capturedAt: beganAt,
      beganAt,
    },
    ...{ offsetSeconds: null, device: "desk", minutes: 20, outcome: "seen", channel: "home", purpose: "check", dangers },
    ...{ body: { looked: {}, needs: "", note: "" }, findings: [kind] },
  });
  expect(logged.ok).toBe(true);
  return (await sql<{ id: string }[]>`SELECT id FROM work_order ORDER BY id DESC LIMIT 1`)[0]!.id;
}
const NOTHING = { note: "", assignedId: null, how: null, isSettled: null, satisfaction: null } as const;
const step = (actor: Actor, id: string, kind: StepKind, more: object = {}) =>
  takeStep(actor, TOWN, id, { ...NOTHING, kind, ...more }, null);
const alarms = () => sql<{ id: string; why: string; how: string | null; by: string | null; signs: string[] }[]>`
  SELECT id, why, settled_how AS how, accepted_by AS by, signs FROM escalation WHERE source_kind = 'work-order' ORDER BY began_at`;
const told = async () =>
  (
    await sql<{ name: string }[]>`
      SELECT p.name FROM escalation_step s JOIN escalation e ON e.id = s.escalation_id JOIN person p ON p.id = s.person_id
      WHERE s.kind = 'told' AND e.source_kind = 'work-order' ORDER BY s.done_at, s.id`
  ).map(({ name }) => name);
const state = async (id: string) => (await sql<{ state: string }[]>`SELECT state FROM work_order WHERE id = ${id}`)[0]!.state;

test("an order nobody accepts rings after a quarter of its time; accepting it ends that, and it rings again only when it is late", async () => {
  const near = await onDuty("示例社区值班", EAST);
  const id = await found("utilities");
  await walk(5.9);
  expect(await alarms()).toHaveLength(0);
  await walk(6.1);
  expect(await told()).toEqual(["示例社区值班"]);
  const [alarm] = await alarms();
  expect(alarm).toMatchObject({ why: "unaccepted", how: null });
  const who = madeActor({ personId: near, role: "caregiver", areaCode: "990102", line: "civil-affairs" });
  expect(await sayOfAlarm(who, alarm!.id, "accepted"), "who was told needs no other right").toMatchObject({ ok: true });
  expect(await state(id)).toBe("accepted");
  expect(await sql`SELECT person_id AS by FROM work_order_step WHERE order_id = ${id} AND kind = 'accepted'`).toMatchObject([
    { by: near },
  ]);
  expect((await alarms())[0]).toMatchObject({ how: "accepted", by: near });
  await walk(23.9);
  expect(await told(), "nobody further is called for what somebody accepted").toHaveLength(1);
  await walk(24.1);
  const [, late] = await alarms();
  expect(late).toMatchObject({ why: "overdue", how: null });
  expect(await settleAlarm(warden, late!.id, "well")).toEqual({ ok: false, refusal: { kind: "settles-with-order" } });
  expect(await step(warden, id, "acted", { how: "repaired" })).toMatchObject({ ok: true });
  expect((await alarms())[1]).toMatchObject({ how: "acted" });
  await walk(200);
  expect(await alarms(), "nothing rings that was acted on").toHaveLength(2);
});

test("an order nobody ever takes up rings again at its hour, and tells everybody anew", async () => {
  await onDuty("示例社区值班", EAST);
  await found("utilities");
  await walk(6.1);
  await walk(23.9);
  expect(await told()).toEqual(["示例社区值班"]);
  await walk(24.1);
  expect(await alarms()).toMatchObject([
    { why: "unaccepted", how: "rings-anew" },
    { why: "overdue", how: null },
  ]);
  expect(await told()).toEqual(["示例社区值班", "示例社区值班"]);
  await walk(400);
  expect(await alarms()).toHaveLength(2);
});

test("accepted as overdue and sent on, it rings anew when that is over too", async () => {
  await onDuty("示例社区值班", EAST);
  const id = await found("utilities");
  await step(warden, id, "accepted");
  await walk(24.1);
  await sql`UPDATE work_order SET ring_at = ${new Date(BEGAN + 30 * HOUR)}, ring_why = 'overdue' WHERE id = ${id}`;
  await walk(30.1);
  expect(await alarms()).toMatchObject([
    { why: "overdue", how: "rings-anew" },
    { why: "overdue", how: null },
  ]);
});

test("an ordinary order rings nobody at night, nor goes on then; a utility does", async () => {
  await onDuty("示例社区值班", EAST);
  await onDuty("示例街道值班", EAST.slice(0, 9));
  const night = new Date("2031-07-02T03:00:00+08:00");
  const at = (hours: string) => walkAlarms(new Date(`2031-07-${hours}:00+08:00`), alarmAnswered);
  const form = await found("health");
  const tap = await found("utilities");
  await sql`UPDATE work_order SET ring_at = ${night} WHERE id IN (${form}, ${tap})`;
  await at("02T03:01");
  expect(await sql`SELECT source_id AS id FROM escalation WHERE source_kind = 'work-order'`).toEqual([{ id: tap }]);
  await sql`DELETE FROM escalation WHERE source_id = ${tap}`;
  await sql`UPDATE work_order SET ring_at = NULL, ring_why = NULL WHERE id = ${tap}`;
  await at("02T08:29");
  expect(await told()).toEqual([]);
  await at("02T16:45");
  expect(await told()).toEqual(["示例社区值班"]);
  await at("02T21:00");
  expect(await told(), "two hours later the office is closed").toHaveLength(1);
  await at("03T08:31");
  expect(await told()).toEqual(["示例社区值班", "示例街道值班"]);
});

test("an order that cannot ring keeps no alarm from its step, and no other order from ringing", async () => {
  await onDuty("示例社区值班", EAST);
  const [broken, other] = [await found("utilities"), await found("utilities")];
  await found("danger", { dangers: ["gas"] });
  await sql`UPDATE work_order SET ring_at = ${new Date(BEGAN)} WHERE id = ${broken}`;
  await sql.unsafe(`CREATE FUNCTION one_fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'broken for the test'; END $$;
    CREATE TRIGGER one_fails BEFORE UPDATE OF ring_at ON work_order FOR EACH ROW WHEN (OLD.id = '${broken}') EXECUTE FUNCTION one_fails()`);
  try {
    await walk(6.1);
  } finally {
    await sql.unsafe("DROP FUNCTION one_fails CASCADE");
  }
  expect(await sql`SELECT 1 FROM escalation WHERE source_kind = 'finding' AND rung > 0`).toHaveLength(1);
  expect(await sql`SELECT source_id AS id FROM escalation WHERE source_kind = 'work-order' AND why = 'unaccepted'`).toEqual([
    { id: other },
  ]);
});

test("an accepted order that is late rings once more, and what was received before the upgrade does not", async () => {
  await onDuty("示例街道值班", EAST.slice(0, 9));
  const [late, old] = [await found("utilities"), await found("health")];
  await step(warden, late, "accepted");
  await sql`UPDATE work_order SET ring_at = NULL, ring_why = NULL WHERE id = ${old}`;
  await walk(23.9);
  expect(await alarms()).toHaveLength(0);
  await walk(24.1);
  await walk(400);
  expect(await alarms()).toMatchObject([{ why: "overdue", how: null }]);
});

test("what waits a day for a second person, or is handed up, is told above the community; looking ends it", async () => {
  await onDuty("示例社区值班", EAST);
  await onDuty("示例街道值班", EAST.slice(0, 9));
  const [waiting, up] = [await found("danger", { dangers: ["gas"] }), await found("danger", { dangers: ["fall"] })];
  for (const id of [waiting, up]) await step(warden, id, "acted", { how: "on-the-spot" });
  await walk(1);
  expect(await alarms()).toHaveLength(0);
  expect(await step(warden, up, "verified", { isSettled: true })).toMatchObject({ refusal: { kind: "second-person" } });
  expect(await step(warden, up, "handed-up")).toEqual({ ok: true, value: "acted" });
  await walk(1.1);
  expect(await alarms()).toMatchObject([{ why: "handed-up", signs: ["fall"] }]);
  expect(await told()).toEqual(["示例街道值班"]);
  await walk(24.5);
  expect((await alarms()).map(({ why }) => why).sort()).toEqual(["handed-up", "second"]);
  expect(await step(chief, up, "verified", { isSettled: true })).toMatchObject({ value: "verified" });
  expect(await step(chief, waiting, "verified", { isSettled: false, note: "示例：仍漏气" })).toMatchObject({ value: "accepted" });
  expect((await alarms()).map(({ how }) => how)).toEqual(["looked", "looked"]);
  expect(await step(chief, waiting, "acted", { how: "repaired" })).toMatchObject({ ok: true });
  expect(await step(warden, waiting, "verified", { isSettled: true }), "who acted before the last look may look").toMatchObject({
    value: "verified",
  });
});

test("a danger of days ago rings from now, and its order when two hours have passed", async () => {
  await onDuty("示例社区值班", EAST);
  await found("danger", { daysAgo: 3, dangers: ["gas"] });
  await walk(0.1);
  expect([...(await sql`SELECT source_kind AS kind, rung, signs FROM escalation`)]).toEqual([
    { kind: "finding", rung: 1, signs: ["gas"] },
  ]);
  await walk(1.9);
  expect(await alarms()).toHaveLength(0);
  await walk(2.1);
  expect(await alarms()).toMatchObject([{ why: "overdue", signs: ["gas"] }]);
});

test("beyond the last rung it is asked every ten minutes whether somebody answered since", async () => {
  const elder = await madeElder(records);
  const beganAt = new Date(BEGAN - 60_000).toISOString();
  await logVisit(visitor, TOWN, {
    ...{ clientId: randomId(), residentId: elder, authorId: null, plannedVisitId: null, capturedAt: beganAt, beganAt },
    ...{ offsetSeconds: null, device: "desk", minutes: 5, outcome: "no-answer", channel: "home", purpose: "check" },
    ...{ body: { looked: {}, needs: "", note: "" }, findings: [] },
  });
  await walk(3);
  await walk(4);
  const running = async () => (await sql`SELECT next_at AS next, settled_how AS how FROM escalation`)[0];
  expect(await running()).toEqual({ next: null, how: null });
  await sql`INSERT INTO resident_absence (id, resident_id, kind, valid_from) VALUES (${newId()}, ${elder}, 'hospital', current_date - 1)`;
  await walk(4.1);
  expect(await running(), "not asked again so soon").toEqual({ next: null, how: null });
  await walk(4.3);
  expect(await running()).toEqual({ next: null, how: "in-hospital" });
});

test("ending a danger's alarm by hand acts on its order, which waits for somebody else to look", async () => {
  const id = await found("danger", { dangers: ["fall"] });
  const [alarm] = await sql<{ id: string }[]>`SELECT id FROM escalation WHERE source_kind = 'finding'`;
  expect(await sayOfAlarm(warden, alarm!.id, "going")).toMatchObject({ ok: true });
  expect(await state(id)).toBe("accepted");
  expect(await settleAlarm(warden, alarm!.id, "helped")).toMatchObject({ ok: true });
  expect(await state(id)).toBe("acted");
  expect(await step(warden, id, "verified", { isSettled: true })).toMatchObject({ refusal: { kind: "second-person" } });
});

test("a late tap opens address and phone, and neither how one comes in nor whom else to ring; a late danger does", async () => {
  for (const kind of ["utilities", "danger"] as const) await found(kind, { dangers: kind === "danger" ? ["gas"] : [] });
  for (const { id } of await sql<
    { id: string }[]
  >`SELECT resident_id AS id FROM finding WHERE id IN (SELECT source_id FROM work_order)`) {
    const contact = newId();
    await sql`
      INSERT INTO resident_contact (id, resident_id, rank, name, relation, phone_cipher)
      VALUES (${contact}, ${id}, 1, '示例女儿', 'child', ${sealValue("13700000001", contactPlaceOf(contact))})`;
  }
  await walk(6.1);
  const opened = [];
  for (const { id } of await alarms()) {
    const door = await doorOfAlarm(warden, TOWN, id);
    opened.push(door.ok && [door.value.isWhole, door.value.contacts.length]);
  }
  expect(opened, "the danger is late first").toEqual([
    [true, 1],
    [false, 0],
  ]);
});
