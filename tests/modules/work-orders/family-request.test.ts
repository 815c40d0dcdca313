import { v7 as newId } from "uuid";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { applyRetention } from "~/modules/accounts/use-cases/apply-retention.server";
import { areasTyped, areasWritten } from "~/modules/catalog/use-cases/areas-named.server";
import { alarmAnswered } from "~/modules/visits/use-cases/alarm-answered.server";
import { dutyPhonesFor } from "~/modules/work-orders/data/duty-phones.server";
import { STANDARD_LADDER } from "~/modules/work-orders/domain/alarm";
import { answerBy, ladderWithin, ringsFrom, type AnswerClock } from "~/modules/work-orders/domain/family-request";
import { sayOfAlarm, settleAlarm } from "~/modules/work-orders/use-cases/act-on-alarm.server";
import { walkAlarms } from "~/modules/work-orders/use-cases/walk-alarms.server";
import {
  openAsTold,
  openFamilyRequests,
  openRequest,
  requestInView,
  requestsInView,
} from "~/modules/work-orders/use-cases/family-requests-in-view.server";
import { newStamp } from "~/modules/work-orders/use-cases/ask-to-look-in.server";
import { changeDutyPhone, noteRequestStep } from "~/modules/work-orders/use-cases/note-request-step.server";
import { retainedFamilyRequests } from "~/modules/work-orders/use-cases/retained-family-requests.server";
import { sealedFamilyRequests } from "~/modules/work-orders/use-cases/sealed-family-requests.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { withRequestFacts } from "~/platform/request-facts.server";
import { blindIndexOf } from "~/platform/sealed-value.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { action, loader } from "~/routes/my.look-in";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { madeElder, makeVisitingTown, stranger, visitor, WARDEN, warden } from "../visits/visiting-town";

/** «请去看看我的家人», as a browser without scripts and cookies sends it, and the duty list it comes to. */
const records = withTestDatabase();
const { sql } = records;
const STREET = "990101001";
beforeAll(async () => {
  await makeVisitingTown(records);
});
beforeEach(async () => {
  await sql`TRUNCATE family_request, sign_in_throttle, duty_phone, escalation, duty_shift CASCADE`;
});

/** A form that was opened some seconds ago. */
function stampOf(secondsAgo = 20): string {
  const id = newId({ msecs: Date.now() - secondsAgo * 1000 });
  return `${id}.${blindIndexOf("family-request.form", id)}`;
}
const ASK = {
  ...{ name: "示例女儿", phone: "138 0000 1234", about: "示例老人，住示例路，今天一直没人接电话", area: "花园路街道" },
  ...{ urgency: "today", website: "" },
};
let address = 0;
const sent = async (over: Readonly<Record<string, string>> = {}, from = `203.0.113.${++address}`) => {
  const body = new URLSearchParams({ ...ASK, stamp: stampOf(), ...over });
  const request = new Request(`http://quarterhour.invalid/my/look-in?city=${TOWN.code}`, { method: "POST", body });
  const answer = await withRequestFacts({ requestId: "made", address: from }, () =>
    action({ request, params: {}, context: {} } as never),
  );
  return answer as {
    data: Awaited<ReturnType<typeof action>>["data"];
    init: { status?: number; headers: Record<string, string> };
  };
};
const kept = () => sql`SELECT * FROM family_request ORDER BY asked_at`;

test("a request is taken with a clock and a reference, sealed whole, and opened for a reason that is on record", async () => {
  const before = Date.now();
  const { data, init } = await sent();
  expect(init).toEqual({ headers: { "Cache-Control": "no-store" } });
  expect(data.asked).toMatchObject({ reference: expect.stringMatching(/^\d{8}$/) as string, urgency: "today" });
  expect(data.duty, "nobody stands on a roster").toEqual({ area: null, phone: null });
  const wait = Date.parse(data.asked!.answerBy) - before;
  expect(wait).toBeGreaterThanOrEqual(60 * 60_000);
  expect(wait).toBeLessThan(61 * 60_000);
  const [row] = await kept();
  expect(row).toMatchObject({ area_code: STREET, urgency: "today", closed_at: null });
  const plain = JSON.stringify(await sql`SELECT * FROM family_request, audit_event`);
  for (const secret of ["示例女儿", "13800001234", "138 0000 1234", "示例路"]) expect(plain).not.toContain(secret);

  const id = String(row!["id"]);
  expect(await openRequest(warden, id, { reason: "", noteId: "" })).toMatchObject({ refusal: { kind: "reason-missing" } });
  const opened = await openRequest(warden, id, { reason: "make-contact", noteId: "" });
  expect(opened).toMatchObject({ ok: true, value: { name: ASK.name, phone: ASK.phone, about: ASK.about } });
  expect([...(await sql`SELECT reason FROM sensitive_opening WHERE subject_id = ${id}`)]).toEqual([{ reason: "make-contact" }]);
});

