import { beforeAll, beforeEach, expect, test } from "vitest";
import { v4 as randomId, v7 as newId } from "uuid";
import { alarmAnswered } from "~/modules/visits/use-cases/alarm-answered.server";
import { alarmsAfterVisits } from "~/modules/visits/use-cases/alarm-after-visit.server";
import type { VisitedResident } from "~/modules/visits/data/visit-events.server";
import { daysFrom } from "~/modules/visits/use-cases/due-basis.server";
import { oneAlarm } from "~/modules/visits/use-cases/watch-in-view.server";
import { logVisit } from "~/modules/visits/use-cases/log-visit.server";
import type { VisitSaid } from "~/modules/visits/domain/visit-log";
import { instantOn } from "~/modules/work-orders/domain/duty-roster";
import { retainedAlarms } from "~/modules/work-orders/use-cases/retained-alarms.server";
import { waitingIn } from "~/modules/work-orders/data/waiting-alarms.server";
import { STANDARD_LADDER, turnAfterAccepting } from "~/modules/work-orders/domain/alarm";
import { callsDue } from "~/modules/work-orders/use-cases/call-list.server";
import { sayOfAlarm, settleAlarm } from "~/modules/work-orders/use-cases/act-on-alarm.server";
import { takeStep } from "~/modules/work-orders/use-cases/take-step.server";
import { walkAlarms } from "~/modules/work-orders/use-cases/walk-alarms.server";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { withTestDatabase } from "../../factories/test-database";
import { madeActor } from "../../factories/made-actor";
import { TOWN } from "../catalog/factories/catalog-city";
import { EAST, madeElder, makeVisitingTown, stranger, VISITOR, visitor, warden } from "../visits/visiting-town";

const records = withTestDatabase();
const { sql } = records;
const { code: cityCode, timeZone } = TOWN;
const YESTERDAY = daysFrom(today(timeZone), -1);
const at = (minute: number) => instantOn(YESTERDAY, minute, timeZone);
const TEN = 600;
/** The last minute of yesterday is less than a day ago. */
const LAST = 1439;

beforeAll(() => makeVisitingTown(records));
beforeEach(async () => {
  await sql`TRUNCATE escalation, escalation_step, duty_shift, duty_swap`;
});

async function somebody(name: string): Promise<string> {
  const id = newId();
  await sql`INSERT INTO person (id, name, area_code, line) VALUES (${id}, ${name}, ${EAST}, 'civil-affairs')`;
  return id;
}
async function onDuty(areaCode: string, person: string, { deputy = null as string | null, begins = 0, ends = 1440 } = {}) {
  // Whoever was given no right there stands on no duty.
  for (const id of [person, ...(deputy ? [deputy] : [])])
    await sql`
      INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
      SELECT ${newId()}, ${id}, 'caregiver', 'civil-affairs', ${areaCode}, '2024-01-01' WHERE NOT EXISTS (SELECT 1 FROM role_grant WHERE person_id = ${id} AND starts_with(${areaCode}, area_code))`;
  await sql`
    INSERT INTO duty_shift (id, city_code, area_code, valid_from, weekdays, begins, ends, person_id, deputy_id)
    VALUES (${newId()}, ${cityCode}, ${areaCode}, '2024-01-01', '{1,2,3,4,5,6,7}', ${begins}, ${ends}, ${person}, ${deputy})`;
}
const said = (residentId: string, minute: number, over: Partial<VisitSaid> = {}): VisitSaid => ({
  ...{ clientId: randomId(), residentId, authorId: null, plannedVisitId: null, offsetSeconds: null, device: "phone" },
  ...{ capturedAt: at(minute).toISOString(), beganAt: at(minute).toISOString(), minutes: 5 },
  ...{ outcome: "no-answer", channel: "home", purpose: "check", findings: [], body: { looked: {}, needs: "", note: "" } },
  ...over,
});
const logged = async (visit: VisitSaid) => {
  expect(await logVisit(visitor, TOWN, visit)).toMatchObject({ ok: true });
  return visit.clientId;
};
const walk = (minute: number) => walkAlarms(at(minute), alarmAnswered);
const alarm = async () =>
  (await sql`SELECT id, rung, next_at AS "nextAt", settled_how AS how, accepted_by AS "acceptedBy" FROM escalation`)[0]!;
