import { randomBytes } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { FACTS, type BundleFacts, versionName } from "~/platform/bundle/bundle-manifest.server";
import {
  currentVersion,
  readJournal,
  switchTo,
  versionsFolder,
  writeJournal,
  type Journal,
} from "~/platform/bundle/installation.server";
import { migrationsIn } from "~/platform/bundle/stage-program.server";
import { settleUpgrade, UpgradeFailed, upgradeInstallation } from "~/platform/bundle/upgrade-installation.server";
import { copyRecords, exchangeRecords, namesFor } from "~/platform/bundle/upgrade-records.server";
import { readManifest } from "~/platform/backup/backup-manifest.server";
import { keptTables, plainTexts, sumOf } from "~/platform/backup/table-sums.server";
import { bundle } from "../../scripts/bundles.mjs";
import { TEMPLATE } from "../factories/migrated-server";
import { withTestDatabase } from "../factories/test-database";

/*
 * Real records in a real PostgreSQL, and a new program that is this one with one migration more: its own migrations, rights, queue and
 * qh doctor run in processes of their own, as in an installation. Serving pages needs the whole build: npm run bundle:try shows it.
 */
const records = withTestDatabase();
const home = mkdtempSync(join(tmpdir(), "quarterhour-upgrade-"));
const shared = join(home, "build");
const OLD = { version: "1.0.0", build: "aaaabbbbccccdddd" };
const NEW = { version: "1.1.0", build: "ffffbbbbccccdddd" };
let installation = "";
let round = 0;
let steps: string[] = [];
const made: string[] = [];

const factsOf = (said: typeof OLD): BundleFacts => ({
  ...{
    format: 1,
    product: "quarterhour",
    platform: "linux-x64",
    node: "20.20.2",
    postgresMajor: 18,
    madeAt: "2026-11-22T00:00:00Z",
  },
  ...{ migrations: migrationsIn(process.cwd()), files: 1, bytes: 1, ...said },
});

function version(said: typeof OLD, migration?: string): void {
  const program = join(versionsFolder(installation), versionName(said), "program");
  mkdirSync(program, { recursive: true });
  writeFileSync(join(program, "..", FACTS), JSON.stringify(factsOf(said)));
  for (const name of ["scripts", "prisma", "package.json"]) cpSync(name, join(program, name), { recursive: true });
  mkdirSync(join(program, "app", "platform"), { recursive: true });
  for (const file of ["configuration.server.mjs", "made-folder.server.mjs"])
    cpSync(join("app", "platform", file), join(program, "app", "platform", file));
  symlinkSync(join(process.cwd(), "node_modules"), join(program, "node_modules"));
  cpSync(shared, join(program, "build"), { recursive: true });
  if (migration === undefined) return;
  mkdirSync(join(program, "prisma", "migrations", "29990101000000_next"));
  writeFileSync(join(program, "prisma", "migrations", "29990101000000_next", "migration.sql"), migration);
}

beforeAll(async () => {
  process.env.DATABASE_OWNER_URL = records.ownerUrl;
  await bundle(shared);
  // The pages of the new program: as much of them as an upgrade asks.
  writeFileSync(
    join(shared, "main.js"),
    `import { createServer } from "node:http";
     export const serve = async () => {
       const server = createServer((request, response) => response.writeHead(process.env.DATABASE_URL.includes("_upgrading_") ? 200 : 503).end());
       await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
       return { port: server.address().port, close: async () => server.close() };
     };`,
  );
}, 120_000);
beforeEach(() => {
  steps = [];
  installation = join(home, String(round++));
  mkdirSync(installation);
  process.env.QUARTERHOUR_DATA = join(installation, "data");
  version(OLD);
  switchTo(installation, versionName(OLD));
});
afterAll(async () => {
  for (const name of made) await records.sql.unsafe(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  delete process.env.DATABASE_OWNER_URL;
  delete process.env.QUARTERHOUR_DATA;
  rmSync(home, { recursive: true, force: true });
});

/** A database of its own: an upgrade wants it to itself. */
async function ownRecords() {
  const name = `test_${randomBytes(6).toString("hex")}`;
  made.push(name);
  await records.sql.unsafe(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  const at = (url: string) => url.replace(/[^/]+$/, name);
  const own = { ownerUrl: at(records.ownerUrl), appUrl: at(records.url) };
  await asked(
    own.ownerUrl,
    (sql) => sql`
    INSERT INTO person (id, name, line, area_code, is_demo) SELECT gen_random_uuid(), '人' || n, 'health', '4101', true FROM generate_series(1, 500) n`,
  );
  return own;
}

async function asked<T>(url: string, question: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await question(sql);
  } finally {
    await sql.end();
  }
}

const upgrade = (own: { ownerUrl: string; appUrl: string }, mayShrink: readonly string[] = []) =>
  upgradeInstallation({
    ...{ ...own, installation, next: factsOf(NEW), version: OLD.version, backups: join(installation, "backups"), mayShrink },
    ...{ brokenBefore: ["queue", "audit"], tell: (step) => void steps.push(step) },
  });

/** Every table's rows and checksum, and which databases of this name there are. */
const stateOf = async ({ ownerUrl }: { ownerUrl: string }) => ({
  sums: await asked(ownerUrl, async (sql) => {
    await plainTexts(sql);
    const sums = [];
    for (const table of await keptTables(sql)) sums.push(await sumOf(sql, table));
    return sums;
  }),
  databases: await databasesLike(ownerUrl),
  version: currentVersion(installation),
  versions: readdirSync(versionsFolder(installation)),
});
const databasesLike = async (ownerUrl: string) =>
  (await records.sql`SELECT datname FROM pg_database WHERE datname LIKE ${`${new URL(ownerUrl).pathname.slice(1)}%`}`).map(
    (row) => (row as { datname: string }).datname,
  );

const failureOf = async (work: Promise<unknown>): Promise<UpgradeFailed> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof UpgradeFailed) return error;
  throw new Error(`no failure of an upgrade: ${String(error)}`);
};

