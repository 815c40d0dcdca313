import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MIGRATIONS } from "./project.mjs";
import { Problem } from "./problem.mjs";

/** The number Prisma locks while it migrates, so that the two exclude one another. */
const MIGRATION_LOCK = 72_707_369;

const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/** The migrations on disk, oldest first, with the checksum Prisma keeps of them. */
export const migrationsIn = (folder = MIGRATIONS) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, "migration.sql"));
      return { name, sql: sql.toString("utf8"), checksum: createHash("sha256").update(sql).digest("hex") };
    });

/**
 * Brings the database of `client` (a connected pg client of the owner) up to date, in the table and with the checksums of
 * `prisma migrate deploy`. Each migration is one transaction: a kill in the middle leaves nothing half done.
 * @param {import("pg").Client} client
 * @param {{ folder?: string, names?: readonly string[], tell?: (name: string) => void }} [options] names: these and no later ones
 * @returns {Promise<string[]>} the names applied now
 */
export async function applyMigrations(client, { folder = MIGRATIONS, names, tell = () => {} } = {}) {
  await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
  try {
    await client.query("SET client_min_messages = warning");
    await client.query(TABLE);
    const { rows } = await client.query(
      "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
    );
    const unfinished = rows.find((row) => !row.finished_at);
    if (unfinished)
      throw new Problem(
        `迁移 ${unfinished.migration_name} 未完成 · The migration ${unfinished.migration_name} began and did not finish: settle it with npx prisma migrate resolve, then start again.`,
      );
    const known = new Map(rows.map((row) => [row.migration_name, row.checksum]));
    const onDisk = migrationsIn(folder);
    const ahead = [...known.keys()].find((name) => !onDisk.some((migration) => migration.name === name));
    if (ahead) throw newerThanProgram(ahead);
    const edited = onDisk.find((migration) => known.has(migration.name) && known.get(migration.name) !== migration.checksum);
    if (edited)
      throw new Problem(
        `迁移 ${edited.name} 在执行后被修改 · The migration ${edited.name} was edited after it was applied: put its file back as it was; for a demo database run npm run reset.`,
      );
    const applied = [];
    for (const migration of onDisk.filter(({ name }) => !known.has(name) && (names?.includes(name) ?? true))) {
      tell(migration.name);
      await applyOne(client, migration);
      applied.push(migration.name);
    }
    return applied;
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [MIGRATION_LOCK]);
  }
}

/** For those who may look and not change: one sentence where a migration is missing, or one is there that this program lacks. */
export async function requireMigrated(client, { folder = MIGRATIONS } = {}) {
  const { rows } = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS any");
  const applied = rows[0].any
    ? (
        await client.query(
          "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
        )
      ).rows
    : [];
  const there = new Set(applied.map(({ name }) => name));
  const missing = migrationsIn(folder).filter(({ name }) => !there.delete(name));
  if (missing.length > 0)
    throw new Problem(
      `数据库尚缺 ${missing.length} 步升级 · The database lacks ${missing.length} migrations of this program: run it once with QUARTERHOUR_RUNS=migrate and DATABASE_OWNER_URL, then start again.`,
    );
  const [ahead] = there;
  if (ahead) throw newerThanProgram(ahead);
}

const newerThanProgram = (name) =>
  new Problem(
    `数据库比程序新 · The database knows the migration ${name} and this program does not: start the newer program it belongs to, or restore a backup from before it.`,
  );

async function applyOne(client, { name, sql, checksum }) {
  const id = randomUUID();
  await client.query("BEGIN");
  try {
    await client.query("INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)", [id, checksum, name]);
    await client.query(sql);
    await client.query("UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1", [id]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Problem(`迁移 ${name} 失败，未作任何更改 · The migration ${name} failed and changed nothing (${error.message}).`);
  }
}
