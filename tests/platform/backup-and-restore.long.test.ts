import "../factories/server-of-its-own";
import { randomBytes } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { recordAuditApart } from "~/modules/accounts/use-cases/record-audit.server";
import { sealAudit } from "~/modules/accounts/use-cases/seal-audit.server";
import { verifyAudit } from "~/modules/accounts/use-cases/verify-audit.server";
import { BackupProblem, readManifest } from "~/platform/backup/backup-manifest.server";
import { makeBackup } from "~/platform/backup/make-backup.server";
import { restoreBackup, type Restored } from "~/platform/backup/restore-backup.server";
import { closeDatabase } from "~/platform/database.server";
import { connected, prepareDatabase } from "../../scripts/database.mjs";
import { applyMigrations, migrationsIn } from "../../scripts/migrations.mjs";
import { madeActor } from "../factories/made-actor";
import { withTestDatabase } from "../factories/test-database";

const records = withTestDatabase();
const folder = mkdtempSync(join(tmpdir(), "quarterhour-backup-"));
const others: string[] = [];

beforeAll(async () => {
  process.env.QUARTERHOUR_DATA = join(folder, "data");
  mkdirSync(join(folder, "data", "photos"), { recursive: true });
  writeFileSync(join(folder, "data", "photos", "a.webp"), "picture");
  const actor = madeActor({ role: "administrator" });
  await recordAuditApart(actor, { action: "test:event", subject: null, areaCode: null, line: "", result: "done" }).catch(
    () => undefined,
  );
  await records.sql`INSERT INTO person (id, name, line, area_code) SELECT gen_random_uuid(), '人' || n, 'health', '4101' FROM generate_series(1, 3000) n`;
  await records.sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) SELECT gen_random_uuid(), id, 'planner', '', '', '2026-01-01' FROM person`;
  await records.sql`SELECT graphile_worker.add_job('writeImport', '{"batchId":"b"}', job_key => 'b')`;
});
afterEach(closeDatabase);
afterAll(async () => {
  const admin = postgres(databaseAt("postgres"), { max: 1, onnotice: () => undefined });
  for (const name of others) await admin.unsafe(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  await admin.end();
  rmSync(folder, { recursive: true, force: true });
  delete process.env.QUARTERHOUR_DATA;
});

function databaseAt(name: string): string {
  const url = new URL(records.ownerUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

/** An empty database beside the other, as its owner. */
async function emptyDatabase(): Promise<string> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await records.sql.unsafe(`CREATE DATABASE ${name} TEMPLATE template0`);
  others.push(name);
  return databaseAt(name);
}

const backUp = () =>
  makeBackup({ ownerUrl: records.ownerUrl, appUrl: records.url, version: "test", into: join(folder, "backups"), way: "copy" });

const restore = (into: string, from: string, { replace = false } = {}): Promise<Restored> =>
  restoreBackup({
    ...{ ownerUrl: into, folder: from, replace, known: migrationsIn() },
    layOut: (url, names) => connected("TEST", url, async (client: never) => void (await applyMigrations(client, { names }))),
    prepare: (ownerUrl) => prepareDatabase({ ownerUrl }, { ownerUrl: into, databaseUrl: records.url }),
  });

async function asked<T>(url: string, question: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await question(sql);
  } finally {
    await sql.end();
  }
}

const problemOf = async (work: Promise<unknown>) => {
  const error = await work.catch((reason: unknown) => reason);
  return error instanceof BackupProblem ? error.message : `no problem: ${String(error)}`;
};

test("records come back whole: every table's rows and checksums, files, jobs, audit and rights", async () => {
  const { folder: backup, manifest } = await backUp();
  const into = await emptyDatabase();
  const restored = await restore(into, backup);
  others.push(restored.before ?? "none");
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  expect([restored.rows, restored.jobs, restored.before, restored.keysMissing]).toEqual([rows, 1, null, []]);
  expect(rows).toBeGreaterThan(5_000);
  expect(readFileSync(join(folder, "data", "photos", "a.webp"), "utf8")).toBe("picture");
  const again = await makeBackup({
    ownerUrl: into,
    appUrl: records.url.replace(/[^/]+$/, new URL(into).pathname.slice(1)),
    version: "test",
    into: join(folder, "again"),
    way: "copy",
  });
  expect(again.manifest.tables.filter(({ name }) => !name.startsWith("installation"))).toEqual(
    manifest.tables.filter(({ name }) => !name.startsWith("installation")),
  );
  const [rules] = await asked(
    into,
    (sql) => sql<{ triggers: number; references: number }[]>`
    SELECT (SELECT count(*)::int FROM pg_trigger WHERE tgenabled <> 'O') AS triggers,
      (SELECT count(*)::int FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace) AS references`,
  );
  const [wanted] = await records.sql<{ references: number }[]>`
    SELECT count(*)::int AS references FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`;
  expect(rules).toEqual({ triggers: 0, references: wanted!.references });
});

test("keys are in no backup", async () => {
  const { folder: backup } = await backUp();
  const secret = (JSON.parse(readFileSync(process.env.QUARTERHOUR_KEYS ?? "", "utf8")) as { keys: { secret: string }[] }).keys[0]!
    .secret;
  for (const entry of readdirSync(backup, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()))
    expect(readFileSync(join(entry.parentPath, entry.name)).includes(secret), entry.name).toBe(false);
});

test("a database with records is put aside only when asked for, and can be gone back to", async () => {
  const { folder: backup } = await backUp();
  const into = await emptyDatabase();
  await restore(into, backup);
  await asked(into, (sql) => sql`UPDATE person SET name = '后来改的' WHERE name = '人7'`);
  expect(await problemOf(restore(into, backup))).toContain("add --replace");
  const open = postgres(into, { max: 1, onnotice: () => undefined });
  await open`SELECT 1`;
  const { before } = await restore(into, backup, { replace: true });
  others.push(before ?? "none");
  const changed = (sql: postgres.Sql) => sql<{ n: number }[]>`SELECT count(*)::int AS n FROM person WHERE name = '后来改的'`;
  expect(await asked(into, changed)).toEqual([{ n: 0 }]);
  expect(await asked(databaseAt(before ?? ""), changed)).toEqual([{ n: 1 }]);
  expect(await open`SELECT 1 AS here`).toEqual([{ here: 1 }]);
  await open.end();
});

test("a damaged, cut or foreign backup changes nothing", async () => {
  const { folder: backup, manifest } = await backUp();
  const into = await emptyDatabase();
  const file = join(backup, "database", "public.person.copy.gz");
  const whole = readFileSync(file);
  appendFileSync(file, "x");
  expect(await problemOf(restore(into, backup))).toContain("damaged");
  rmSync(file);
  expect(await problemOf(restore(into, backup))).toContain("missing");
  writeFileSync(file, whole);
  const newer = { ...manifest, migrations: [...manifest.migrations, { name: "29990101000000_next", checksum: "0" }] };
  writeFileSync(join(backup, "manifest.json"), JSON.stringify(newer));
  expect(await problemOf(restore(into, backup))).toContain("29990101000000_next");
  const fewer = {
    ...manifest,
    tables: manifest.tables.map((table) => (table.name === "public.role_grant" ? { ...table, rows: table.rows + 1 } : table)),
  };
  writeFileSync(join(backup, "manifest.json"), JSON.stringify(fewer));
  expect(await problemOf(restore(into, backup))).toContain("public.role_grant does not come out");
  expect(await problemOf(restore(into, folder))).toContain("manifest.json");
  expect(
    await asked(into, (sql) => sql`SELECT count(*)::int AS n FROM pg_class WHERE relnamespace = 'public'::regnamespace`),
  ).toEqual([{ n: 0 }]);
  expect(await records.sql`SELECT datname FROM pg_database WHERE datname LIKE '%restoring%'`).toEqual([]);
});

test("a backup taken in the middle of a write holds all of it or nothing", async () => {
  const writing = await records.sql.reserve();
  await writing`BEGIN`;
  await writing`UPDATE person SET name = name || '·'`;
  const first = await backUp();
  await writing`COMMIT`;
  writing.release();
  const second = await backUp();
  const peopleIn = (backup: { folder: string }) =>
    readManifest(backup.folder).tables.find(({ name }) => name === "public.person");
  expect(peopleIn(first)?.checksum).not.toBe(peopleIn(second)?.checksum);
  const into = await emptyDatabase();
  await restore(into, first.folder);
  expect(await asked(into, (sql) => sql`SELECT count(*)::int AS n FROM person WHERE name LIKE '%·'`)).toEqual([{ n: 0 }]);
});

test("the audit of a restored database goes on and verifies", async () => {
  const actor = madeActor({ role: "administrator" });
  const deed = { action: "test:event", subject: null, areaCode: null, line: "", result: "done" } as const;
  await sealAudit();
  const { folder: backup } = await backUp();
  const into = await emptyDatabase();
  await restore(into, backup);
  await closeDatabase();
  process.env.DATABASE_URL = records.url.replace(/[^/]+$/, new URL(into).pathname.slice(1));
  try {
    await recordAuditApart({ ...actor, personId: null } as never, deed);
    await expect.poll(() => sealAudit()).toBe(0);
    expect(await verifyAudit()).toMatchObject({ broken: null, unsealed: 0 });
  } finally {
    await closeDatabase();
    process.env.DATABASE_URL = records.url;
  }
  expect(existsSync(join(folder, "data"))).toBe(true);
});
