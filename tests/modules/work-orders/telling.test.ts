import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { v7 as newId } from "uuid";
import { tellAlarm } from "~/jobs/tell-alarm";
import { saidPlaceOf } from "~/modules/work-orders/data/family-request-sealed.server";
import { sayOfAlarm } from "~/modules/work-orders/use-cases/act-on-alarm.server";
import { callsDue, notePhoned } from "~/modules/work-orders/use-cases/call-list.server";
import { alarmsRunning, alarmsToldTo, noteAlarmsSeen } from "~/modules/work-orders/use-cases/alarms-in-view.server";
import { waitingAlarms } from "~/modules/work-orders/use-cases/waiting-alarms.server";
import { walkAlarms } from "~/modules/work-orders/use-cases/walk-alarms.server";
import { alarmFigures } from "~/platform/queue-status.server";
import { sealValue } from "~/platform/sealed-value.server";
import { signatureOf } from "~/platform/signed-post.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { EAST, makeVisitingTown, stranger, VISITOR, visitor, warden } from "../visits/visiting-town";

const records = withTestDatabase();
const { sql } = records;
const STREET = EAST.slice(0, 9);
const LADDER = ["visitor", "community", "authority"].map((who) => ({
  who,
  minutes: 30,
  actingMinutes: 60,
  source: "示例",
  mark: "?",
}));

const letters: string[] = [];
const posts: { headers: IncomingHttpHeaders; body: string }[] = [];
/** how the other side behaves */
let [refuses, status] = [false, 204];
const post = new SMTPServer({
  ...{ authOptional: true, disabledCommands: ["STARTTLS"], logger: false },
  onRcptTo: (_address, _session, answer) =>
    answer(refuses ? Object.assign(new Error("no such mailbox"), { responseCode: 550 }) : null),
  onData(stream, _session, answer) {
    const parts: Buffer[] = [];
    stream
      .on("data", (part: Buffer) => parts.push(part))
      .on("end", () => {
        letters.push(Buffer.concat(parts).toString());
        answer();
      });
  },
});
const bridge = createServer((request, response) => {
  const parts: Buffer[] = [];
  request
    .on("data", (part: Buffer) => parts.push(part))
    .on("end", () => {
      posts.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
      response.writeHead(status).end();
    });
});

const SECRET = "a-secret-of-the-bridge";
const NAMES = [
  "QUARTERHOUR_SMTP_URL",
  "QUARTERHOUR_SMTP_FROM",
  "QUARTERHOUR_WEBHOOK_URL",
  "QUARTERHOUR_WEBHOOK_SECRET",
  "QUARTERHOUR_ORIGIN",
];
const before = NAMES.map((name) => [name, process.env[name]] as const);
const configured: Record<string, string> = {};
const tells = (is: boolean) => {
  for (const name of NAMES) {
    delete process.env[name];
    if (is) process.env[name] = configured[name];
  }
};

beforeAll(async () => {
  await makeVisitingTown(records);
  await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (${newId()}, ${VISITOR.personId}, 'caregiver', 'civil-affairs', ${EAST}, '2024-01-01')`;
  post.listen(0, "127.0.0.1");
  bridge.listen(0, "127.0.0.1");
  await Promise.all([once(post.server, "listening"), once(bridge, "listening")]);
  Object.assign(configured, {
    QUARTERHOUR_SMTP_URL: `smtp://127.0.0.1:${(post.server.address() as AddressInfo).port}`,
    QUARTERHOUR_SMTP_FROM: "duty@quarterhour.example",
    QUARTERHOUR_WEBHOOK_URL: `http://127.0.0.1:${(bridge.address() as AddressInfo).port}/in`,
    QUARTERHOUR_WEBHOOK_SECRET: SECRET,
    QUARTERHOUR_ORIGIN: "https://care.example.org",
  });
});
afterAll(async () => {
  for (const [name, value] of before)
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  await Promise.all([new Promise<void>((done) => post.close(() => done())), new Promise((done) => bridge.close(done))]);
});
beforeEach(async () => {
  await sql`TRUNCATE escalation, escalation_step, duty_shift, duty_swap, duty_phone`;
  await sql`DELETE FROM graphile_worker._private_jobs`;
  await sql`INSERT INTO duty_phone (area_code, city_code, phone, email) VALUES (${STREET}, ${TOWN.code}, '0990 1234', 'street-duty@office.example')`;
  await sql`
    INSERT INTO duty_shift (id, city_code, area_code, valid_from, weekdays, begins, ends, person_id)
    VALUES (${newId()}, ${TOWN.code}, ${EAST}, '2024-01-01', '{1,2,3,4,5,6,7}', 0, 1440, ${VISITOR.personId})`;
  [refuses, status] = [false, 204];
  letters.length = posts.length = 0;
  tells(false);
});

