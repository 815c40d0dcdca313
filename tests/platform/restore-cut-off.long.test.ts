import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { build, type BuildOptions } from "esbuild";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { makeBackup } from "~/platform/backup/make-backup.server";
import { restoreBackup, type RestoreAsked } from "~/platform/backup/restore-backup.server";
import { readRestoreJournal } from "~/platform/backup/restore-journal.server";
import { settleRestore } from "~/platform/backup/settle-restore.server";
import { closeDatabase } from "~/platform/database.server";
import { keyRing } from "~/platform/key-ring.server";
import { lookAtMachine } from "~/platform/look-at-machine.server";
import { bundleOptions } from "../../scripts/bundles.mjs";
import { connected, prepareDatabase } from "../../scripts/database.mjs";
import { applyMigrations, migrationsIn } from "../../scripts/migrations.mjs";
import { withTestDatabase } from "../factories/test-database";

const records = withTestDatabase();
const folder = mkdtempSync(join(tmpdir(), "quarterhour-cut-off-"));
const data = join(folder, "data");
const built = join(process.cwd(), "node_modules", ".cache", "quarterhour", basename(process.cwd()), "restore-program");
const name = new URL(records.ownerUrl).pathname.slice(1);
const before = { ...process.env };
let backup = "";
let beside: postgres.Sql;

