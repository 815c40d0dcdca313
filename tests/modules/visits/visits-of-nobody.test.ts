import { v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { retainedKinds } from "~/modules/oversight/use-cases/retained-kinds.server";
import { mergeResidents } from "~/modules/residents/use-cases/merge-residents.server";
import { retainedResidents } from "~/modules/residents/use-cases/retained-residents.server";
import { stepMonth } from "~/modules/visits/use-cases/hand-in-month.server";
import { monthInView } from "~/modules/visits/use-cases/month-in-view.server";
import { sealedVisits } from "~/modules/visits/use-cases/sealed-visits.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { sealValue } from "~/platform/sealed-value.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { chief, madeElder, makeVisitingTown, VISITOR } from "./visiting-town";

const records = withTestDatabase();
const EAST = "990101001001";

async function visited(residentId: string): Promise<string> {
  const id = newId();
  await records.sql`
    INSERT INTO visit_event (client_id, city_code, resident_id, line, area_code, author_id, uploader_id, captured_at, outcome, channel, purpose, began_at, minutes, body_cipher, content_hash)
    VALUES (${id}, ${TOWN.code}, ${residentId}, 'civil-affairs', ${EAST}, ${VISITOR.personId}, ${VISITOR.personId}, '2025-01-02T02:00:00Z', 'seen', 'home', 'check',
      '2025-01-02T02:00:00Z', 20, ${sealValue('{"note":"示例病情"}', `visit_event.body_cipher.${id}`)}, ${"0".repeat(64)})`;
  await records.sql`
    INSERT INTO finding (id, event_id, resident_id, line, area_code, kind, found_at) VALUES (${newId()}, ${id}, ${residentId}, 'civil-affairs', ${EAST}, 'health', now())`;
  return id;
}
const leave = (id: string) =>
  records.sql`UPDATE resident SET state = 'left', left_on = '2020-01-02', registered_on = '2019-01-01', left_reason = 'deceased' WHERE id = ${id}`;

beforeAll(() => makeVisitingTown(records));

test("who was visited stays as an id that names nobody, who was not goes whole; months stay countable", async () => {
  const [seen, unseen] = [await madeElder(records, { name: "示例见过" }), await madeElder(records, { name: "示例未见" })];
  const event = await visited(seen);
  await leave(seen);
  await leave(unseen);
  const kind = retainedResidents.find((one) => one.kind === "left-residents")!;
  const told: number[] = [];
  const forget = () => kind.forget!(new Date("2024-01-01T00:00:00Z"), async (_uow, gone) => void told.push(gone));
  expect(await forget()).toBe(2);
  expect(await forget(), "an emptied file is not let go again").toBe(0);
  expect((await inUnitOfWork(systemActor("retention"), (uow) => kind.overdue(uow, new Date()))).rows).toBe(0);
  const rows =
    await records.sql`SELECT id, name, born_on, responsible_id, erased_at IS NOT NULL AS erased FROM resident WHERE id IN (${seen}, ${unseen})`;
  expect(rows.map((row) => ({ ...row }))).toEqual([{ id: seen, name: "—", born_on: null, responsible_id: null, erased: true }]);
  const [kept] = await records.sql`SELECT outcome, minutes, body_cipher FROM visit_event WHERE client_id = ${event}`;
  expect({ ...kept }).toEqual({ outcome: "seen", minutes: 20, body_cipher: null });
  expect((await records.sql`SELECT 1 FROM resident_category WHERE resident_id = ${seen}`).length, "the column it counts in").toBe(
    1,
  );
  expect(JSON.stringify(await records.sql`SELECT * FROM resident`)).not.toContain("示例见过");
  await expect(records.sql`UPDATE resident SET name = '示例回来' WHERE id = ${seen}`).rejects.toThrow(
    /resident_erased_names_nobody/,
  );
  const [place] = sealedVisits;
  const keeper = systemActor("rotate-keys");
  expect([...(await inUnitOfWork(keeper, (uow) => place!.byKey(uow)))], "nothing sealed is left to be opened").toEqual([]);
  expect(await inUnitOfWork(keeper, (uow) => place!.reseal(uow, "another", null, 100))).toMatchObject({
    resealed: 0,
    unopened: 0,
    isThrough: true,
  });
});

test("letting files go changes no month: none handed in gets a correction, none still open loses somebody who was seen", async () => {
  const [seen, unseen] = [await madeElder(records, { registeredOn: "2024-06-01" }), await madeElder(records)];
  await visited(seen);
  await records.sql`UPDATE resident SET state = 'left', left_on = '2025-02-01', left_reason = 'moved' WHERE id IN (${seen}, ${unseen})`;
  const place = { line: "civil-affairs", areaCode: EAST, month: "2025-01-01" } as const;
  const handed = await stepMonth(chief, TOWN, { ...place, month: "2024-12-01" }, { kind: "submit", despite: null });
  expect(handed.ok).toBe(true);
  const visitedOf = async () => {
    const view = await monthInView(chief, TOWN, place);
    return view.ok && [view.value.figures.total.due > 0, view.value.figures.total.visited];
  };
  expect(await visitedOf()).toEqual([true, 1]);
  const kind = retainedResidents.find((one) => one.kind === "left-residents")!;
  expect(await kind.forget!(new Date("2025-03-01T00:00:00Z"), async () => undefined)).toBe(2);
  expect(await records.sql`SELECT kind FROM month_correction`).toHaveLength(0);
  expect(await visitedOf()).toEqual([true, 1]);
});

test("a proposal nobody decided about, old plans, reminders, campaigns, starting points and merges go, and nothing of today", async () => {
  const { sql } = records;
  const waiting = await madeElder(records);
  await sql`UPDATE resident SET state = 'proposed', registered_on = NULL, proposed_at = '2024-01-01' WHERE id = ${waiting}`;
  const [kept, left] = [await madeElder(records), await madeElder(records)];
  expect((await mergeResidents(chief, TOWN, kept, left)).ok).toBe(true);
  await sql`UPDATE resident SET left_on = '2024-06-01' WHERE id = ${left}`;
  for (const on of ["2024-01-05", "2030-01-05"]) {
    await sql`INSERT INTO visit_plan (id, city_code, area_code, first_on, last_on, state) VALUES (gen_random_uuid(), ${TOWN.code}, ${EAST}, ${on}, ${on}, 'draft')`;
    await sql`
      INSERT INTO visit_reminder (id, city_code, line, area_code, person_id, month, on_day, missing)
      VALUES (gen_random_uuid(), ${TOWN.code}, 'civil-affairs', ${EAST}, ${VISITOR.personId}, date_trunc('month', ${on}::date), ${on}, 1)`;
    await sql`
      INSERT INTO campaign (id, city_code, area_code, name, opens_at, closes_at) VALUES (gen_random_uuid(), ${TOWN.code}, ${EAST}, '示例', ${on}, ${on}::timestamptz + interval '4 hours')`;
  }
  await sql`
    INSERT INTO caregiver (person_id, city_code, area_code, start_cipher, valid_from, valid_to)
    VALUES (${VISITOR.personId}, ${TOWN.code}, ${EAST}, ${sealValue("113.6,34.7", `caregiver.start_cipher.${VISITOR.personId}`)}, '2023-01-01', '2024-01-01')`;
  const gone = async (kind: string) =>
    retainedKinds.find((one) => one.kind === kind)!.forget!(new Date("2024-12-01T00:00:00Z"), async () => undefined);
  expect(await gone("waiting-residents")).toBe(1);
  expect(await gone("visit-plans")).toBe(3);
  expect(await gone("caregiver-days")).toBe(1);
  expect(await gone("left-residents")).toBe(1);
  const [rest] = await sql`
    SELECT (SELECT count(*)::int FROM visit_plan) AS plans, (SELECT count(*)::int FROM visit_reminder) AS reminders, (SELECT count(*)::int FROM campaign) AS campaigns,
      (SELECT count(start_cipher)::int FROM caregiver) AS starts, (SELECT count(*)::int FROM resident_merge) AS merges, (SELECT count(*)::int FROM resident WHERE id = ${waiting}) AS waiting`;
  expect({ ...rest }).toEqual({ plans: 1, reminders: 1, campaigns: 1, starts: 0, merges: 0, waiting: 0 });
});

test("a change of keys seals a visit anew, and nobody deletes one by hand", async () => {
  const event = await visited(await madeElder(records));
  const [place] = sealedVisits;
  const before = await records.sql`SELECT body_cipher FROM visit_event WHERE client_id = ${event}`;
  const done = await inUnitOfWork(systemActor("rotate-keys"), (uow) => place!.reseal(uow, "another-key", null, 100));
  expect(done).toMatchObject({ resealed: 1, unopened: 0, isThrough: true });
  const after = await records.sql`SELECT body_cipher FROM visit_event WHERE client_id = ${event}`;
  expect(after[0]?.["body_cipher"]).not.toBe(before[0]?.["body_cipher"]);
  await expect(records.sql`DELETE FROM visit_event WHERE client_id = ${event}`).rejects.toThrow(/not rewritten/);
  await expect(records.sql`UPDATE visit_event SET minutes = 1 WHERE client_id = ${event}`).rejects.toThrow(/not rewritten/);
});

test("a city that is removed takes its residents and their visits along", async () => {
  await visited(await madeElder(records));
  await records.sql`DELETE FROM city WHERE code = ${TOWN.code}`;
  const [left] =
    await records.sql`SELECT (SELECT count(*)::int FROM resident) AS residents, (SELECT count(*)::int FROM visit_event) AS visits, (SELECT count(*)::int FROM finding) AS findings`;
  expect({ ...left }).toEqual({ residents: 0, visits: 0, findings: 0 });
});