/** An alarm that came to the community's duty just now. */
async function alarmAtHand(): Promise<string> {
  const id = newId();
  await sql`
    INSERT INTO escalation (id, city_code, line, area_code, source_kind, source_id, began_at, ladder, next_at)
    VALUES (${id}, ${TOWN.code}, 'civil-affairs', ${EAST}, 'visit', ${newId()}, now() - interval '31 minutes', ${sql.json(LADDER)}, now() - interval '1 minute')`;
  expect(await walkAlarms(new Date(), () => Promise.resolve(null))).toBe(1);
  return id;
}
const queued = async () =>
  (
    await sql<
      { payload: object }[]
    >`SELECT payload FROM graphile_worker._private_jobs WHERE task_id IN (SELECT id FROM graphile_worker._private_tasks WHERE identifier = 'tellAlarm') ORDER BY id`
  ).map(({ payload }) => payload);
const tell = (errand: unknown) => Promise.resolve(tellAlarm(errand, {} as never));
const steps = async () =>
  (
    await sql<{ kind: string; detail: string }[]>`
    SELECT kind, detail FROM escalation_step WHERE kind IN ('mailed', 'not-mailed', 'hooked', 'not-hooked', 'phoned') ORDER BY done_at, id`
  ).map(({ kind, detail }) => `${kind} ${detail}`.trim());

test("whoever's turn it is gets a letter and the bridge a signed message, with no personal data in either", async () => {
  tells(true);
  const id = await alarmAtHand();
  const errands = await queued();
  expect(errands).toHaveLength(2);
  for (const errand of errands) await tell(errand);
  expect(await steps()).toEqual(["mailed", "hooked"]);
  expect(letters[0]).toContain("To: street-duty@office.example");
  const [{ headers, body } = { headers: {}, body: "" }] = posts;
  expect(JSON.parse(body)).toEqual({
    ...{
      event: "alarm",
      area: EAST,
      areaName: expect.any(String) as string,
      kind: "visit",
      rung: "community",
      phone: "0990 1234",
    },
    link: `https://care.example.org/visits/watch/${id}?city=${TOWN.code}`,
  });
  const time = String(headers["x-quarterhour-time"]);
  expect(headers["x-quarterhour-signature"]).toBe(`sha256=${signatureOf(SECRET, time, body)}`);
  const [person] = await sql<{ name: string }[]>`SELECT name FROM person WHERE id = ${VISITOR.personId}`;
  for (const text of [body, letters[0]!]) expect(text).not.toContain(person!.name);
  for (const errand of errands) await tell(errand);
  expect([letters.length, posts.length], "told already").toEqual([1, 1]);
});

test("a try that fails is written down and left to the queue; the next one that is taken ends it", async () => {
  tells(true);
  const id = await alarmAtHand();
  const [mail, hook] = await queued();
  [refuses, status] = [true, 500];
  await expect(tell(mail)).rejects.toThrow("SMTP 550");
  await expect(tell(hook)).rejects.toThrow("HTTP 500");
  process.env.QUARTERHOUR_WEBHOOK_URL = "http://127.0.0.1:2/in";
  await expect(tell(hook)).rejects.toThrow("ECONNREFUSED");
  expect(await callsDue(warden, TOWN, STREET), "what was not told is to be phoned").toMatchObject([
    { alarmId: id, phone: "0990 1234" },
  ]);
  tells(true);
  [refuses, status] = [false, 200];
  await tell(mail);
  await tell(hook);
  expect(await steps()).toEqual(["not-mailed SMTP 550", "not-hooked HTTP 500", "not-hooked ECONNREFUSED", "mailed", "hooked"]);
  expect(await callsDue(warden, TOWN, STREET), "a letter in a mailbox and a message say of nobody that they know").toMatchObject([
    { mailedAt: expect.any(Date) as Date, hookedAt: expect.any(Date) as Date },
  ]);
  await noteAlarmsSeen(visitor, [id]);
  expect(await callsDue(warden, TOWN, STREET), "they have seen it").toEqual([]);
  await sql`UPDATE duty_phone SET email = NULL`;
  await sql`DELETE FROM escalation_step WHERE kind = 'mailed'`;
  await tell(mail);
  expect((await steps()).at(-1), "an office without a mailbox is not tried again").toBe("not-mailed no-address");
});

