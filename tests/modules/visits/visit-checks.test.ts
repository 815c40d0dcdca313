import { v4 as randomId, v7 as newId } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkVisits } from "../../../app/jobs/check-visits";
import { saveResidentValue } from "~/modules/residents/use-cases/open-resident.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { checksByPerson, checksInView } from "~/modules/visits/use-cases/checks-in-view.server";
import { sealedVisits } from "~/modules/visits/use-cases/sealed-visits.server";
import { sayOfFlag, settleFlag } from "~/modules/visits/use-cases/settle-flag.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { logVisit } from "~/modules/visits/use-cases/log-visit.server";
import type { VisitSaid } from "~/modules/visits/domain/visit-log";
import { daysFrom } from "~/modules/visits/use-cases/due-basis.server";
import { instantOn } from "~/modules/work-orders/domain/duty-roster";
import { today } from "~/platform/clock.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { EAST, madeElder, makeVisitingTown, stranger, VISITOR, visitor, WARDEN, warden } from "./visiting-town";

const records = withTestDatabase();
const { sql } = records;
beforeAll(() => makeVisitingTown(records));
afterAll(closeBulkWork);

/** ten in the morning there, some days ago */
const morning = (daysAgo: number, minutes = 0) =>
  new Date(instantOn(daysFrom(today(TOWN.timeZone), -daysAgo), 600 + minutes, TOWN.timeZone));
async function said(residentId: string, beganAt: Date, over: Partial<VisitSaid> = {}): Promise<string> {
  const visit: VisitSaid = {
    ...{ clientId: randomId(), residentId, authorId: null, plannedVisitId: null, offsetSeconds: null, device: "desk" },
    ...{ capturedAt: new Date(beganAt.getTime() + 1_800_000).toISOString(), beganAt: beganAt.toISOString(), minutes: 25 },
    ...{ outcome: "seen", channel: "home", purpose: "check", findings: [], body: { looked: {}, needs: "", note: "" } },
    ...over,
  };
  expect(await logVisit(visitor, TOWN, visit)).toMatchObject({ ok: true });
  return visit.clientId;
}
/** Runs the looks that wait, as a worker does. */
async function looked(): Promise<number> {
  const waiting = await sql`
    DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
    WHERE t.id = j.task_id AND t.identifier = 'checkVisits' RETURNING j.payload`;
  for (const { payload } of waiting) await checkVisits(payload, {} as never);
  return waiting.length;
}
const flags = async (event: string) =>
  [
    ...(await sql`SELECT kind, facts, settled_how AS how FROM visit_flag WHERE event_id = ${event} AND kind <> 'reported-late' ORDER BY kind`),
  ] as unknown as { kind: string; facts: Record<string, unknown>; how: string | null }[];
const placed = async (id: string, at: string) => {
  expect(await saveResidentValue(warden, id, "home-position", at)).toMatchObject({ ok: true });
  return id;
};

test("a caregiver's day is looked at once, however many visits came in: two homes at once stand out, a couple does not", async () => {
  const here = await placed(await madeElder(records), "113.6000,34.7500");
  const partner = await placed(await madeElder(records), "113.6001,34.7500");
  const far = await placed(await madeElder(records), "113.6600,34.7500");
  await looked();
  const began = morning(2);
  const [a, b, c] = [await said(here, began), await said(partner, began), await said(far, new Date(began.getTime() + 600_000))];
  expect(await looked(), "one look for three visits").toBe(1);
  expect(await flags(a)).toEqual([]);
  expect(await flags(b)).toEqual([]);
  expect(await flags(c)).toMatchObject([{ kind: "overlap", how: null, facts: { minutes: 15, others: [a, b].sort() } }]);
});

