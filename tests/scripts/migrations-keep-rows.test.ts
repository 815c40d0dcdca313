import { randomBytes } from "node:crypto";
import pg from "pg";
import { expect, test } from "vitest";
import { applyMigrations, migrationsIn } from "../../scripts/migrations.mjs";

/** The last migration of the release before permissions; whoever runs that release moves on from here. */
const LAST_RELEASE = "20261122001100_quick_bulk_writes";
const all = migrationsIn().map(({ name }) => name);
const earlier = all.slice(0, all.indexOf(LAST_RELEASE) + 1);

const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;

/** What an office had: two people with their work, a facility with a private number, a change in its history, an import. */
const ROWS = `
  INSERT INTO city (code, name_zh, name_en, time_zone) VALUES ('4101', '郑州市', 'Zhengzhou', 'Asia/Shanghai');
  INSERT INTO area (id, city_code, code, code_system, code_year, level, name) VALUES
    ('${id(10)}', '4101', '410105', 'statistics', 2020, 'district', '金水区');
  INSERT INTO facility_kind (id, city_code, key, name_zh, name_en, sector, line) VALUES
    ('${id(20)}', '4101', 'community-centre', '社区日间照料中心', 'Day care', 'elder-care', 'civil-affairs');
  INSERT INTO facility (id, city_code, name, kind_key, line, position_quality, note) VALUES
    ('${id(30)}', '4101', '一刻钟日间照料中心', 'community-centre', 'civil-affairs', 'unplaced', '备注');
  INSERT INTO contact (id, facility_id, role, phone, is_public) VALUES
    ('${id(40)}', '${id(30)}', '值班', '13800000001', false), ('${id(41)}', '${id(30)}', '前台', '0371-60000001', true);
  INSERT INTO person (id, name, role, city_code, area_code) VALUES
    ('${id(50)}', '周敏', 'planner', '4101', NULL), ('${id(51)}', '李强', 'supervisor', '4101', '410105'), ('${id(52)}', '管理员', 'overseer', NULL, NULL);
  INSERT INTO credential (person_id, login, password_hash) VALUES ('${id(50)}', 'zhou', 'hash-1'), ('${id(51)}', 'li', 'hash-2');
  INSERT INTO session (token_hash, person_id, expires_at) VALUES ('token', '${id(50)}', now() + interval '1 day');
  INSERT INTO import_batch (id, city_code, subject, file_name, stored_name, status) VALUES
    ('${id(60)}', '4101', 'facilities', 'a.xlsx', 'stored', 'undone');`;

async function inNewDatabase<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const address = process.env.QUARTERHOUR_TEST_SERVER ?? "";
  const name = `test_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Client({ connectionString: address });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(address);
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  }
}

const rowsOf = async (client: pg.Client, sql: string): Promise<unknown[]> => (await client.query(sql)).rows;

test.each(earlier)("an office that stopped at %s moves on and keeps its rows", async (stop) => {
  await inNewDatabase(async (client) => {
    const names = all.slice(0, all.indexOf(stop) + 1);
    expect(await applyMigrations(client, { names })).toEqual(names);
    await client.query(ROWS);

    expect(await applyMigrations(client)).toEqual(all.slice(names.length));
    expect(await applyMigrations(client)).toEqual([]);

    expect(await rowsOf(client, "SELECT name, line, area_code, state FROM person ORDER BY id")).toEqual([
      { name: "周敏", line: "", area_code: "4101", state: "active" },
      { name: "李强", line: "", area_code: "410105", state: "active" },
      { name: "管理员", line: "", area_code: "", state: "active" },
    ]);
    // What was a role is a grant, from before anyone can have used it, and open.
    expect(await rowsOf(client, "SELECT person_id, role, line, area_code, valid_to FROM role_grant ORDER BY person_id")).toEqual([
      { person_id: id(50), role: "planner", line: "", area_code: "4101", valid_to: null },
      { person_id: id(51), role: "supervisor", line: "", area_code: "4101", valid_to: null },
      { person_id: id(52), role: "overseer", line: "", area_code: "", valid_to: null },
    ]);
    expect(await rowsOf(client, "SELECT login, password_hash FROM credential ORDER BY login")).toEqual([
      { login: "li", password_hash: "hash-2" },
      { login: "zhou", password_hash: "hash-1" },
    ]);
    expect(await rowsOf(client, "SELECT name, note, version FROM facility")).toMatchObject([
      { name: "一刻钟日间照料中心", note: "备注" },
    ]);
    // A private number from before waits for the job that seals it; until then it is neither lost nor written anew.
    expect(await rowsOf(client, "SELECT phone, is_public FROM contact ORDER BY id")).toEqual([
      { phone: "13800000001", is_public: false },
      { phone: "0371-60000001", is_public: true },
    ]);
    expect(await rowsOf(client, "SELECT name, level FROM area")).toEqual([{ name: "金水区", level: "district" }]);
    expect(await rowsOf(client, "SELECT file_name, status FROM import_batch")).toEqual([
      { file_name: "a.xlsx", status: "undone" },
    ]);
    // Everybody signs in once more, to a session of the new kind.
    expect(await rowsOf(client, "SELECT count(*)::int AS n FROM session")).toEqual([{ n: 0 }]);
  });
});

test("no migration that a release carried is taken back or put between others", () => {
  expect(all).toEqual([...all].sort());
  expect(earlier).toHaveLength(12);
});