/** «kind person@minute of yesterday», the timer's own steps and people's alike. */
const steps = async () =>
  (
    await sql<{ kind: string; name: string | null; minute: number; planned: number }[]>`
      SELECT s.kind, p.name, round(extract(epoch FROM s.done_at - ${at(0)}::timestamptz) / 60)::int AS minute, round(extract(epoch FROM s.planned_at - ${at(0)}::timestamptz) / 60)::int AS planned
      FROM escalation_step s LEFT JOIN person p ON p.id = s.person_id WHERE s.rung > 0 ORDER BY s.rung, s.done_at, s.kind, p.name`
  ).map(({ kind, name, minute, planned }) => `${kind}${name ? ` ${name}` : ""} ${planned}→${minute}`);

test("the ladder is walked rung by rung, to whom to phone", async () => {
  const [near, deputy, street, district] = [
    await somebody("示例社区值班"),
    await somebody("示例社区副手"),
    await somebody("示例街道值班"),
    await somebody("示例区级值班"),
  ];
  await onDuty(EAST, near, { deputy });
  await onDuty("990101001", street);
  await onDuty("990101", district);
  await logged(said(await madeElder(records), TEN));
  expect(await walk(TEN + 119)).toBe(0);
  for (const minute of [120, 150, 180, 210, 240, 270]) {
    expect(await walk(TEN + minute)).toBe(1);
    expect(await walk(TEN + minute + 1), "nothing comes before its time").toBe(0);
  }
  expect(await steps()).toEqual([
    "told 示例社区值班 720→720",
    "told 示例社区副手 750→750",
    "told 示例街道值班 780→780",
    "authority 810→810",
    "told 示例区级值班 840→840",
    "authority 870→870",
  ]);
  expect(await walk(TEN + 2000)).toBe(0);
  expect(await alarm()).toMatchObject({ rung: 6, nextAt: null, how: null });
});

test("at night the night shift is asked, and after midnight still", async () => {
  const [day, night, late] = [await somebody("示例白班"), await somebody("示例夜班"), await somebody("示例区夜班")];
  await onDuty("990101001", day, { begins: 480, ends: 1080 });
  await onDuty("990101001", night, { begins: 1080, ends: 480 });
  await onDuty("990101", late, { begins: 1080, ends: 480 });
  await logged(said(await madeElder(records), 1200));
  await walk(1320);
  // There is no deputy, and the street has whoever was told already.
  await walk(1445);
  await walk(1475);
  const later = ["nobody 1350→1445", "told-already 1350→1445", "authority 1350→1445", "told 示例区夜班 1475→1475"];
  expect(await steps()).toEqual(["told 示例夜班 1320→1320", ...later]);
});

test("with nobody rostered it says so and says at once whom to phone", async () => {
  await logged(said(await madeElder(records), TEN));
  expect(await walk(TEN + 120)).toBe(1);
  const kinds = async () => (await steps()).map((step) => step.split(" ")[0]);
  expect(await kinds(), "the contact, whoever is there").toEqual(["nobody", "nobody", "nobody", "authority"]);
  expect(await walk(TEN + 150)).toBe(1);
  expect((await kinds()).slice(4)).toEqual(["nobody", "authority"]);
});