test("a death entered later, and a position that comes later, are looked at then", async () => {
  const elder = await placed(await madeElder(records), "113.6000,34.7500");
  const event = await said(elder, morning(4), { minutes: 22 });
  await looked();
  expect(await flags(event)).toEqual([]);
  await sql`
    UPDATE resident SET state = 'left', left_reason = 'deceased', left_on = (${morning(6)}::timestamptz AT TIME ZONE ${TOWN.timeZone})::date WHERE id = ${elder}`;
  await sql`DELETE FROM visit_check_run`;
  await checkVisits({ cityCode: TOWN.code }, {} as never);
  expect(await flags(event)).toMatchObject([{ kind: "after-death", facts: { days: 2 } }]);
  expect(JSON.stringify(await flags(event)), "how many days, never which day").not.toMatch(/\d{4}-\d\d-\d\d/);

  await sql`
    INSERT INTO visit_position (event_id, record_id, captured_at, author_id, uploader_id, accuracy_metres, distance_metres, content_hash)
    VALUES (${event}, ${newId()}, ${morning(4, 40)}, ${VISITOR.personId}, ${VISITOR.personId}, 30, 1400, ${"0".repeat(64)})`;
  await checkVisits({}, {} as never);
  expect((await flags(event)).find(({ kind }) => kind === "distance-from-home")).toMatchObject({
    facts: { metres: 1_400, accuracy: 30, minutesOff: 18 },
  });
  await sql`UPDATE resident SET state = 'registered', left_reason = NULL, left_on = NULL WHERE id = ${elder}`;
  await checkVisits({}, {} as never);
  expect(
    (await flags(event)).find(({ kind }) => kind === "after-death"),
    "the entry was a mistake",
  ).toMatchObject({
    how: "no-longer",
  });
  const words = await sql`
    SELECT w.did FROM visit_flag_word w JOIN visit_flag f ON f.id = w.flag_id WHERE f.event_id = ${event} AND f.kind = 'after-death' ORDER BY w.said_at, w.id`;
  expect(words.map(({ did }) => did)).toEqual(["raised", "no-longer"]);
});

test("a visit that a phone hands in and a desk typed is on record twice, by either file of one person", async () => {
  const [left, kept] = [await madeElder(records), await madeElder(records)];
  const first = await said(left, morning(10));
  await sql`UPDATE resident SET state = 'left', left_reason = 'same-person', left_on = '2024-05-01', merged_into = ${kept} WHERE id = ${left}`;
  const again = await said(kept, morning(10, 10), { device: "paper" });
  await looked();
  expect(await flags(first)).toEqual([]);
  expect(await flags(again)).toMatchObject([{ kind: "twice", facts: { others: [first], minutes: 15, isSameOutcome: true } }]);
  const [late] = await sql`SELECT facts FROM visit_flag WHERE event_id = ${again} AND kind = 'reported-late'`;
  expect(late!.facts, "who was late is said").toEqual({ days: 10, isFromPaper: true, limit: 3 });
});

test("whoever moved is looked at from the last such look on, by both their files, and what came in waits for the night", async () => {
  const [left, kept] = [await madeElder(records), await madeElder(records)];
  const [ofLeft, unasked] = [await said(left, morning(6)), await said(await madeElder(records), morning(6), { minutes: 2 })];
  await sql`UPDATE resident SET state = 'left', left_reason = 'same-person', left_on = '2024-05-01', merged_into = ${kept} WHERE id = ${left}`;
  await sql`DELETE FROM graphile_worker._private_jobs`;
  await sql`UPDATE visit_check_run SET looked_until = now() + interval '1 hour', moved_until = now() + interval '1 hour'`;
  const die = (id: string) => sql`
    UPDATE resident SET state = 'left', left_reason = 'deceased', left_on = (${morning(8)}::timestamptz AT TIME ZONE ${TOWN.timeZone})::date WHERE id = ${id}`;
  await die(kept);
  await checkVisits({ cityCode: TOWN.code }, {} as never);
  expect(await flags(ofLeft), "nobody moved since that look").toEqual([]);
  await sql`UPDATE visit_check_run SET moved_until = now() - interval '1 minute'`;
  await checkVisits({ cityCode: TOWN.code }, {} as never);
  expect(await flags(ofLeft)).toMatchObject([{ kind: "after-death", facts: { days: 2 } }]);
  expect(await flags(unasked), "of the same author and day").toMatchObject([{ kind: "too-short" }]);
  const [run] =
    await sql`SELECT moved_until > now() - interval '50 seconds' AS moved, looked_until > now() AS whole FROM visit_check_run`;
  expect({ ...run }, "the look moves its own mark and not that of the night").toEqual({ moved: true, whole: true });
  await sql`DELETE FROM visit_check_run`;
});

