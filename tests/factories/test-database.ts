/**
 * A database of its own for a test file: real PostgreSQL, migrated, empty, gone afterwards.
 *
 *     const records = withTestDatabase();                     // top of the file, before any test
 *     const records = withTestDatabase({ demoCity: true });   // the same with the demo city in it (made once a run)
 *
 *     test("…", async () => {
 *       await inUnitOfWork(actor, async (uow) => …);          // use cases and data just work: DATABASE_URL is set
 *       await records.sql`SELECT count(*) FROM area`;         // postgres.js as the owner, past every policy
 *     });
 *
 * `records.url` is the app's address (its role reads and writes rows and owns nothing), `records.ownerUrl` the owner's.
 * Tests of one file share the database; `await records.clear()` empties every table between them.
 * The server is started by vitest itself (test-cluster.ts): nothing needs to be running, nothing stays behind.
 */
import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll } from "vitest";
import { closeDatabase } from "~/platform/database.server";
import { onNesting } from "~/platform/unit-of-work.server";
import { TEMPLATE } from "./migrated-server";

const MAKING_A_CITY_MS = 180_000;
const DEMO_LOCK = 4_101_000;

export interface TestDatabase {
  readonly url: string;
  readonly ownerUrl: string;
  readonly sql: postgres.Sql;
  clear(): Promise<void>;
}

export function withTestDatabase({ demoCity = false } = {}): TestDatabase {
  // Nobody who holds a connection may wait for a second.
  onNesting(() => {
    throw new Error("a unit of work inside another: what is needed there is asked of the unit at hand");
  });
  const name = `test_${randomBytes(6).toString("hex")}`;
  const ownerUrl = addressOf("QUARTERHOUR_TEST_SERVER", name);
  const url = addressOf("QUARTERHOUR_TEST_APP", name);
  const sql = postgres(ownerUrl, { max: 4, onnotice: () => undefined });
  const before = process.env.DATABASE_URL;

  beforeAll(async () => {
    await asAdministrator(async (admin) => {
      if (demoCity) await makeDemoTemplate(admin);
      await admin`CREATE DATABASE ${admin(name)} TEMPLATE ${admin(demoCity ? `${TEMPLATE}_demo` : TEMPLATE)}`;
    });
    process.env.DATABASE_URL = url;
  }, MAKING_A_CITY_MS);

  afterAll(async () => {
    await closeDatabase();
    await sql.end();
    await asAdministrator((admin) => admin`DROP DATABASE IF EXISTS ${admin(name)} WITH (FORCE)`);
    if (before === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = before;
  });

  return {
    url,
    ownerUrl,
    sql,
    async clear() {
      const tables = await sql<{ name: string }[]>`
        SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname IN ('public', 'staging') AND tablename <> '_prisma_migrations'`;
      if (tables.length === 0) return;
      // Not even the owner empties the audit, except as a replica does, whose triggers are silent.
      await sql.begin(async (owner) => {
        await owner`SET LOCAL session_replication_role = replica`;
        await owner.unsafe(`TRUNCATE ${tables.map((table) => table.name).join(", ")} RESTART IDENTITY CASCADE`);
      });
    },
  };
}

function addressOf(variable: "QUARTERHOUR_TEST_SERVER" | "QUARTERHOUR_TEST_APP", database: string): string {
  const address = process.env[variable];
  if (!address) throw new Error(`${variable} is not set: run the test through vitest, whose global setup starts PostgreSQL`);
  const url = new URL(address);
  url.pathname = `/${database}`;
  return url.toString();
}

async function asAdministrator<T>(work: (admin: postgres.Sql) => Promise<T>): Promise<T> {
  const admin = postgres(addressOf("QUARTERHOUR_TEST_SERVER", "postgres"), { max: 1, onnotice: () => undefined });
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** The first file that wants the city makes it; the others wait and clone. */
async function makeDemoTemplate(admin: postgres.Sql): Promise<void> {
  const wanted = `${TEMPLATE}_demo`;
  await admin`SELECT pg_advisory_lock(${DEMO_LOCK})`;
  try {
    const there = await admin`SELECT 1 FROM pg_database WHERE datname = ${wanted}`;
    if (there.length > 0) return;
    const draft = `${wanted}_draft`;
    await admin`DROP DATABASE IF EXISTS ${admin(draft)} WITH (FORCE)`;
    await admin`CREATE DATABASE ${admin(draft)} TEMPLATE ${admin(TEMPLATE)}`;
    const { seedDemoCity } = await import("../../seed/seed-demo-city");
    await seedDemoCity({ databaseUrl: addressOf("QUARTERHOUR_TEST_SERVER", draft), onProgress: () => undefined });
    await admin`ALTER DATABASE ${admin(draft)} RENAME TO ${admin(wanted)}`;
  } finally {
    await admin`SELECT pg_advisory_unlock(${DEMO_LOCK})`;
  }
}