test("whoever accepts has an hour to act; then it goes on all the same", async () => {
  const [near, street] = [await somebody("示例社区值班"), await somebody("示例街道值班")];
  await onDuty(EAST, near);
  await onDuty("990101001", street);
  await logged(said(await madeElder(records), TEN));
  await walk(TEN + 120);
  const { id } = await alarm();
  const told = madeActor({ personId: near, role: "caregiver", areaCode: "990102", line: "civil-affairs" });
  expect(await sayOfAlarm(stranger, id, "accepted")).toEqual({ ok: false, refusal: { kind: "not-there" } });
  expect(await sayOfAlarm(madeActor({ personId: street, role: "caregiver", areaCode: EAST }), id, "accepted")).toMatchObject({
    ok: false,
  });
  expect(await sayOfAlarm(told, id, "accepted"), "who was told needs no other right").toMatchObject({ ok: true });
  expect(await sayOfAlarm(warden, id, "accepted")).toEqual({ ok: false, refusal: { kind: "taken-already" } });
  const { nextAt } = await alarm();
  expect(Math.round((nextAt.getTime() - Date.now()) / 60_000)).toBe(60);
  expect(await walkAlarms(new Date(nextAt.getTime() - 1), alarmAnswered)).toBe(0);
  expect(await walkAlarms(nextAt, alarmAnswered)).toBe(1);
  expect(await alarm()).toMatchObject({ rung: 3, acceptedBy: null });
  expect(await settleAlarm(told, id, "well")).toMatchObject({ ok: true });
  expect(await settleAlarm(told, id, "well")).toEqual({ ok: false, refusal: { kind: "settled-already" } });
  expect(await walkAlarms(new Date(nextAt.getTime() + 86_400_000), alarmAnswered)).toBe(0);
});

/** Told who stands on duty from the community up to the district, and the ladder walked through to its end. */
async function walkedThrough(begins = TEN) {
  const people = [await somebody("示例社区值班"), await somebody("示例街道值班"), await somebody("示例区级值班")] as const;
  for (const [n, area] of [EAST, "990101001", "990101"].entries()) await onDuty(area, people[n]!);
  await logged(said(await madeElder(records), begins));
  const ends = begins + 240;
  for (const minute of [120, 150, 180, 210, 240]) await walk(begins + minute);
  expect(await alarm()).toMatchObject({ rung: 6, nextAt: null });
  return { ends, near: madeActor({ personId: people[0], role: "caregiver", areaCode: "990102", line: "civil-affairs" }) };
}
const anew = async () =>
  (
    await sql<{ said: string }[]>`
      SELECT concat_ws(' ', s.round, s.kind, p.name, NULLIF(s.detail, '')) AS said
      FROM escalation_step s LEFT JOIN person p ON p.id = s.person_id WHERE s.round > 0 ORDER BY s.round, s.done_at, s.id`
  ).map((row) => row.said);
const waits = () => inUnitOfWork(warden, (uow) => waitingIn(uow, cityCode, EAST)).then(({ waiting }) => waiting);

test.each([
  ["by day", TEN],
  ["at night", 1260],
])(
  "accepting on the last rung is no end: an hour later whoever is highest is told anew, on and on until it is settled (%s)",
  async (_when, begins) => {
    const { near } = await walkedThrough(begins);
    const { id } = await alarm();
    expect(await sayOfAlarm(near, id, "accepted")).toMatchObject({ ok: true });
    expect(await waits(), "it is in somebody's hands").toBe(0);
    const { nextAt: turn } = await alarm();
    expect(Math.round((turn.getTime() - Date.now()) / 60_000)).toBe(60);
    const after = (minutes: number) => walkAlarms(new Date(turn.getTime() + minutes * 60_000), alarmAnswered);
    expect(await after(-1)).toBe(0);
    expect(await after(0)).toBe(1);
    expect(await alarm()).toMatchObject({ rung: 5, acceptedBy: null });
    expect(await waits(), "and in nobody's again: it rings, and anybody may accept it").toBe(1);
    expect(await callsDue(warden, TOWN, EAST)).toMatchObject([{ name: "示例区级值班", who: "district" }]);
    for (const minute of [29, 30, 89, 90, 120]) await after(minute);
    expect(await anew()).toEqual([
      "1 told 示例区级值班 accepted-not-settled",
      "1 authority",
      "2 told 示例区级值班",
      "2 authority",
    ]);
    expect(await sayOfAlarm(near, id, "accepted"), "again, and again it is no end").toMatchObject({ ok: true });
    expect((await alarm()).nextAt).not.toBeNull();
    expect(await settleAlarm(near, id, "well")).toMatchObject({ ok: true });
    expect(await after(10_000)).toBe(0);
  },
);

