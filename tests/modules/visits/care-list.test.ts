import { v7 as newId } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sealedPlaceOf } from "~/modules/residents/data/resident-sealed.server";
import { lookedFor } from "~/modules/visits/domain/looked-for";
import { careList } from "~/modules/visits/use-cases/care-list.server";
import { readTicket } from "~/modules/visits/use-cases/care-ticket.server";
import { workOutDue } from "~/modules/visits/use-cases/work-out-due.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { today } from "~/platform/clock.server";
import { sealValue } from "~/platform/sealed-value.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { handIn, said, sealedVisit } from "./care-phone";
import { CHIEF, EAST, madeElder, makeVisitingTown, VISITOR, visitor, WARDEN } from "./visiting-town";

const records = withTestDatabase();
const { sql } = records;
beforeAll(() => makeVisitingTown(records));
afterAll(closeBulkWork);

const DAY = today(TOWN.timeZone);
async function seal(residentId: string, kind: string, value: string): Promise<void> {
  const id = newId();
  const index = kind === "phone" ? "x".repeat(43) : null;
  await sql`INSERT INTO resident_sensitive (id, resident_id, kind, cipher, blind_index) VALUES (${id}, ${residentId}, ${kind}, ${sealValue(value, sealedPlaceOf(id))}, ${index})`;
}
async function sent(residentId: string): Promise<void> {
  const plan = newId();
  await sql`
    INSERT INTO visit_plan (id, city_code, area_code, first_on, last_on, state, published_at) VALUES (${plan}, ${TOWN.code}, '990101', ${DAY}, ${DAY}, 'published', now())`;
  await sql`
    INSERT INTO planned_visit (id, plan_id, resident_id, person_id, line, area_code, begins_at, ends_at, channel, due_opens_on, due_closes_on, cause, minutes, is_published)
    SELECT ${newId()}, ${plan}, ${residentId}, ${VISITOR.personId}, 'civil-affairs', ${EAST}, t, t + interval '20 minutes', 'home', ${DAY}, ${DAY}, 'rule', 20, true
    FROM (SELECT ((${DAY}::date + 1)::timestamp AT TIME ZONE ${TOWN.timeZone}) - interval '2 minutes' AS t) AS at`;
}

test("a phone takes along whom its owner answers for and is sent to, with what the visit needs, and of nobody else", async () => {
  const own = await madeElder(records, { name: "示例自己负责", risk: "high" });
  const elsewhere = await madeElder(records, { name: "示例代访", responsible: null });
  const other = await madeElder(records, { name: "示例别人负责", responsible: null });
  await seal(own, "address", "示例路 1 号");
  await seal(elsewhere, "phone", "13900000001");
  await seal(other, "phone", "13900000002");
  await seal(own, "home-position", "113.625300,34.746600");
  await sql`INSERT INTO resident_consent (id, resident_id, scope, given_on, given_by, how) VALUES (${newId()}, ${own}, 'photos', '2024-01-01', 'resident', 'paper')`;
  await sent(elsewhere);
  await workOutDue(TOWN.code);
  const list = await careList(visitor, TOWN);
  expect(list.residents.map(({ name, as }) => [name, as]).sort()).toEqual([
    ["示例代访", "plan"],
    ["示例自己负责", "responsible"],
  ]);
  const [mine, planned] = [own, elsewhere].map((id) => list.residents.find((one) => one.id === id)!);
  expect(mine).toMatchObject({
    address: "示例路 1 号",
    home: { lat: 34.7466, lng: 113.6253 },
    consents: ["photos"],
    bornYear: 1940,
    phone: null,
  });
  expect(mine!.due).not.toBeNull();
  expect(planned).toMatchObject({ phone: "13900000001" });
  expect(list.appointments).toMatchObject([{ residentId: elsewhere, day: DAY }]);
  expect(readTicket(list.ticket)).toEqual({ personId: VISITOR.personId, cityCode: TOWN.code, day: DAY });
  expect(readTicket(list.ticket.replace(VISITOR.personId, newId()))).toBeNull();
  expect(Buffer.from(list.sealTo.publicKey, "base64url")).toHaveLength(65);
  expect(list.epoch).toMatch(/^[\d-]+$/);
  expect(JSON.stringify(list)).not.toContain("13900000002");

  const openings = () =>
    sql`SELECT subject_id AS who, reason, how_many AS n FROM sensitive_opening WHERE person_id = ${VISITOR.personId} ORDER BY how_many`;
  expect([...(await openings())]).toEqual([
    { who: elsewhere, reason: "visit-assigned", n: 1 },
    { who: own, reason: "visit-assigned", n: 2 },
  ]);
  await Promise.all([careList(visitor, TOWN), careList(visitor, TOWN)]);
  expect(await openings(), "once a resident and day, however often the phone asks").toHaveLength(2);
  const audit =
    await sql`SELECT area_code AS area, facts->'residents' AS residents FROM audit_event WHERE action = 'open:care-list'`;
  expect(audit).toHaveLength(1);
  expect(audit[0]!.residents.sort()).toEqual([own, elsewhere].sort());
});