beforeAll(async () => {
  process.env.QUARTERHOUR_DATA = data;
  process.env.QUARTERHOUR_KEYS = join(folder, "keys.json");
  keyRing();
  mkdirSync(join(data, "photos"), { recursive: true });
  writeFileSync(join(data, "photos", "a.webp"), "then");
  await build({ ...(bundleOptions(built) as BuildOptions), entryPoints: { restore: "tests/platform/restore-program.ts" } });
  beside = postgres(at("postgres"), { max: 2, onnotice: () => undefined });
  await records.sql`INSERT INTO person (id, name) VALUES ('0190a000-0000-7000-8000-00000000000a', '那时')`;
  ({ folder: backup } = await makeBackup({
    ...{ ownerUrl: records.ownerUrl, appUrl: records.url, version: "test", into: join(folder, "backups"), way: "copy" },
  }));
});
beforeEach(async () => {
  await inUse((sql) => sql`UPDATE person SET name = '后来'`);
  writeFileSync(join(data, "photos", "a.webp"), "later");
});
afterAll(async () => {
  await closeDatabase();
  for (const { datname } of await beside`SELECT datname FROM pg_database WHERE datname LIKE ${`${name.slice(0, 30)}_%`}`)
    await beside.unsafe(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
  await beside.end();
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
});

function at(database: string): string {
  const url = new URL(records.ownerUrl);
  url.pathname = `/${database}`;
  return url.toString();
}
/** Asks the records in use anew: whoever was connected before was cut. */
async function inUse<T>(question: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(records.ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    return await question(sql);
  } finally {
    await sql.end();
  }
}
const nameInUse = async () => (await inUse((sql) => sql`SELECT name FROM person`)).map((row) => String(row.name)).join();
const photo = () => readFileSync(join(data, "photos", "a.webp"), "utf8");
const databases = async () =>
  (await beside`SELECT datname FROM pg_database WHERE datname LIKE ${`${name.slice(0, 30)}%`} ORDER BY 1`).map((row) =>
    String(row.datname),
  );
const finding = () => lookAtMachine().find(({ about }) => about === "restore");

const launcher = {
  layOut: (url: string, names: readonly string[]) =>
    connected("TEST", url, async (client: never) => void (await applyMigrations(client, { names }))),
  prepare: (ownerUrl: string) => prepareDatabase({ ownerUrl }, { ownerUrl: records.ownerUrl, databaseUrl: records.url }),
};
const wish = () => ({
  ...{ ownerUrl: records.ownerUrl, folder: backup, replace: true },
  known: migrationsIn().map(({ name: one, checksum }) => ({ name: one, checksum })),
});
const restore = (more: Partial<RestoreAsked> = {}) => restoreBackup({ ...wish(), ...launcher, ...more });

/** A restore in another process, up to the moment in which it would tell the audit. */
async function upToTelling(): Promise<{ child: ChildProcess; goOn: () => void }> {
  const child = fork(join(built, "restore.js"), [], { stdio: ["ignore", "ignore", "inherit", "ipc"], execArgv: [] });
  await once(child, "message");
  child.send(wish());
  for (;;) {
    const [{ id, what, words }] = (await once(child, "message")) as [{ id: number; what: string; words: never[] }];
    if (what === "tell") return { child, goOn: () => child.send({ id, value: null }) };
    const value = what === "layOut" ? await launcher.layOut(words[0]!, words[1]!) : await launcher.prepare(words[0]!);
    child.send({ id, value: value ?? null });
  }
}
async function killed(child: ChildProcess) {
  child.kill("SIGKILL");
  await once(child, "exit");
}

test("killed before the exchange: it is named, the next restore waits for its end, and everything is as it was", async () => {
  const { child } = await upToTelling();
  await killed(child);
  expect(finding()).toMatchObject({ state: "broken", sentence: expect.stringContaining("qh restore --settle") as string });
  await expect(restore()).rejects.toThrow(/run qh restore --settle first/);
  expect(await settleRestore(records.ownerUrl)).toMatchObject({ way: "back", folder: backup });
  expect([await nameInUse(), photo(), await databases()]).toEqual(["后来", "later", [name]]);
  expect(readdirSync(data)).toEqual(["photos"]);
  expect([finding(), await settleRestore(records.ownerUrl)]).toEqual([undefined, undefined]);
});

test("one restore at a time; killed in the middle of its exchange, the closed database is opened again", async () => {
  const { child, goOn } = await upToTelling();
  expect(await restore().catch((error: Error) => error.message)).toMatch(/is being restored by another process/);
  // Somebody's remark holds the database's name: the exchange has closed it and waits.
  const holder = await beside.reserve();
  await holder`BEGIN`;
  await holder.unsafe(`COMMENT ON DATABASE "${name}" IS 'held'`);
  goOn();
  await expect
    .poll(() => beside`SELECT datallowconn AS open FROM pg_database WHERE datname = ${name}`)
    .toEqual([{ open: false }]);
  await killed(child);
  await holder`ROLLBACK`;
  holder.release();
  await expect(nameInUse()).rejects.toThrow(/not currently accepting connections/);
  expect(await settleRestore(records.ownerUrl)).toMatchObject({ way: "back" });
  expect([await nameInUse(), photo(), await databases()]).toEqual(["后来", "later", [name]]);
});

test("killed after the exchange: what is left is done, once and again, and what was there before can be reached", async () => {
  const { child } = await upToTelling();
  await killed(child);
  const journal = readRestoreJournal()!;
  // As the exchange leaves it, and half of the files.
  await beside.unsafe(`ALTER DATABASE "${name}" WITH ALLOW_CONNECTIONS false`);
  await beside`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IN (${name}, ${journal.draft})`;
  await beside.begin(async (sql) => {
    await sql.unsafe(`ALTER DATABASE "${name}" RENAME TO "${journal.before}"`);
    await sql.unsafe(`ALTER DATABASE "${journal.draft}" RENAME TO "${name}"`);
  });
  renameSync(join(data, "photos"), join(data, `photos.${journal.mark}`));
  const settled = await settleRestore(records.ownerUrl);
  expect(settled).toMatchObject({ way: "forward", before: journal.before, filesAside: [`photos.${journal.mark}`] });
  expect([await nameInUse(), photo()]).toEqual(["那时", "then"]);
  expect(readFileSync(join(data, `photos.${journal.mark}`, "a.webp"), "utf8")).toBe("later");
  const past = postgres(at(journal.before), { max: 1, onnotice: () => undefined });
  expect(await past`SELECT name FROM person`).toEqual([{ name: "后来" }]);
  await past.end();
  expect(existsSync(join(data, "restore.json"))).toBe(false);
});

test("without the ring, or with another, nothing is begun and no ring is made; said outright, it is restored and told", async () => {
  const ring = process.env.QUARTERHOUR_KEYS ?? "";
  const there = await databases();
  process.env.QUARTERHOUR_KEYS = join(folder, "elsewhere", "keys.json");
  await new Promise((turn) => setImmediate(turn));
  await expect(restore()).rejects.toThrow(/no key ring in .*elsewhere.*put the copy you kept.*Do not make a new ring/s);
  const other = { ...(JSON.parse(readFileSync(ring, "utf8")) as object), active: "k9-aaaaaa" } as Record<string, unknown>;
  other.keys = [{ ...(other.keys as object[])[0], id: "k9-aaaaaa" }];
  writeFileSync(join(folder, "other.json"), JSON.stringify(other));
  process.env.QUARTERHOUR_KEYS = join(folder, "other.json");
  await expect(restore()).rejects.toThrow(/lacks k1-.*put the copy of the ring/s);
  expect([await nameInUse(), photo(), await databases()]).toEqual(["后来", "later", there]);
  expect(existsSync(join(data, "restore.json"))).toBe(false);
  process.env.QUARTERHOUR_KEYS = join(folder, "elsewhere", "keys.json");
  const told: string[] = [];
  const restored = await restore({ withoutKeys: true, tell: (_url, { madeAt }) => Promise.resolve(told.push(madeAt)) });
  expect(restored.keysMissing).toEqual(restored.manifest.keys);
  expect(existsSync(join(folder, "elsewhere"))).toBe(false);
  expect(told).toEqual([restored.manifest.madeAt]);
  expect([await nameInUse(), photo()]).toEqual(["那时", "then"]);
  expect(restored.filesAside).toEqual([expect.stringMatching(/^photos\.before-/)]);
  process.env.QUARTERHOUR_KEYS = ring;
});