test("whoever accepts a danger has twenty minutes, and never beyond the hour of its order", async () => {
  const [near, deputy, street] = [await somebody("示例社区值班"), await somebody("示例副手"), await somebody("示例街道值班")];
  await onDuty(EAST, near, { deputy });
  await onDuty("990101001", street);
  const told = (personId: string) => madeActor({ personId, role: "caregiver", areaCode: "990102", line: "civil-affairs" });
  const began = Date.now() - 60_000;
  const at = (minutes: number) => new Date(began + minutes * 60_000);
  const beganAt = at(0).toISOString();
  await logged(
    said(await madeElder(records), 0, { beganAt, capturedAt: beganAt, outcome: "seen", minutes: 20, findings: ["danger"] }),
  );
  await walkAlarms(at(1), alarmAnswered);
  const { id } = await alarm();
  await sayOfAlarm(told(near), id, "accepted");
  expect(Math.round(((await alarm()).nextAt.getTime() - Date.now()) / 60_000)).toBe(20);
  expect(STANDARD_LADDER.finding.every(({ actingMinutes }) => actingMinutes <= 20)).toBe(true);
  const ladder = STANDARD_LADDER.finding.map((one) => ({ ...one, actingMinutes: 60 }));
  const turn = (minutes: number, nextAt: Date | null) => turnAfterAccepting({ ladder, rung: 2, nextAt }, at(minutes), at(120));
  expect(turn(30, at(40))).toEqual(at(90));
  expect(turn(100, at(110)), "its order's hour").toEqual(at(120));
  expect(turn(130, null), "which has passed").toEqual(at(190));
});

test("a contact is asked for where it is their turn; only one who was reached, by an entry that stands, passes it over", async () => {
  const near = await somebody("示例社区值班");
  await onDuty(EAST, near);
  await logged(said(await madeElder(records), TEN));
  const { id } = await alarm();
  for (const minute of [120, 150]) await walk(TEN + minute);
  const rang = (detail: string, corrects: string | null = null) => {
    const step = newId();
    return sql`
      INSERT INTO escalation_step (id, escalation_id, rung, kind, person_id, by_person, planned_at, done_at, callee, detail, corrects)
      VALUES (${step}, ${id}, 1, 'rang', ${near}, ${near}, now(), now(), 'contact', ${detail}, ${corrects})`.then(() => step);
  };
  await rang("not-reached");
  const wrong = await rang("reached");
  await rang("not-made", wrong);
  const calls = async () => (await callsDue(warden, TOWN, EAST)).map(({ who, name, tries }) => `${who} ${name} ${tries}`);
  expect(await alarm()).toMatchObject({ rung: 4 });
  expect(await calls(), "whoever did not see it yet, and the contact").toEqual(["community 示例社区值班 0", "contact  1"]);
  await rang("reached");
  expect(await calls()).toEqual(["community 示例社区值班 0"]);
  // In another alarm somebody reached a contact before their turn.
  await sql`TRUNCATE escalation, escalation_step`;
  await logged(said(await madeElder(records), TEN));
  await walk(TEN + 120);
  const other = (await alarm()).id;
  await sql`
    INSERT INTO escalation_step (id, escalation_id, rung, kind, planned_at, done_at, callee, detail) VALUES (${newId()}, ${other}, 1, 'rang', now(), now(), 'contact', 'reached')`;
  await onDuty("990101", await somebody("示例区级值班"));
  await onDuty("990101001", await somebody("示例街道值班"));
  for (const minute of [150, 180]) await walk(TEN + minute);
  expect(await alarm(), "after the street the district at once").toMatchObject({ rung: 5 });
});