test("who is on duty for the areas of the list can be rung: the nearest, under the number said for them or above them", async () => {
  for (const [area, person] of [
    ["990101", CHIEF],
    [EAST, WARDEN],
  ] as const) {
    await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (${newId()}, ${person.personId}, 'supervisor', 'civil-affairs', ${area}, '2024-01-01')`;
    await sql`INSERT INTO duty_shift (id, city_code, area_code, valid_from, weekdays, begins, ends, person_id) VALUES (${newId()}, ${TOWN.code}, ${area}, '2025-01-01', '{1,2,3,4,5,6,7}', 0, 1440, ${person.personId})`;
  }
  expect((await careList(visitor, TOWN)).onDuty, "nobody has said under which number").toEqual([]);
  await sql`INSERT INTO duty_phone (area_code, city_code, phone) VALUES ('990101', ${TOWN.code}, '0371-60000001')`;
  expect((await careList(visitor, TOWN)).onDuty).toEqual([{ name: WARDEN.name, phone: "0371-60000001", areaCode: EAST }]);
});

test("a community without an outline of its own is drawn by the nearest above it that has one", async () => {
  const square = [
    [
      [113.6, 34.7],
      [113.7, 34.7],
      [113.7, 34.8],
      [113.6, 34.7],
    ],
  ];
  await sql`UPDATE area SET outline = ${sql.json({ type: "Polygon", coordinates: square })} WHERE city_code = ${TOWN.code} AND code = ${EAST.slice(0, 6)}`;
  expect((await careList(visitor, TOWN)).outlines).toEqual([{ areaCode: EAST.slice(0, 6), rings: square }]);
});

test("whoever answers for somebody keeps them on the phone when nothing is owed: for a second call, an errand, the door's own code", async () => {
  const elder = await madeElder(records, { name: "示例已访" });
  await sql`DELETE FROM due_visit WHERE resident_id = ${elder}`;
  expect((await careList(visitor, TOWN)).residents.find(({ id }) => id === elder)).toMatchObject({
    as: "responsible",
    due: null,
  });
  await sql`UPDATE resident SET responsible_id = NULL, deputy_id = ${VISITOR.personId} WHERE id = ${elder}`;
  expect((await careList(visitor, TOWN)).residents.find(({ id }) => id === elder)).toMatchObject({ as: "deputy" });
});

test("a door that nobody opened is an alarm on the phone of whoever stood there, with whose turn comes when; seen since, it is gone", async () => {
  const elder = await madeElder(records, { name: "示例没应门" });
  const beganAt = new Date(Date.now() - 1_800_000).toISOString();
  await handIn([await sealedVisit(said(elder, { outcome: "no-answer", minutes: 1, beganAt }))]);
  const { alarms } = await careList(visitor, TOWN);
  expect(alarms).toMatchObject([{ kind: "visit", residentId: elder, name: "示例没应门", isOwn: true, isTaken: false, rung: 0 }]);
  const [sought] = lookedFor({ ladder: [], alarms: alarms! }, []);
  const tryBefore = Date.parse(beganAt) + 7_200_000;
  expect(sought).toMatchObject({ residentId: elder, tryBefore });
  expect(sought!.ahead[0]).toEqual({ who: "community", at: tryBefore });
  expect(sought!.ahead.at(-1)).toMatchObject({ who: "authority" });
  await handIn([await sealedVisit(said(elder, { beganAt: new Date().toISOString() }))]);
  const after = await careList(visitor, TOWN);
  expect(after.alarms).toEqual([]);
  expect(after.residents.find(({ id }) => id === elder)?.last).toMatchObject({ outcome: "seen", day: DAY });
});

test("whoever has left since is not on the list any more", async () => {
  const elder = await madeElder(records, { name: "示例离开", risk: "high" });
  await workOutDue(TOWN.code);
  const has = async () => (await careList(visitor, TOWN)).residents.some(({ id }) => id === elder);
  expect(await has()).toBe(true);
  await sql`UPDATE resident SET state = 'left', left_on = ${DAY}, left_reason = 'moved' WHERE id = ${elder}`;
  expect(await has()).toBe(false);
});