test("it never says that somebody is registered: the same answer, without one look at the register", async () => {
  await madeElder(records, { name: "示例在册" });
  const bytes = async (about: string) =>
    JSON.stringify(await sent({ about, phone: "13900000001" }))
      .replace(/"reference":"\d{8}"/, "")
      .replace(/"answerBy":"[^"]+"/, "")
      .replaceAll(about, "");
  const [registered, unregistered] = [await bytes("示例在册，今天没人接电话"), await bytes("示例不在，今天没人接电话")];
  expect(registered).toBe(unregistered);
  // With the register locked away from everybody the answer comes all the same: it is not asked.
  await sql.begin(async (held) => {
    await held`LOCK TABLE resident, resident_contact, resident_sensitive, resident_consent, visit_event IN ACCESS EXCLUSIVE MODE`;
    const { data } = await sent({ about: "示例在册，今天没人接电话" });
    expect(data.asked).not.toBeNull();
  });
});

test("what is missing is told field by field, what was typed stays, and nothing is kept", async () => {
  const { data, init } = await sent({ name: " ", phone: "abc", about: "", area: "示例没有的地方", urgency: "" });
  expect(init.status).toBe(422);
  expect(data.refusal).toEqual({
    kind: "incomplete",
    problems: {
      ...{ name: "name-missing", phone: "phone-shape", about: "about-missing" },
      ...{ area: "area-unknown", urgency: "urgency-missing" },
    },
  });
  expect(data.typed).toMatchObject({ phone: "abc", area: "示例没有的地方" });
  expect(await kept()).toHaveLength(0);
});

test("programs are not asked puzzles: a filled trap, a form too fast, none of ours or of yesterday is sent once more, and nothing is lost", async () => {
  const odd: Readonly<Record<string, string>>[] = [
    { website: "http://spam.invalid" },
    ...[stampOf(1), "made-up", stampOf(90_000)].map((stamp) => ({ stamp })),
  ];
  for (const over of odd) {
    const { data, init } = await sent(over);
    expect([init.status, data.refusal?.kind, data.typed?.about]).toEqual([422, "once-more", ASK.about]);
  }
  expect(await kept()).toHaveLength(0);
  expect(newStamp()).not.toBe(newStamp());
});

test("the same form twice is one request, and one that says something else is another", async () => {
  const stamp = stampOf();
  const [first, again, other] = [
    await sent({ stamp }),
    await sent({ stamp }),
    await sent({ stamp, phone: "13800009999", about: "另一位示例老人，也没人接" }),
  ];
  expect(again.data.asked?.reference).toBe(first.data.asked?.reference);
  expect(other.data.asked?.reference).not.toBe(first.data.asked?.reference);
  expect(await kept()).toHaveLength(2);
});

test("one address and one phone are slowed down, in the database, without keeping either", async () => {
  const here = "198.51.100.7";
  for (let n = 0; n < 10; n++) expect((await sent({ phone: `1370000000${n}` }, here)).data.asked).not.toBeNull();
  const slowed = await sent({ phone: "13611112222" }, here);
  expect([slowed.init.status, slowed.data.refusal?.kind]).toEqual([429, "try-later"]);
  expect(Number(slowed.init.headers["Retry-After"])).toBeGreaterThan(0);
  expect((await sent({ phone: "13611112222" })).data.asked, "from elsewhere").not.toBeNull();
  for (let n = 0; n < 4; n++) await sent({ phone: "13655556666" });
  expect((await sent({ phone: "+86 136-5555-6666" })).init.status, "one phone however it is written").toBe(429);
  const counted = JSON.stringify(await sql`SELECT key FROM sign_in_throttle`);
  for (const one of [here, "13655556666", "13611112222"]) expect(counted).not.toContain(one);
});