test("that somebody left the register for a reason that says not where they are ends no alarm", async () => {
  await onDuty(EAST, await somebody("示例社区值班"));
  const elder = await madeElder(records);
  await logged(said(elder, TEN));
  await sql`UPDATE resident SET state = 'left', left_on = ${YESTERDAY}, left_reason = 'no-longer-in-need' WHERE id = ${elder}`;
  await walk(TEN + 120);
  expect(await alarm()).toMatchObject({ rung: 1, how: null });
  await sql`UPDATE resident SET left_reason = 'institution' WHERE id = ${elder}`;
  await walk(TEN + 150);
  expect(await alarm()).toMatchObject({ how: "institution" });
});

test("two who end one danger from two pages do so once, and neither waits for the other for ever", async () => {
  for (let n = 0; n < 3; n++) {
    const visit = await logged(said(await madeElder(records), LAST, { outcome: "seen", minutes: 20, findings: ["danger"] }));
    const [order] = await sql<{ id: string; alarm: string }[]>`
      SELECT o.id, e.id AS alarm FROM finding f JOIN work_order o ON o.source_id = f.id JOIN escalation e ON e.source_id = f.id WHERE f.event_id = ${visit}`;
    const acted = { kind: "acted", note: "", assignedId: null, how: "repaired", isSettled: null, satisfaction: null } as const;
    const answers = await Promise.all([
      settleAlarm(warden, order!.alarm, "helped"),
      takeStep(warden, TOWN, order!.id, acted, null),
    ]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await sql`SELECT 1 FROM work_order_step WHERE order_id = ${order!.id} AND kind = 'acted'`).toHaveLength(1);
  }
});

test("a visit that finds them ends it by itself, of a merged file too; one from before does not", async () => {
  const elder = await madeElder(records);
  await logged(said(elder, TEN));
  await logged(said(elder, TEN - 60, { outcome: "seen", minutes: 20 }));
  expect(await alarm()).toMatchObject({ how: null });
  const kept = await madeElder(records);
  await sql`UPDATE resident SET state = 'left', left_on = ${YESTERDAY}, left_reason = 'same-person', merged_into = ${kept} WHERE id = ${elder}`;
  await logged(said(kept, TEN + 30, { outcome: "refused" }));
  expect(await alarm()).toMatchObject({ how: "refused", nextAt: null });
  // Files found to be one person's only afterwards: the timer looks before it tells anybody.
  await sql`TRUNCATE escalation, escalation_step`;
  const [one, other] = [await madeElder(records), await madeElder(records)];
  await logged(said(one, TEN));
  await logged(said(other, TEN + 5, { outcome: "seen", minutes: 20 }));
  await sql`UPDATE resident SET state = 'left', left_on = ${YESTERDAY}, left_reason = 'same-person', merged_into = ${other} WHERE id = ${one}`;
  await walk(TEN + 120);
  expect(await alarm()).toMatchObject({ how: "seen" });
  expect(await steps()).toEqual([]);
});

test("a second try in vain brings the next rung at once, and is no second alarm", async () => {
  await onDuty("9901", VISITOR.personId);
  const elder = await madeElder(records);
  await logged(said(elder, TEN));
  await logged(said(elder, TEN + 40));
  expect((await sql`SELECT count(*)::int AS n FROM escalation`)[0]).toEqual({ n: 1 });
  expect(await walk(TEN + 41)).toBe(1);
  expect((await alarm()).rung, "the only one on duty knows already: the contact is to be called").toBe(4);
});