test("the least minutes are those of the rule in force that day; days in hospital stand out, their first does not", async () => {
  const elder = await madeElder(records);
  await sql`
    INSERT INTO visit_rule (id, city_code, area_code, times, per, minutes, source, valid_from) VALUES (${newId()}, ${TOWN.code}, ${EAST}, 1, 'week', 20, '示例', '2024-01-01')`;
  const on = (at: Date) => sql`SELECT (${at}::timestamptz AT TIME ZONE ${TOWN.timeZone})::date::text AS day`;
  const [day] = await on(morning(9));
  await sql`INSERT INTO resident_absence (id, resident_id, kind, valid_from, valid_to) VALUES (${newId()}, ${elder}, 'hospital', ${day!.day}, ${day!.day}::date + 4)`;
  const [short, first, inside] = [
    await said(elder, morning(5), { minutes: 12 }),
    await said(elder, morning(9)),
    await said(elder, morning(7)),
  ];
  await looked();
  expect(await flags(short)).toMatchObject([{ kind: "too-short", facts: { minutes: 12, limit: 20, by: "rule" } }]);
  expect(await flags(first)).toEqual([]);
  expect(await flags(inside)).toMatchObject([{ kind: "during-hospital", facts: { day: 3 } }]);
  await sql`DELETE FROM visit_rule`;
});

test("the same picture at two homes stands out by index, whoever took it; a picture of nothing does not", async () => {
  const [one, two] = [await said(await madeElder(records), morning(12)), await said(await madeElder(records), morning(11))];
  const photo = (event: string, hash: bigint, author: string) => sql`
    INSERT INTO visit_photo (id, event_id, captured_at, author_id, uploader_id, shows_face, width, height, perceptual_hash, picture_cipher, content_hash)
    VALUES (${newId()}, ${event}, (SELECT began_at FROM visit_event WHERE client_id = ${event}), ${author}, ${author}, false, 10, 10, ${String(hash)},
      ${`sealed.k1.${"x".repeat(40)}`}, ${"0".repeat(64)})`;
  const hash = -0x1234_5678_9abc_def0n;
  await photo(one, hash, VISITOR.personId);
  await photo(two, hash ^ 0b1001n, WARDEN.personId);
  await photo(one, 0n, VISITOR.personId);
  await photo(two, 0n, VISITOR.personId);
  await looked();
  expect(await flags(one)).toEqual([]);
  expect(await flags(two)).toMatchObject([
    { kind: "duplicate-photo", facts: { bits: 2, others: [one], days: 1, isSameResident: false } },
  ]);
});

test("pictures that differ in up to six bits, wherever they lie, share a band but for one bit", async () => {
  const hash = 0x5a17_c3e9_0f28_b641n;
  const turned = (bits: readonly number[]) => bits.reduce((of, bit) => of ^ (1n << BigInt(bit)), hash);
  const near = (a: bigint, b: bigint) =>
    sql`SELECT photo_bands(${String(BigInt.asIntN(64, a))}::bigint) && photo_bands_near(${String(BigInt.asIntN(64, b))}::bigint) AS near`;
  for (const bits of [[], [63], [0, 1, 2, 3, 4, 5], [0, 4, 8, 12, 16, 20], [3, 7, 62, 63, 33, 17], [1, 5, 2, 6, 3, 7]])
    expect((await near(turned(bits), hash))[0]!.near, bits.join()).toBe(true);
  expect((await near(turned([0, 4, 1, 5, 2, 6, 3, 7]), hash))[0]!.near, "two within each band").toBe(false);
});

