import { v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { registerFacility } from "~/modules/catalog/use-cases/register-facility.server";
import { withTestDatabase } from "../../../factories/test-database";
import { makeTown, planner, registration, TOWN } from "../factories/catalog-city";

const records = withTestDatabase();
let id = "";
let classId = "";
let offeringId = "";
beforeAll(async () => {
  await makeTown(records);
  const made = await registerFacility(planner, TOWN.code, registration());
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  id = made.value.id;
  const [row] =
    await records.sql`SELECT c.id, c.offering_id FROM offering_class c JOIN offering o ON o.id = c.offering_id WHERE o.facility_id = ${id}`;
  classId = row!["id"] as string;
  offeringId = row!["offering_id"] as string;
});

test("two states of one facility cannot hold on the same day", async () => {
  const second = records.sql`INSERT INTO facility_state (id, facility_id, state, valid_from) VALUES (${newId()}, ${id}, 'suspended', '2025-01-01')`;
  await expect(second).rejects.toThrow(/facility_states_do_not_overlap/);
});

test("two capacities of one class cannot hold on the same day", async () => {
  const second = records.sql`INSERT INTO capacity (id, class_id, valid_from, licensed, staffed) VALUES (${newId()}, ${classId}, '2025-01-01', 5, 5)`;
  await expect(second).rejects.toThrow(/capacities_do_not_overlap/);
});

test("staffed stays within licensed", async () => {
  await expect(records.sql`UPDATE capacity SET staffed = 31 WHERE class_id = ${classId}`).rejects.toThrow(
    /capacity_staffed_within_licensed/,
  );
});

test("an offering cannot begin before its facility", async () => {
  await expect(records.sql`UPDATE offering SET valid_from = '2023-12-31' WHERE id = ${offeringId}`).rejects.toThrow(
    /outside the facility's life/,
  );
});

test("a facility cannot close while an offering runs on", async () => {
  const closing = records.sql.begin(async (sql) => {
    await sql`UPDATE facility_state SET valid_to = '2025-01-01' WHERE facility_id = ${id}`;
    await sql`INSERT INTO facility_state (id, facility_id, state, valid_from) VALUES (${newId()}, ${id}, 'closed', '2025-01-01')`;
  });
  await expect(closing).rejects.toThrow(/outside the facility's life/);
});

test("an external key is one of its source", async () => {
  const named = () => records.sql`
    INSERT INTO facility (id, city_code, external_source, external_id, name, kind_key, line, position_quality)
    VALUES (${newId()}, ${TOWN.code}, '民政局', '7', '甲', 'street-centre', 'civil-affairs', 'unplaced')`;
  await named();
  await expect(named()).rejects.toThrow(/external/);
});

test("a kind serves a level of areas that there is", async () => {
  const served = records.sql`UPDATE facility_kind SET serves_level = 'village' WHERE key = 'street-centre'`;
  await expect(served).rejects.toThrow(/facility_kind_serves_level_known/);
});

test("whoever changes a class or its capacity bumps the revision of its city, and of no other", async () => {
  await records.sql`INSERT INTO city (code, name_zh, name_en, time_zone, bounds) VALUES ('9902', '邻市', 'Next', 'Asia/Shanghai', '{}')`;
  const revisions = async () =>
    (await records.sql`SELECT revision FROM city ORDER BY code`).map((row) => row["revision"] as number);
  const other = newId();
  const capacity = newId();
  for (const write of [
    () => records.sql`INSERT INTO offering_class (id, offering_id, kind) VALUES (${other}, ${offeringId}, 'meal-seat')`,
    () =>
      records.sql`INSERT INTO capacity (id, class_id, valid_from, licensed, staffed) VALUES (${capacity}, ${other}, '2025-01-01', 5, 5)`,
    () => records.sql`UPDATE capacity SET licensed = 6 WHERE id = ${capacity}`,
    () => records.sql`UPDATE offering_class SET is_inclusive = true WHERE id = ${other}`,
    () => records.sql`DELETE FROM capacity WHERE id = ${capacity}`,
    () => records.sql`DELETE FROM offering_class WHERE id = ${other}`,
  ]) {
    const [before, elsewhere] = await revisions();
    await write();
    expect(await revisions()).toEqual([before! + 1, elsewhere]);
  }
});