test("what comes in late is judged by its own time, and not begun again where it was settled since", async () => {
  await onDuty(EAST, await somebody("示例社区值班"));
  const elder = await madeElder(records);
  await logged(said(elder, TEN + 60, { outcome: "seen", minutes: 20 }));
  await logged(said(elder, TEN));
  expect(await sql`SELECT 1 FROM escalation`).toHaveLength(0);
  await logged(said(await madeElder(records), TEN));
  const late = TEN + 400;
  expect(await walk(late)).toBe(1);
  expect(await steps(), "its turn was hours ago, and that is what stands there").toEqual([`told 示例社区值班 720→${late}`]);
  const { id } = await alarm();
  await settleAlarm(warden, id, "well");
  await logged(said((await sql`SELECT resident_id AS id FROM visit_event ORDER BY received_at DESC LIMIT 1`)[0]!.id, TEN + 30));
  expect(await sql`SELECT 1 FROM escalation`, "settled since").toHaveLength(1);
  const away = await madeElder(records);
  await sql`INSERT INTO resident_absence (id, resident_id, kind, valid_from) VALUES (${newId()}, ${away}, 'hospital', ${YESTERDAY})`;
  await logged(said(away, TEN));
  expect(await sql`SELECT 1 FROM escalation`, "known to be in hospital").toHaveLength(1);
});

const batch = (visits: readonly { resident: string; visit: VisitSaid }[]) =>
  inUnitOfWork(visitor, (uow) =>
    alarmsAfterVisits(
      uow,
      cityCode,
      visits.map(({ resident, visit: one }) => ({
        resident: { id: resident, areaCode: EAST, line: "civil-affairs" } as VisitedResident,
        said: one,
        authorId: VISITOR.personId,
      })),
      today(timeZone),
    ),
  );
const running = () => sql`SELECT source_id AS visit FROM escalation WHERE settled_at IS NULL`;

test("a late «seen» does not swallow a newer door that nobody opened: handed in together, from two phones, settled late", async () => {
  const elder = await madeElder(records);
  await logged(said(elder, TEN));
  const [seen, vain] = [said(elder, TEN + 30, { outcome: "seen", minutes: 20 }), said(elder, TEN + 300)];
  // Both are written down before alarms are looked at: as one batch of a phone.
  await logged(seen);
  await logged(vain);
  await sql`DELETE FROM escalation WHERE source_id = ${vain.clientId}`;
  await sql`UPDATE escalation SET settled_at = NULL, settled_how = NULL, settled_by_visit = NULL, settled_by = NULL`;
  await batch([
    { resident: elder, visit: vain },
    { resident: elder, visit: seen },
  ]);
  expect([...(await running())], "together").toEqual([{ visit: vain.clientId }]);

  await sql`TRUNCATE escalation, escalation_step`;
  const second = await madeElder(records);
  const first = await logged(said(second, TEN));
  await logged(said(second, TEN + 300));
  await logged(said(second, TEN + 30, { outcome: "seen", minutes: 20 }));
  expect([...(await running())], "the other phone's try was later").toEqual([{ visit: first }]);
  await walk(TEN + 310);
  expect([...(await running())], "nor does the timer end it").toEqual([{ visit: first }]);
  await logged(said(second, TEN + 320, { outcome: "seen", minutes: 20 }));
  expect([...(await running())]).toEqual([]);

  await sql`TRUNCATE escalation, escalation_step`;
  const third = await madeElder(records);
  await logged(said(third, TEN));
  await logged(said(third, TEN + 30, { outcome: "seen", minutes: 20 }));
  expect([...(await running())]).toEqual([]);
  const newer = await logged(said(third, TEN + 300));
  expect([...(await running())], "settled since, by a visit from before").toEqual([{ visit: newer }]);
});

test("a danger is told to whoever is on duty at once, and its order keeps two hours", async () => {
  await onDuty(EAST, await somebody("示例社区值班"));
  const danger = await logged(said(await madeElder(records), LAST, { outcome: "seen", minutes: 20, findings: ["danger"] }));
  expect(await walk(LAST)).toBe(1);
  expect(await steps()).toEqual(["told 示例社区值班 1439→1439"]);
  const [order] = await sql`
    SELECT due_at - found_at = interval '2 hours' AS kept FROM work_order WHERE source_id = (SELECT id FROM finding WHERE event_id = ${danger})`;
  expect(order).toEqual({ kept: true });
});