test("what is settled is told no more", async () => {
  tells(true);
  const id = await alarmAtHand();
  await sql`UPDATE escalation SET settled_at = now(), settled_how = 'well', next_at = NULL WHERE id = ${id}`;
  for (const errand of await queued()) await tell(errand);
  expect([letters.length, posts.length, (await steps()).length]).toEqual([0, 0, 0]);
});

test("with no way to tell, whoever is to be phoned stands on a list until somebody was reached", async () => {
  const id = await alarmAtHand();
  expect(await queued()).toEqual([]);
  const [call] = await callsDue(warden, TOWN, STREET);
  expect(call).toMatchObject({
    alarmId: id,
    areaCode: EAST,
    who: "community",
    phone: "0990 1234",
    personId: VISITOR.personId,
    tries: 0,
  });
  expect(await callsDue(stranger, TOWN, STREET)).toEqual([]);
  const said = { alarmId: id, personId: VISITOR.personId, rung: 1 };
  expect(await notePhoned(stranger, { ...said, result: "reached" })).toMatchObject({ ok: false });
  expect(await notePhoned(warden, { ...said, result: "shouted" })).toMatchObject({
    ok: false,
    refusal: { kind: "no-such-deed" },
  });
  expect(await notePhoned(warden, { ...said, result: "not-reached" })).toMatchObject({ ok: true });
  expect(await callsDue(warden, TOWN, STREET)).toMatchObject([{ tries: 1 }]);
  expect(await notePhoned(warden, { ...said, result: "reached" })).toMatchObject({ ok: true });
  expect(await callsDue(warden, TOWN, STREET)).toEqual([]);
  expect(await steps()).toEqual(["phoned not-reached", "phoned reached"]);
});

test("a call that is noted after the turn moved on counts for the turn it was made in", async () => {
  const id = await alarmAtHand();
  await sql`UPDATE escalation SET rung = 2 WHERE id = ${id}`;
  await sql`
    INSERT INTO escalation_step (id, escalation_id, rung, kind, person_id, area_code, planned_at, done_at)
    VALUES (gen_random_uuid(), ${id}, 2, 'told', ${VISITOR.personId}, ${EAST}, now(), now())`;
  const said = { alarmId: id, personId: VISITOR.personId, result: "reached" };
  expect(await notePhoned(warden, { ...said, rung: 0 }), "nobody was told in that turn").toMatchObject({ ok: false });
  expect(await notePhoned(warden, { ...said, rung: 1 })).toMatchObject({ ok: true });
  expect(await callsDue(warden, TOWN, STREET), "of this turn nobody knows that they know").toMatchObject([{ rung: 2, tries: 0 }]);
});

test("a list of calls says how many there are and goes on beyond a page", async () => {
  const first = await alarmAtHand();
  await sql`
    INSERT INTO escalation (id, city_code, line, area_code, source_kind, source_id, began_at, ladder, rung, next_at)
    SELECT gen_random_uuid(), city_code, line, area_code, source_kind, gen_random_uuid(), now(), ladder, rung, next_at
    FROM escalation, generate_series(1, 104) WHERE id = ${first}`;
  await sql`
    INSERT INTO escalation_step (id, escalation_id, rung, kind, person_id, area_code, planned_at, done_at)
    SELECT gen_random_uuid(), e.id, s.rung, 'told', s.person_id, s.area_code, now(), now() FROM escalation e, escalation_step s
    WHERE s.escalation_id = ${first} AND s.kind = 'told' AND e.id <> ${first}`;
  const [page, rest] = [await callsDue(warden, TOWN, STREET), await callsDue(warden, TOWN, STREET, 100)];
  expect([page.length, page[0]?.inAll, rest.length]).toEqual([100, 105, 5]);
  const running = await inUnitOfWork(warden, (uow) => alarmsRunning(uow, TOWN.code, STREET, 100));
  expect([running.alarms.length, running.inAll]).toEqual([5, 105]);
  const told = await inUnitOfWork(visitor, (uow) => alarmsToldTo(uow, visitor, TOWN.code, 100));
  expect([told.alarms.length, told.inAll]).toEqual([5, 105]);
});

