import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connected, connectionProblem } from "../../scripts/database.mjs";
import { applyMigrations, migrationsIn, requireMigrated } from "../../scripts/migrations.mjs";
import { MIGRATIONS } from "../../scripts/project.mjs";
import { withTestDatabase } from "../factories/test-database";

const records = withTestDatabase();
const folder = mkdtempSync(join(tmpdir(), "quarterhour-migrations-"));
const client = new pg.Client({ connectionString: records.ownerUrl });
const add = (name: string, sql: string) => {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "migration.sql"), sql);
};

beforeAll(async () => {
  cpSync(MIGRATIONS, folder, { recursive: true });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  rmSync(folder, { recursive: true, force: true });
});

test("a migrated database is left alone, and its checksums are Prisma's", async () => {
  expect(await applyMigrations(client, { folder })).toEqual([]);
  const { rows } = await client.query<{ checksum: string }>("SELECT checksum FROM _prisma_migrations ORDER BY migration_name");
  expect(rows.map((row) => row.checksum)).toEqual(migrationsIn().map((migration) => migration.checksum));
});

test("who may not migrate is told what is missing, and that it is not theirs to do", async () => {
  await expect(requireMigrated(client, { folder })).resolves.toBeUndefined();
  add("29990100000000_later", "SELECT 1;");
  await expect(requireMigrated(client, { folder })).rejects.toThrow(/lacks 1 migrations.*QUARTERHOUR_RUNS=migrate/);
  rmSync(join(folder, "29990100000000_later"), { recursive: true });
});

test("a migration that fails changes nothing, and the mended one is applied", async () => {
  add("29990101000000_half", "CREATE TABLE half (id int); SELECT 1 / 0;");
  await expect(applyMigrations(client, { folder })).rejects.toThrow(/failed and changed nothing/);
  expect((await client.query("SELECT to_regclass('half') AS half")).rows).toEqual([{ half: null }]);
  add("29990101000000_half", "CREATE TABLE half (id int);");
  expect(await applyMigrations(client, { folder })).toEqual(["29990101000000_half"]);
});

test("two starts at once apply a migration once", async () => {
  add("29990102000000_once", "CREATE TABLE once (id int); SELECT pg_sleep(0.2);");
  const other = new pg.Client({ connectionString: records.ownerUrl });
  await other.connect();
  const applied = await Promise.all([applyMigrations(client, { folder }), applyMigrations(other, { folder })]);
  await other.end();
  expect(applied.flat()).toEqual(["29990102000000_once"]);
});

test("a migration edited after it was applied is told, not ignored", async () => {
  add("29990102000000_once", "CREATE TABLE once (id bigint);");
  await expect(applyMigrations(client, { folder })).rejects.toThrow(/edited after it was applied/);
});

test("an older program on a newer database stops", async () => {
  await expect(applyMigrations(client)).rejects.toThrow(/does not know|does not/);
});

test.each([
  ["a wrong password", (url: URL) => (url.password = "wrong"), /refuses the user/],
  ["a database that is not there", (url: URL) => (url.pathname = "/nowhere"), /no database «nowhere»/],
  ["a port nobody listens on", (url: URL) => (url.port = "1"), /No PostgreSQL answers/],
])("%s is told in one sentence, without the password", async (_what, spoil, words) => {
  const url = new URL(records.ownerUrl);
  const secret = url.password;
  spoil(url);
  const refused = connected("DATABASE_URL", url.toString(), async () => undefined);
  await expect(refused).rejects.toThrow(words);
  await expect(refused).rejects.not.toThrow(secret);
});

test("a host nobody knows is told by name", () => {
  const problem = connectionProblem(
    "DATABASE_URL",
    "postgresql://a:b@nowhere.invalid/c",
    Object.assign(new Error("x"), { code: "ENOTFOUND" }),
  );
  expect(problem.message).toContain("«nowhere.invalid»");
});