test("an account that is suspended or whose rights have ended is not asked: the deputy is, or the next above", async () => {
  const [suspended, ended, deputy, district] = [
    await somebody("示例停用值班"),
    await somebody("示例离岗值班"),
    await somebody("示例副手"),
    await somebody("示例区级值班"),
  ];
  await sql`UPDATE person SET state = 'suspended' WHERE id = ${suspended}`;
  await sql`
    INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from, valid_to)
    VALUES (${newId()}, ${ended}, 'supervisor', 'civil-affairs', '990101001', '2024-01-01', ${daysFrom(YESTERDAY, -1)})`;
  await onDuty(EAST, suspended);
  await onDuty("990101001", ended, { deputy });
  await onDuty("990101", district);
  await logged(said(await madeElder(records), TEN));
  await walk(TEN + 120);
  expect(await steps()).toEqual(["told 示例副手 720→720"]);
});

test("one alarm that cannot go on is put off by minutes, and those behind it are walked", async () => {
  await onDuty(EAST, await somebody("示例社区值班"));
  const broken = await logged(said(await madeElder(records), TEN - 30));
  await sql`UPDATE escalation SET ladder = '[null, null]' WHERE source_id = ${broken}`;
  const sound = await logged(said(await madeElder(records), TEN));
  expect(await walk(TEN + 120)).toBe(1);
  const next = async (source: string) =>
    (await sql`SELECT rung, settled_at, next_at AS "nextAt" FROM escalation WHERE source_id = ${source}`)[0]!;
  expect(await next(sound)).toMatchObject({ rung: 1 });
  expect(await next(broken), "tried again soon, and not lost").toEqual({ rung: 0, settled_at: null, nextAt: at(TEN + 125) });
});

test("two runs at once share the work; a danger that somebody accepts stays on the watch as theirs until they acted", async () => {
  await onDuty(EAST, await somebody("示例社区值班"));
  const elder = await madeElder(records);
  await logged(said(elder, LAST, { outcome: "seen", minutes: 20, findings: ["danger", "utilities"] }));
  for (let n = 0; n < 3; n++) await logged(said(await madeElder(records), TEN));
  // Midnight is past at any hour of today, and no order is late by then.
  const taken = await Promise.all([walk(LAST + 1), walk(LAST + 1), walk(LAST + 1)]);
  expect(taken.reduce((sum, steps) => sum + steps, 0)).toBe(4);
  expect((await sql`SELECT count(*)::int AS n FROM escalation_step WHERE kind = 'told' AND rung = 1`)[0]).toEqual({ n: 4 });
  const [order] = await sql<
    { id: string }[]
  >`SELECT id FROM work_order WHERE source_id IN (SELECT source_id FROM escalation WHERE source_kind = 'finding') AND class = 'danger'`;
  const due = async () =>
    (await sql`SELECT class, due_at - found_at = interval '2 hours' AS kept FROM work_order WHERE id = ${order!.id}`)[0];
  const raised = {
    kind: "raised",
    note: "示例：涉及产权",
    assignedId: null,
    how: null,
    isSettled: null,
    satisfaction: null,
  } as const;
  expect(await takeStep(warden, TOWN, order!.id, raised, null)).toEqual({ ok: false, refusal: { kind: "danger-not-raised" } });
  expect(await due()).toEqual({ class: "danger", kept: true });
  expect(await sql`SELECT 1 FROM escalation WHERE settled_at IS NOT NULL`, "its alarm runs on").toHaveLength(0);
  const accepted = { kind: "accepted", note: "", assignedId: null, how: null, isSettled: null, satisfaction: null } as const;
  expect(await takeStep(warden, TOWN, order!.id, accepted, null)).toMatchObject({ ok: true });
  const settled = () => sql`SELECT source_kind AS kind, settled_how AS how FROM escalation WHERE settled_at IS NOT NULL`;
  expect(await settled(), "nobody has acted yet").toHaveLength(0);
  expect(await sql`SELECT accepted_by AS by FROM escalation WHERE source_kind = 'finding'`).toMatchObject([
    { by: warden.personId },
  ]);
  expect(await takeStep(warden, TOWN, order!.id, { ...accepted, kind: "acted", how: "repaired" }, null)).toMatchObject({
    ok: true,
  });
  expect(await settled()).toMatchObject([{ kind: "finding", how: "acted" }]);
});