test("the street's staff see it and nobody else does; what was done only grows, and the answer closes it", async () => {
  const { data } = await sent();
  const [row] = await kept();
  const id = String(row!["id"]);
  const list = (actor: typeof warden) => requestsInView(actor, TOWN, "", null);
  expect((await list(warden)).open).toMatchObject([{ id, reference: data.asked!.reference, lastStep: null }]);
  for (const other of [stranger, visitor]) {
    expect((await list(other)).open).toEqual([]);
    expect(await requestInView(other, TOWN, id)).toBeNull();
    expect(await noteRequestStep(other, id, "rang", "")).toMatchObject({ refusal: { kind: "not-there" } });
    expect(await openRequest(other, id, { reason: "make-contact", noteId: "" })).toMatchObject({
      refusal: { kind: "not-there" },
    });
  }
  expect(await noteRequestStep(warden, id, "nobody-answered", "")).toMatchObject({ ok: true });
  expect(await noteRequestStep(warden, id, "went-there", "示例：人在家，手机没电")).toMatchObject({ ok: true });
  expect(await noteRequestStep(warden, id, "answered", " ")).toMatchObject({ refusal: { kind: "answer-unsaid" } });
  expect(await noteRequestStep(warden, id, "answered", "示例：已回电")).toMatchObject({ ok: true });
  expect(await noteRequestStep(warden, id, "rang", "")).toMatchObject({ refusal: { kind: "closed-already" } });
  const shown = await requestInView(warden, TOWN, id);
  expect(shown?.steps.map(({ kind, note }) => [kind, note])).toEqual([
    ["nobody-answered", ""],
    ["went-there", "示例：人在家，手机没电"],
    ["answered", "示例：已回电"],
  ]);
  expect(shown?.people[WARDEN.personId]).toBe(WARDEN.name);
  expect((await list(warden)).closed.map((one) => one.id)).toEqual([id]);
  expect(JSON.stringify(await sql`SELECT * FROM family_request_step`)).not.toContain("没电");
  await expect(sql`UPDATE family_request_step SET kind = 'rang'`).rejects.toThrow("is not rewritten");
  await expect(sql`UPDATE family_request SET closed_at = NULL`).rejects.toThrow("is not rewritten");
});

test("those that wait are counted, the late ones apart, where they are", async () => {
  await sent();
  await sent({ urgency: "soon", phone: "13800009999" });
  await sql`ALTER TABLE family_request DISABLE TRIGGER guard_family_request`;
  await sql`UPDATE family_request SET asked_at = asked_at - interval '3 hours', answer_by = now() - interval '1 minute' WHERE urgency = 'today'`;
  await sql`ALTER TABLE family_request ENABLE TRIGGER guard_family_request`;
  const open = (area: string) => inUnitOfWork(warden, (uow) => openFamilyRequests(uow, area));
  expect(await open("990101")).toMatchObject({ open: 2, overdue: 1, nextBy: expect.any(String) as string });
  expect(await open("990102")).toMatchObject({ open: 0, overdue: 0, nextBy: null });
});

test("the office's number is the nearest one that was said, and only whoever acts there says it", async () => {
  expect(await changeDutyPhone(stranger, TOWN, STREET, "0371-60000001")).toMatchObject({ refusal: { kind: "not-permitted" } });
  expect(await changeDutyPhone(warden, TOWN, STREET, "ring me")).toMatchObject({ refusal: { kind: "phone-shape" } });
  expect(await changeDutyPhone(warden, TOWN, "990101", "0371-60000001")).toMatchObject({ ok: true });
  expect((await sent()).data.duty?.phone).toBe("0371-60000001");
  expect(await changeDutyPhone(warden, TOWN, STREET, "0371-60000002")).toMatchObject({ ok: true });
  expect((await sent()).data.duty?.phone).toBe("0371-60000002");
  const areas = [`${STREET}001`, STREET, "990101", "990102", TOWN.code, STREET];
  expect(
    [...(await inUnitOfWork(warden, (uow) => dutyPhonesFor(uow, areas)))],
    "of several areas at once, each its own nearest",
  ).toEqual([
    [`${STREET}001`, "0371-60000002"],
    [STREET, "0371-60000002"],
    ["990101", "0371-60000001"],
  ]);
  const page = await loader({
    request: new Request(`http://quarterhour.invalid/my/look-in?city=${TOWN.code}`),
    params: {},
    context: {},
  } as never);
  expect(page.data.phone, "of the whole city none is said").toBeNull();
});