test("whoever was there explains, somebody else settles; a look at the same facts brings nothing back, at other facts it does", async () => {
  const event = await said(await madeElder(records), morning(15), { minutes: 3 });
  await looked();
  const asked = { areaCode: "", kind: null, authorId: VISITOR.personId };
  const own = await checksInView(visitor, TOWN, asked, null);
  const flag = own.rows.find((row) => row.eventId === event && row.kind === "too-short")!;
  expect(own.isOwn).toBe(true);
  expect((await checksInView(stranger, TOWN, asked, null)).rows).toEqual([]);
  expect(await sayOfFlag(stranger, flag.id, "不在场")).toEqual({ ok: false, refusal: { kind: "not-there" } });
  expect(await sayOfFlag(visitor, flag.id, " ")).toEqual({ ok: false, refusal: { kind: "no-words" } });
  expect(await sayOfFlag(visitor, flag.id, "老人要去吃饭，约好晚上再来")).toMatchObject({ ok: true });
  expect(await settleFlag(visitor, flag.id, "explained", "")).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
  const reader = madeActor({ personId: newId(), role: "overseer", areaCode: TOWN.code });
  expect(await settleFlag(reader, flag.id, "explained", "")).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
  expect(await settleFlag(warden, flag.id, "ignored", "")).toEqual({ ok: false, refusal: { kind: "no-settling" } });
  const twice = await Promise.all([1, 2].map(() => settleFlag(warden, flag.id, "explained", "已核实")));
  expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
  const [stored] = await sql`SELECT note_cipher AS note FROM visit_flag_word WHERE flag_id = ${flag.id} AND did = 'said'`;
  expect(stored!.note).toMatch(/^sealed\./);
  await checkVisits({}, {} as never);
  const seen = async () => (await flags(event)).find(({ kind }) => kind === "too-short");
  expect(await seen()).toMatchObject({ how: "explained", facts: { minutes: 3, limit: 5 } });
  await sql`
    INSERT INTO visit_rule (id, city_code, area_code, times, per, minutes, source, valid_from) VALUES (${newId()}, ${TOWN.code}, ${EAST}, 1, 'week', 20, '示例', '2024-01-01')`;
  await sql`DELETE FROM visit_check_run`;
  await checkVisits({}, {} as never);
  expect(await seen(), "a rule asks now what only a floor asked").toMatchObject({ how: null, facts: { limit: 20, by: "rule" } });
  const [row] = (await checksInView(warden, TOWN, { ...asked, kind: "too-short" }, null)).rows.filter(
    (one) => one.eventId === event,
  );
  expect(row!.words.map(({ did, note }) => [did, note])).toEqual([
    ["raised", null],
    ["said", "老人要去吃饭，约好晚上再来"],
    ["settled", "已核实"],
    ["raised-again", null],
  ]);
  const place = sealedVisits.find(({ name }) => name === "visit_flag_word")!;
  const keeper = systemActor("rotate-keys");
  expect([...(await inUnitOfWork(keeper, (uow) => place.byKey(uow))).values()]).toEqual([2]);
  await sql`DELETE FROM visit_rule`;
});

test("by person: counts beside visits made, no share of few, in the order of names", async () => {
  const [month] = await sql<{ month: string }[]>`SELECT to_char(now() AT TIME ZONE ${TOWN.timeZone}, 'YYYY-MM-01') AS month`;
  const { rows, least } = await checksByPerson(warden, TOWN, { areaCode: EAST, month: month!.month });
  expect(least).toBe(20);
  const mine = rows.find(({ authorId }) => authorId === VISITOR.personId);
  expect(mine ? mine.share : null).toBeNull();
  expect(rows.every(({ visits, flagged }) => flagged <= visits)).toBe(true);
});