test("a good upgrade keeps every row but those that the release notes say go, leaves a backup, and the program before beside the new one", async () => {
  const own = await ownRecords();
  version(NEW, "ALTER TABLE person ADD COLUMN tried text NOT NULL DEFAULT 'yes'; DELETE FROM person WHERE name = '人7'");
  const before = await stateOf(own);
  const { applied, rows, backup } = await upgrade(own, ["public.person"]);
  expect(applied).toEqual(["29990101000000_next"]);
  expect(steps).toEqual(["copy", "backup", "migrate", "check", "exchange", "switch", "tidy"]);
  expect(await asked(own.ownerUrl, (sql) => sql`SELECT count(*)::int AS n, min(tried) AS tried FROM person`)).toEqual([
    { n: 499, tried: "yes" },
  ]);
  expect(rows).toBe(before.sums.reduce((sum, table) => sum + table.rows, 0));
  expect(readManifest(backup).tables.find(({ name }) => name === "public.person")?.rows).toBe(500);
  const after = await stateOf(own);
  expect([after.version, after.versions.sort(), after.databases]).toEqual([
    versionName(NEW),
    [versionName(OLD), versionName(NEW)].sort(),
    before.databases,
  ]);
  expect(readJournal(installation)).toBeUndefined();
  // The app's own role reads and writes there, and owns nothing.
  expect(
    await asked(
      own.appUrl,
      (sql) => sql`SELECT pg_has_role(current_user, relowner, 'USAGE') AS owns FROM pg_class WHERE relname = 'person'`,
    ),
  ).toEqual([{ owns: false }]);
});

test.each([
  ["a migration that fails", "ALTER TABLE person ADD COLUMN half text; SELECT 1 / 0", "migrate", "division by zero"],
  ["a migration that loses rows", "DELETE FROM person WHERE name = '人7'", "check", "--may-shrink public.person"],
  ["a migration that breaks a right", "GRANT UPDATE ON audit_event TO PUBLIC", "check", "audit-rights"],
])(
  "%s changes nothing: records, program and databases are as they were, and the step and the backup are named",
  async (_what, sql, step, said) => {
    const own = await ownRecords();
    version(NEW, sql);
    const before = await stateOf(own);
    const failure = await failureOf(upgrade(own));
    expect([failure.step, failure.stuck]).toEqual([step, null]);
    expect(failure.reason).toContain(said);
    expect(existsSync(join(failure.backup ?? "", "manifest.json"))).toBe(true);
    expect(await stateOf(own)).toEqual({ ...before, versions: [versionName(OLD)] });
    expect(await asked(own.appUrl, (app) => app`SELECT 1 AS open`)).toEqual([{ open: 1 }]);
  },
);

test("records in use are left alone", async () => {
  const own = await ownRecords();
  version(NEW);
  const open = postgres(own.appUrl, { max: 1, connection: { application_name: "somebody" } });
  await open`SELECT 1`;
  await expect(upgrade(own)).rejects.toThrow(/somebody.*× 1/);
  expect(await open`SELECT 1 AS still`).toEqual([{ still: 1 }]);
  await open.end();
  expect([currentVersion(installation), readJournal(installation)]).toEqual([versionName(OLD), undefined]);
});

test("a machine lost before the copy was made, before the exchange, and after it goes back; after the switch, forward", async () => {
  for (const [lostAfter, way] of [
    ["closing", "back"],
    ["copy", "back"],
    ["exchange", "back"],
    ["switch", "forward"],
  ] as const) {
    rmSync(join(versionsFolder(installation), versionName(NEW)), { recursive: true, force: true });
    switchTo(installation, versionName(OLD));
    const own = await ownRecords();
    version(NEW);
    const before = await stateOf(own);
    const journal: Journal = {
      ...{ format: 1, startedAt: "", step: "exchange", from: versionName(OLD), to: versionName(NEW), backup: null },
      ...namesFor(own.ownerUrl, "20261122"),
    };
    writeJournal(installation, journal);
    if (lostAfter === "closing") await records.sql.unsafe(`ALTER DATABASE "${journal.database}" WITH ALLOW_CONNECTIONS false`);
    else await copyRecords(own.ownerUrl, journal);
    if (lostAfter === "exchange" || lostAfter === "switch") await exchangeRecords(own.ownerUrl, journal);
    if (lostAfter === "switch") switchTo(installation, journal.to);
    expect(await settleUpgrade(installation, own.ownerUrl), lostAfter).toBe(way);
    const after = await stateOf(own);
    expect([after.sums, after.databases], lostAfter).toEqual([before.sums, before.databases]);
    expect(after.version, lostAfter).toBe(way === "back" ? versionName(OLD) : versionName(NEW));
    expect(await settleUpgrade(installation, own.ownerUrl)).toBeUndefined();
    expect(await asked(own.appUrl, (app) => app`SELECT 1 AS open`), lostAfter).toEqual([{ open: 1 }]);
  }
  expect(readFileSync(join(installation, "upgrades.log"), "utf8").trim().split("\n")).toHaveLength(4);
});