/** Somebody of their own on duty there, day and night. */
async function onDuty(areaCode: string, name: string) {
  const id = newId();
  await sql`INSERT INTO person (id, name, area_code, line) VALUES (${id}, ${name}, ${areaCode}, 'civil-affairs')`;
  await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (${newId()}, ${id}, 'caregiver', 'civil-affairs', ${areaCode}, '2024-01-01')`;
  await sql`
    INSERT INTO duty_shift (id, city_code, area_code, valid_from, weekdays, begins, ends, person_id)
    VALUES (${newId()}, ${TOWN.code}, ${areaCode}, '2024-01-01', '{1,2,3,4,5,6,7}', 0, 1440, ${id})`;
  return madeActor({ personId: id, role: "caregiver", areaCode, line: "civil-affairs" });
}
const walk = (minutes: number, from: Date) => walkAlarms(new Date(from.getTime() + minutes * 60_000), alarmAnswered);
const rings = () => sql<
  { kind: string; name: string | null; minute: number }[]
>`SELECT s.kind, p.name, round(extract(epoch FROM s.planned_at - e.began_at) / 60)::int AS minute
  FROM escalation e JOIN escalation_step s ON s.escalation_id = e.id LEFT JOIN person p ON p.id = s.person_id WHERE s.kind NOT IN ('opened', 'shown') ORDER BY s.done_at, s.id`;

test("a danger rings whoever is on duty at once and everybody above within half an hour, until the family was answered", async () => {
  const near = await onDuty(STREET, "示例街道值班");
  await onDuty("990101", "示例区级值班");
  expect((await sent({ urgency: "danger" })).data.duty).toEqual({
    area: { name: "花园路街道", nameEn: "花园路街道" },
    phone: null,
  });
  const [row] = await kept();
  const [id, asked] = [String(row!["id"]), row!["asked_at"] as Date];
  for (const minute of [0, 1, 7, 14, 21, 28]) await walk(minute, asked);
  expect([...(await rings())]).toEqual([
    { kind: "told", name: "示例街道值班", minute: 0 },
    { kind: "nobody", name: null, minute: 7 },
    { kind: "told-already", name: null, minute: 7 },
    { kind: "told", name: "示例区级值班", minute: 7 },
    { kind: "authority", name: null, minute: 14 },
  ]);
  const [alarm] = await sql`SELECT id FROM escalation`;
  expect(await settleAlarm(near, String(alarm!["id"]), "well")).toMatchObject({ refusal: { kind: "answer-first" } });
  expect(await requestInView(near, TOWN, id)).toMatchObject({ isTold: true, mayAct: true, mayOpen: false });
  expect(await openAsTold(near, TOWN, id)).toMatchObject({ ok: true, value: { name: ASK.name, again: [] } });
  expect(await openAsTold(visitor, TOWN, id)).toMatchObject({ refusal: { kind: "not-permitted" } });
  expect([...(await sql`SELECT reason FROM sensitive_opening WHERE subject_id = ${id}`)]).toEqual([{ reason: "visit-assigned" }]);
  expect(await noteRequestStep(near, id, "answered", "示例：已回电")).toMatchObject({ ok: true });
  expect([...(await sql`SELECT settled_how AS how, settled_by AS by FROM escalation`)]).toEqual([
    { how: "answered", by: near.personId },
  ]);
});

test("whoever would look in some time rings nobody up at night, and the whole time is that of who is told first", () => {
  const soon: AnswerClock = { urgency: "soon", minutes: 240, dayFrom: 540, dayUntil: 1080 };
  const at = new Date("2026-11-23T14:00:00Z");
  const rungs = STANDARD_LADDER["family-request"];
  const due = answerBy(soon, at, "Asia/Shanghai");
  expect(ringsFrom(soon, at, "Asia/Shanghai").toISOString(), "22:00 → 09:00").toBe("2026-11-24T01:00:00.000Z");
  expect(ladderWithin(rungs, soon, at, due, "Asia/Shanghai").map(({ minutes }) => minutes)).toEqual([660, 240, 30, 30, 30, 0]);
  const danger: AnswerClock = { urgency: "danger", minutes: 30, dayFrom: null, dayUntil: null };
  const half = new Date(at.getTime() + 30 * 60_000);
  expect(ladderWithin(rungs, danger, at, half, "Asia/Shanghai").map(({ minutes }) => minutes)).toEqual([0, 7, 7, 7, 7, 0]);
});

test("the same asked again within the day joins the first: one number, every word kept, sooner where it is graver", async () => {
  const first = await sent({ urgency: "today" });
  const again = await sent({ about: "还是没人接，邻居说灯亮着", phone: "+86 138-0000-1234" });
  const graver = await sent({ about: "邻居闻到煤气味", urgency: "danger" });
  const elsewhere = await sent({ area: "990101" });
  const numbers = [first, again, graver].map(({ data }) => data.asked?.reference);
  expect(new Set(numbers).size).toBe(1);
  expect(numbers).not.toContain(elsewhere.data.asked?.reference);
  expect(Object.keys(again.data)).toEqual(Object.keys(first.data));
  expect((await requestsInView(warden, TOWN, STREET, null)).open).toMatchObject([
    { reference: numbers[0], repeats: 2, urgency: "danger", lastStep: "asked-again", lastBy: null },
  ]);
  const [row] = await kept();
  const opened = await openRequest(warden, String(row!["id"]), { reason: "make-contact", noteId: "" });
  expect(opened).toMatchObject({
    value: { about: ASK.about, again: [{ about: "还是没人接，邻居说灯亮着" }, { about: "邻居闻到煤气味" }] },
  });
  const [alarm] = await sql`SELECT ladder->1->>'minutes' AS minutes FROM escalation WHERE source_id = ${String(row!["id"])}`;
  expect(alarm, "by the clock of a danger").toEqual({ minutes: "7" });
  expect(JSON.stringify(await sql`SELECT * FROM family_request_step`)).not.toMatch(/煤气|13800001234/);
  await expect(sql`UPDATE family_request SET urgency = 'soon' WHERE id = ${String(row!["id"])}`).rejects.toThrow(
    "is not rewritten",
  );
  await noteRequestStep(warden, String(row!["id"]), "answered", "示例：已回电");
  expect((await sent()).data.asked?.reference, "after the answer it is another").not.toBe(numbers[0]);
});

const earlier = async (minutes: number) => {
  await sql`ALTER TABLE family_request DISABLE TRIGGER guard_family_request`;
  await sql`UPDATE family_request SET asked_at = asked_at - make_interval(mins => ${minutes}), answer_by = answer_by - make_interval(mins => ${minutes})`;
  await sql`ALTER TABLE family_request ENABLE TRIGGER guard_family_request`;
  await sql`UPDATE escalation SET began_at = began_at - make_interval(mins => ${minutes}), next_at = next_at - make_interval(mins => ${minutes})`;
};
const ringing = async () =>
  (await sql`SELECT rung, round, next_at AS "nextAt", accepted_by AS by, ladder->1->>'minutes' AS minutes FROM escalation`)[0]!;
const toldIn = async (round: number) =>
  (
    await sql<
      { name: string }[]
    >`SELECT p.name FROM escalation_step s JOIN person p ON p.id = s.person_id WHERE s.kind = 'told' AND s.round = ${round} ORDER BY s.rung`
  ).map(({ name }) => name);

test("asked again after the ladder was over, or graver, everybody is told anew; an hour that has passed is promised to nobody", async () => {
  const near = await onDuty(STREET, "示例街道值班");
  await onDuty("990101", "示例区级值班");
  const first = await sent({ urgency: "today" });
  await earlier(90);
  for (let n = 0; n < 5; n++) await walk(0, new Date());
  for (const minute of [30, 60, 90]) await walk(minute, new Date());
  expect(await ringing()).toMatchObject({ round: 0, nextAt: null });
  const again = await sent({ about: "还是没人接" });
  expect(again.data.asked).toMatchObject({ isPast: true, reference: first.data.asked!.reference });
  const [row] = await kept();
  expect(again.data.asked!.answerBy, "what stands on the request, and no new hour").toBe(
    (row!["answer_by"] as Date).toISOString(),
  );
  expect(await ringing()).toMatchObject({ round: 1, rung: 0, minutes: "15" });
  expect(Math.abs(((await ringing())["nextAt"] as Date).getTime() - Date.now())).toBeLessThan(60_000);
  await walk(0, new Date());
  expect(await toldIn(1)).toEqual(["示例街道值班"]);
  // One that goes upwards is left to: asking every minute would keep it from the top.
  await sent({ about: "还是没人接，急" });
  expect(await ringing()).toMatchObject({ round: 1, rung: 1 });
  const [alarm] = await sql`SELECT id FROM escalation`;
  expect(await sayOfAlarm(near, String(alarm!["id"]), "accepted")).toMatchObject({ ok: true });
  // At night as well: graver is told anew, whoever had it in hand.
  const graver = await sent({ about: "邻居闻到煤气味", urgency: "danger" });
  expect(graver.data.asked).toMatchObject({ urgency: "danger", isPast: true });
  expect(await ringing()).toMatchObject({ round: 2, rung: 0, by: null, minutes: "7" });
  for (const minute of [0, 7, 14, 21]) await walk(minute, new Date());
  expect(await toldIn(2)).toEqual(["示例街道值班", "示例区级值班"]);
  expect((await kept())[0]).toMatchObject({ urgency: "danger" });
});

test("a place is found as it is printed and as people say it; where it is not, districts are offered and nothing typed is lost", async () => {
  const meant = async (words: string) => (await areasWritten(TOWN, words)).map(({ code }) => code);
  const { nameZh } = TOWN;
  for (const words of ["东区花园路街道", "东区 花园路街道办", `${nameZh}东区花园路街道办事处`, "花园路街道办", "东区花园路"])
    expect(await meant(words), words).toEqual([STREET]);
  expect(await meant(`${nameZh}东区`)).toEqual(["990101"]);
  expect((await areasTyped(TOWN, "东区花园", 12)).map(({ code }) => code)).toContain(STREET);
  const { data } = await sent({ area: "示例没有的地方" });
  expect(data.choices.map(({ code }) => code)).toContain("990101");
  expect(data.typed).toEqual(expect.objectContaining({ about: ASK.about, area: "示例没有的地方", phone: ASK.phone }));
});

test("so many hours of those in which somebody answers, today's and then tomorrow's, in the city's own time", () => {
  const soon: AnswerClock = { urgency: "soon", minutes: 240, dayFrom: 540, dayUntil: 1080 };
  const by = (at: string) => answerBy(soon, new Date(at), "Asia/Shanghai").toISOString();
  expect(by("2026-11-23T02:00:00Z"), "10:00 → 14:00").toBe("2026-11-23T06:00:00.000Z");
  expect(by("2026-11-23T06:00:00Z"), "14:00 → 18:00").toBe("2026-11-23T10:00:00.000Z");
  expect(by("2026-11-23T07:00:00Z"), "15:00 → tomorrow 10:00").toBe("2026-11-24T02:00:00.000Z");
  expect(by("2026-11-23T15:30:00Z"), "23:30 → tomorrow 13:00").toBe("2026-11-24T05:00:00.000Z");
  expect(by("2026-11-22T20:00:00Z"), "04:00 → 13:00").toBe("2026-11-23T05:00:00.000Z");
  expect(by("2026-11-23T00:59:00Z"), "08:59 → 13:00").toBe("2026-11-23T05:00:00.000Z");
  const today: AnswerClock = { urgency: "today", minutes: 60, dayFrom: null, dayUntil: null };
  expect(answerBy(today, new Date("2026-11-23T15:30:00Z"), "Asia/Shanghai").toISOString()).toBe("2026-11-23T16:30:00.000Z");
});

test("it goes when its days are over, with what was noted, and is sealed anew with the others", async () => {
  await sent();
  await sent({ phone: "13800009999" });
  const [old, fresh] = (await kept()).map(({ id }) => String(id));
  await noteRequestStep(warden, old!, "answered", "示例：已回电");
  await noteRequestStep(warden, fresh!, "rang", "示例：无人接听");
  const anew = (at: number) =>
    inUnitOfWork(systemActor("keys"), (uow) => sealedFamilyRequests[at]!.reseal(uow, "another-key", null, 10));
  expect([(await anew(0)).resealed, (await anew(1)).resealed]).toEqual([2, 2]);
  expect(await openRequest(warden, fresh!, { reason: "make-contact", noteId: "" })).toMatchObject({ ok: true });
  await sql`ALTER TABLE family_request DISABLE TRIGGER guard_family_request`;
  await sql`UPDATE family_request SET asked_at = now() - interval '92 days', answer_by = now() - interval '91 days', closed_at = now() - interval '91 days' WHERE id = ${old!}`;
  await sql`ALTER TABLE family_request ENABLE TRIGGER guard_family_request`;
  await applyRetention([retainedFamilyRequests]);
  expect((await kept()).map(({ id }) => String(id))).toEqual([fresh]);
  expect((await sql`SELECT DISTINCT request_id AS id FROM family_request_step`).map(({ id }) => String(id))).toEqual([fresh]);
});