test("a danger stands above a door that nobody opened, and that above a family's, whichever is older; for calls as well", async () => {
  const door = await alarmAtHand();
  const asked = new Map<string, string>();
  for (const [kind, urgency] of [
    ["family-request", "soon"],
    ["family-request", "today"],
    ["finding", ""],
    ["family-request", "danger"],
  ] as const) {
    const [id, source] = [newId(), newId()];
    asked.set(id, urgency || kind);
    if (urgency)
      await sql`
        INSERT INTO family_request (id, city_code, area_code, reference, urgency, language, said_cipher, content_hash, answer_by)
        VALUES (${source}, ${TOWN.code}, ${EAST}, ${`2468000${asked.size}`}, ${urgency}, 'zh', ${sealValue("{}", saidPlaceOf(source))}, ${"0".repeat(43)}, now() + interval '1 hour')`;
    await sql`
      INSERT INTO escalation (id, city_code, line, area_code, source_kind, source_id, began_at, ladder, rung, next_at)
      SELECT ${id}, city_code, line, area_code, ${kind}, ${source}, CASE ${urgency} WHEN 'soon' THEN began_at - interval '3 hours' ELSE began_at + interval '1 minute' END, ladder, rung, next_at
      FROM escalation WHERE id = ${door}`;
    await sql`
      INSERT INTO escalation_step (id, escalation_id, rung, kind, person_id, area_code, planned_at, done_at)
      SELECT gen_random_uuid(), ${id}, s.rung, 'told', s.person_id, s.area_code, now(), s.done_at + CASE ${urgency} WHEN 'soon' THEN interval '-3 hours' ELSE interval '1 minute' END
      FROM escalation_step s WHERE s.escalation_id = ${door} AND s.kind = 'told'`;
  }
  const order = ["finding", "danger", "door", "today", "soon"];
  const said = (ids: readonly string[]) => ids.map((id) => asked.get(id) ?? "door");
  const running = await inUnitOfWork(warden, (uow) => alarmsRunning(uow, TOWN.code, STREET));
  const listed = said(running.alarms.map(({ id }) => id));
  expect([listed.slice(0, 2).sort(), ...listed.slice(2)]).toEqual([["danger", "finding"], ...order.slice(2)]);
  const calls = said((await callsDue(warden, TOWN, STREET)).map(({ alarmId }) => alarmId));
  expect([calls.slice(0, 2).sort(), ...calls.slice(2)]).toEqual([["danger", "finding"], ...order.slice(2)]);
});

test("an alarm counts as told to nobody until somebody saw it, was reached or took it; a letter or a call in vain is not that", async () => {
  const id = await alarmAtHand();
  const notTold = async () => (await alarmFigures()).notTold;
  expect(await notTold(), "five minutes are given").toBe(0);
  await sql`ALTER TABLE escalation_step DISABLE TRIGGER guard_escalation_step`;
  await sql`UPDATE escalation_step SET done_at = now() - interval '6 minutes'`;
  await sql`ALTER TABLE escalation_step ENABLE TRIGGER guard_escalation_step`;
  expect(await notTold()).toBe(1);
  const step = (kind: string, detail: string) => sql`
    INSERT INTO escalation_step (id, escalation_id, rung, kind, person_id, area_code, planned_at, done_at, detail)
    VALUES (gen_random_uuid(), ${id}, 1, ${kind}, ${kind === "phoned" ? VISITOR.personId : null}, ${EAST}, now(), now(), ${detail})`;
  await step("mailed", "");
  await step("phoned", "not-reached");
  await step("phoned", "wrong-number");
  expect(await notTold()).toBe(1);
  await step("phoned", "reached");
  expect(await notTold()).toBe(0);
});

test("an open page of whoever it came to rings, and one that watches the area, until somebody accepts it", async () => {
  const id = await alarmAtHand();
  const waiting = async (actor: typeof warden, watched: string | null) => (await waitingAlarms(actor, TOWN, watched)).waiting;
  expect(await waiting(visitor, null)).toBe(1);
  expect(await waiting(warden, null), "it came to somebody else").toBe(0);
  expect(await waiting(warden, STREET)).toBe(1);
  expect(await waiting(stranger, STREET), "an area of others is not watched").toBe(0);
  expect((await waitingAlarms(visitor, TOWN, null)).latest).toBeInstanceOf(Date);
  expect(await sql`SELECT 1 FROM escalation_step WHERE kind = 'shown'`, "to ring is not to be seen").toHaveLength(0);
  expect(await sayOfAlarm(visitor, id, "accepted")).toMatchObject({ ok: true });
  expect([await waiting(visitor, null), await waiting(warden, STREET)]).toEqual([0, 0]);
});