test("settled alarms and ended duty go when their time is over, and nothing else", async () => {
  await onDuty(EAST, await somebody("示例社区值班"));
  await logged(said(await madeElder(records), TEN));
  const { id } = await alarm();
  const gone = () => retainedAlarms.forget!(new Date(Date.now() + 60_000), () => Promise.resolve());
  expect(await gone()).toBe(0);
  await settleAlarm(warden, id, "well");
  await sql`UPDATE duty_shift SET valid_to = ${daysFrom(YESTERDAY, -9)}`;
  expect(await gone()).toBe(2);
  expect(await sql`SELECT 1 FROM escalation_step`).toHaveLength(0);
});

test("which danger it is travels from the visit to its finding, its order and its alarm", async () => {
  const elder = await madeElder(records);
  const dangers = ["gas", "fall"] as const;
  const visit = await logged(said(elder, LAST, { outcome: "seen", minutes: 20, findings: ["danger", "utilities"], dangers }));
  const signs = async (table: "finding" | "work_order" | "escalation") =>
    (await sql<{ signs: string[] }[]>`SELECT signs FROM ${sql(table)} WHERE cardinality(signs) > 0`).map((row) => row.signs);
  expect(await sql`SELECT kind FROM finding WHERE event_id = ${visit} AND cardinality(signs) = 0`).toMatchObject([
    { kind: "utilities" },
  ]);
  for (const table of ["finding", "work_order", "escalation"] as const) expect(await signs(table)).toEqual([[...dangers]]);
  const { id } = await alarm();
  expect(await oneAlarm(warden, TOWN, id)).toMatchObject({
    alarm: { signs: [...dangers] },
    about: { eventId: visit, orderId: expect.any(String), isDanger: true },
    resident: { residentId: elder, mayRead: true },
  });
});

test("a danger of days ago rings all the same, from now and from the community on, at night too, and says how old it is", async () => {
  const near = await somebody("示例社区值班");
  await onDuty(EAST, near);
  const beganAt = new Date(Date.now() - 3.5 * 86_400_000).toISOString();
  const late = { beganAt, capturedAt: beganAt, outcome: "seen", minutes: 20, findings: ["danger"], dangers: ["gas"] } as const;
  const visit = await logged(said(await madeElder(records), 0, { ...late, findings: ["danger"], dangers: ["gas"] }));
  const opened = Date.now();
  const [row] = await sql`SELECT id, visitor_id AS visitor, next_at AS "nextAt" FROM escalation`;
  expect(row!.visitor, "whoever found it stands there no more").toBeNull();
  expect(Math.abs(row!.nextAt.getTime() - opened)).toBeLessThan(60_000);
  expect(await walkAlarms(new Date(opened + 1_000), alarmAnswered)).toBe(1);
  expect([
    ...(await sql`SELECT p.name FROM escalation_step s JOIN person p ON p.id = s.person_id WHERE s.kind = 'told'`),
  ]).toEqual([{ name: "示例社区值班" }]);
  expect(await oneAlarm(warden, TOWN, row!.id)).toMatchObject({
    alarm: { signs: ["gas"] },
    about: { eventId: visit, isDanger: true, daysLate: 3 },
  });
});
