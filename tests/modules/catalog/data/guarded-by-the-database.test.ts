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

test("a state that carries an offering cannot go, whichever statement comes first, and nothing stays noted", async () => {
  await expect(records.sql`DELETE FROM facility_state WHERE facility_id = ${id}`).rejects.toThrow(/outside the facility's life/);
  await records.sql.begin(async (sql) => {
    const [made] = await sql`
      INSERT INTO facility (id, city_code, name, kind_key, line, position_quality)
      VALUES (${newId()}, ${TOWN.code}, '先有服务', 'street-centre', 'civil-affairs', 'unplaced') RETURNING id`;
    await sql`INSERT INTO offering (id, facility_id, service_type, valid_from) VALUES (${newId()}, ${made!["id"] as string}, 'meals', '2025-01-01')`;
    await sql`INSERT INTO facility_state (id, facility_id, state, valid_from) VALUES (${newId()}, ${made!["id"] as string}, 'operating', '2025-01-01')`;
  });
  const [noted] =
    await records.sql`SELECT (SELECT count(*) FROM staging.life_touched) + (SELECT count(*) FROM staging.life_check) AS n`;
  expect(Number(noted!["n"])).toBe(0);
});

test("of a city that stands alone, changed places are told and types are known", async () => {
  const revisions = async () =>
    Object.fromEntries((await records.sql`SELECT code, revision FROM city`).map((row) => [row["code"], Number(row["revision"])]));
  const alone = await revisions();
  await records.sql`UPDATE capacity SET taken = 1 WHERE class_id = ${classId}`;
  expect((await revisions())[TOWN.code]).toBe((alone[TOWN.code] ?? 0) + 1);
  await expect(
    records.sql`INSERT INTO offering (id, facility_id, service_type, valid_from) VALUES (${newId()}, ${id}, 'nobody-knows', '2025-01-01')`,
  ).rejects.toThrow(/no service type nobody-knows/);
});

test("text is filed by every two letters in a row", async () => {
  const texts = ["", "金", "金水", "金水区日间照料", "jsq 😀b😀", "..\\1", "a\nb", "  "];
  for (const text of texts) {
    const [row] = await records.sql`SELECT text_bigrams(${text}) AS pairs`;
    const letters = [...text];
    const pairs = letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
    expect([...new Set(row!["pairs"] as string[])].sort()).toEqual([...new Set(pairs)].sort());
  }
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

const bare = async (state: { state: string; from: string; to: string | null }[], city = TOWN.code) => {
  const facility = newId();
  await records.sql`INSERT INTO facility (id, city_code, name, kind_key, line, position_quality) VALUES (${facility}, ${city}, '乙', 'street-centre', 'civil-affairs', 'unplaced')`;
  for (const row of state)
    await records.sql`INSERT INTO facility_state (id, facility_id, state, valid_from, valid_to) VALUES (${newId()}, ${facility}, ${row.state}, ${row.from}, ${row.to})`;
  return facility;
};
const offer = (facility: string, to: string | null, type = "meals") =>
  records.sql`INSERT INTO offering (id, facility_id, service_type, valid_from, valid_to) VALUES (${newId()}, ${facility}, ${type}, '2024-06-01', ${to})`;

test("a state taken away to another facility leaves no offering without a life", async () => {
  const from = await bare([{ state: "operating", from: "2024-01-01", to: null }]);
  const to = await bare([]);
  await offer(from, null);
  await expect(records.sql`UPDATE facility_state SET facility_id = ${to} WHERE facility_id = ${from}`).rejects.toThrow(
    /outside the facility's life/,
  );
});

test("an offering ends with the last state, also where nobody wrote «closed»", async () => {
  const facility = await bare([{ state: "operating", from: "2024-01-01", to: "2025-01-01" }]);
  await expect(offer(facility, null)).rejects.toThrow(/outside the facility's life/);
  await offer(facility, "2025-01-01");
  await expect(records.sql`UPDATE facility_state SET valid_to = '2024-12-01' WHERE facility_id = ${facility}`).rejects.toThrow(
    /life/,
  );
});

test("a closed state that has an end is an end all the same", async () => {
  const facility = await bare([
    { state: "operating", from: "2024-01-01", to: "2025-01-01" },
    { state: "closed", from: "2025-01-01", to: "2026-01-01" },
  ]);
  await expect(offer(facility, "2025-06-01")).rejects.toThrow(/outside the facility's life/);
  await offer(facility, "2025-01-01");
});

test("nobody offers a type the city does not have, and a type on offer stays", async () => {
  const facility = await bare([{ state: "operating", from: "2024-01-01", to: null }]);
  await expect(offer(facility, null, "astrology")).rejects.toThrow(/no service type astrology/);
  await offer(facility, null);
  await expect(records.sql`DELETE FROM service_type WHERE key = 'meals'`).rejects.toThrow(/service type meals is offered/);
});

test("a facility is run by an operator of its own city and does not follow itself", async () => {
  const operator = newId();
  await records.sql`INSERT INTO operator (id, city_code, name, kind) VALUES (${operator}, '9902', '邻市机构', 'private')`;
  await expect(records.sql`UPDATE facility SET operator_id = ${operator} WHERE id = ${id}`).rejects.toThrow(
    /facility_operator_of_its_city/,
  );
  await expect(records.sql`UPDATE facility SET successor_of_id = id WHERE id = ${id}`).rejects.toThrow(
    /facility_follows_another/,
  );
  const gone = newId();
  await records.sql`INSERT INTO operator (id, city_code, name, kind) VALUES (${gone}, ${TOWN.code}, '将撤', 'private')`;
  const run = await bare([]);
  await records.sql`UPDATE facility SET operator_id = ${gone} WHERE id = ${run}`;
  await records.sql`DELETE FROM operator WHERE id = ${gone}`;
  expect([...(await records.sql`SELECT operator_id AS operator FROM facility WHERE id = ${run}`)]).toEqual([{ operator: null }]);
});

test("history is written once: no second record of a version, no change, no deletion while the city stands", async () => {
  const second = records.sql`INSERT INTO revision (id, city_code, facility_id, version, cause) VALUES (${newId()}, ${TOWN.code}, ${id}, 1, 'edit')`;
  await expect(second).rejects.toThrow(/revision_facility_id_version_key/);
  await expect(records.sql`UPDATE revision SET cause = 'undo' WHERE facility_id = ${id}`).rejects.toThrow(/is not rewritten/);
  await expect(records.sql`DELETE FROM revision WHERE facility_id = ${id}`).rejects.toThrow(/is not rewritten/);
  await records.sql.begin(async (sql) => {
    await sql`DELETE FROM revision WHERE city_code = ${TOWN.code}`;
    await sql`DELETE FROM city WHERE code = ${TOWN.code}`;
  });
  expect([...(await records.sql`SELECT count(*)::int AS n FROM revision`)]).toEqual([{ n: 0 }]);
});
