import "../factories/server-of-its-own";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sealAudit } from "~/modules/accounts/use-cases/seal-audit.server";
import { verifyAudit } from "~/modules/accounts/use-cases/verify-audit.server";
import { makeBackup } from "~/platform/backup/make-backup.server";
import { restoreBackup, type Restored } from "~/platform/backup/restore-backup.server";
import { closeDatabase } from "~/platform/database.server";
import { connected, prepareDatabase } from "../../scripts/database.mjs";
import { applyMigrations, migrationsIn } from "../../scripts/migrations.mjs";
import { withTestDatabase } from "../factories/test-database";

const records = withTestDatabase();
const folder = mkdtempSync(join(tmpdir(), "quarterhour-retired-"));
const name = `test_${randomBytes(6).toString("hex")}`;
const others = [name];
const addressOf = (url: string): string => url.replace(/[^/]+$/, name);

beforeAll(async () => {
  process.env.QUARTERHOUR_DATA = join(folder, "data");
  mkdirSync(join(folder, "data"));
  await records.sql.unsafe(`CREATE DATABASE ${name} TEMPLATE template0`);
});
afterAll(async () => {
  await closeDatabase();
  for (const one of others) await records.sql.unsafe(`DROP DATABASE IF EXISTS "${one}" WITH (FORCE)`);
  rmSync(folder, { recursive: true, force: true });
  delete process.env.QUARTERHOUR_DATA;
});

async function asked<T>(question: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(addressOf(records.ownerUrl), { max: 1, onnotice: () => undefined });
  try {
    return await question(sql);
  } finally {
    await sql.end();
  }
}
async function restore(from: string, replace = false): Promise<Restored> {
  const into = addressOf(records.ownerUrl);
  const restored = await restoreBackup({
    ...{ ownerUrl: into, folder: from, replace, known: migrationsIn() },
    layOut: (url, names) => connected("TEST", url, async (client: never) => void (await applyMigrations(client, { names }))),
    prepare: (ownerUrl) => prepareDatabase({ ownerUrl }, { ownerUrl: into, databaseUrl: records.url }),
  });
  if (restored.before) others.push(restored.before);
  return restored;
}
const letGo = (month: string) =>
  asked(
    (sql) => sql`SELECT audit.let_month_go(${month}, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'system:test')`,
  );

test("months of the audit that were let go since the backup do not come back, and where they must it is said", async () => {
  for (const day of ["2020-01-05", "2020-02-05"]) {
    await records.sql`
      INSERT INTO audit_event (id, at, via, role, action, result) VALUES (gen_random_uuid(), ${day}, 'session', 'planner', 'read:thing', 'done')`;
    // Sealing waits for transactions of every database of the server: those of other tests too.
    await expect
      .poll(async () => {
        await sealAudit();
        const unsealed = "SELECT FROM audit_event WHERE xid >= COALESCE((SELECT max(to_xid) FROM audit_block), 0)";
        return (await records.sql.unsafe(unsealed)).length;
      })
      .toBe(0);
  }
  const { folder: backup } = await makeBackup({
    ...{ ownerUrl: records.ownerUrl, appUrl: records.url, version: "test", into: join(folder, "backups"), way: "copy" },
  });
  expect((await restore(backup)).retired, "nothing was in use").toEqual({ months: 0, back: [] });
  await letGo("2020-01-01");
  await letGo("2020-02-01");
  await asked((sql) =>
    sql.begin(async (owner) => {
      await owner`SET LOCAL session_replication_role = replica`;
      await owner`UPDATE audit_retired SET final_hash = repeat('a', 64) WHERE month = '2020-02-01'`;
    }),
  );
  const again = await restore(backup, true);
  expect(again.retired).toEqual({ months: 1, back: ["2020-02"] });
  const left = await asked((sql) => sql`SELECT at::date::text AS day FROM audit_event WHERE at < '2021-01-01'`);
  expect(left.map(({ day }) => String(day))).toEqual(["2020-02-05"]);
  process.env.DATABASE_URL = addressOf(records.url);
  await closeDatabase();
  try {
    expect(await verifyAudit()).toMatchObject({ broken: null, retired: { months: 1, through: "2020-01" } });
  } finally {
    await closeDatabase();
    process.env.DATABASE_URL = records.url;
  }
});
