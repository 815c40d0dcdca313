import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { build, type BuildOptions } from "esbuild";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sealAudit } from "~/modules/accounts/use-cases/seal-audit.server";
import { verifyAudit } from "~/modules/accounts/use-cases/verify-audit.server";
import { closeDatabase } from "~/platform/database.server";
import { seededRandom } from "~/shared/seeded-random";
import { bundleOptions } from "../../scripts/bundles.mjs";
import { makeDatabase, prepareDatabase } from "../../scripts/database.mjs";
import { DATABASE, startPostgres } from "../../scripts/embedded-postgres.mjs";
import { throwAwayFolder } from "../../scripts/throw-away.mjs";
import { makeTown } from "../modules/catalog/factories/catalog-city";
import { emptyCity } from "../modules/imports/running-import";

/** `npm run soak:kill -- --rounds 200` sets how often; three times in the tests. */
const ROUNDS = Number(process.env.QUARTERHOUR_TEST_ROUNDS ?? 3);
const LONGEST_MS = 2_500;
const saidBy = new WeakMap<ChildProcess, string>();
const outdir = join(process.cwd(), "node_modules", ".cache", "quarterhour", "soak");

const { folder, remove } = throwAwayFolder();
const random = seededRandom(4101);
let server: Awaited<ReturnType<typeof startPostgres>>;
const told = { registered: new Set<string>(), imported: new Set<string>() };
const before = process.env.DATABASE_URL;

/** A cluster that flushes what is committed, as the real one does; the database in it, current. */
async function open(): Promise<postgres.Sql> {
  server = await startPostgres(folder);
  await makeDatabase(server.ownerUrl.replace(/[^/]+$/, "postgres"), DATABASE);
  const { appUrl } = await prepareDatabase(server, { data: folder });
  process.env.DATABASE_URL = appUrl;
  return postgres(server.ownerUrl, { max: 2, onnotice: () => undefined });
}

beforeAll(async () => {
  await build({ ...(bundleOptions(outdir) as BuildOptions), entryPoints: { writer: "tests/soak/writer.ts" } });
  const sql = await open();
  await makeTown({ sql } as never);
  await emptyCity("4101", "郑州市");
  await sql.end();
}, 120_000);

afterAll(async () => {
  await closeDatabase();
  await server.stop();
  remove();
  if (before === undefined) delete process.env.DATABASE_URL;
  else process.env.DATABASE_URL = before;
});

async function writing(round: number): Promise<ChildProcess> {
  const child = fork(join(outdir, "writer.js"), [String(round)], { stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    saidBy.set(child, said);
  });
  child.on("message", (message: { registered?: string; imported?: string }) => {
    if (message.registered) told.registered.add(message.registered);
    if (message.imported) told.imported.add(message.imported);
  });
  await new Promise<void>((ready, failed) => {
    // Killed only once something was acknowledged: then it is in the middle of the next.
    child.on("message", (message) => message !== "ready" && "imported" in (message as object) && ready());
    child.once("exit", () => failed(new Error(said)));
  });
  return child;
}

const gone = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((done) => child.once("exit", () => done()));

/** What must hold whatever was cut off: each line is empty. */
async function broken(sql: postgres.Sql): Promise<Record<string, readonly unknown[]>> {
  const here = (ids: Set<string>, table: string) =>
    sql.unsafe(`SELECT id FROM unnest($1::uuid[]) id WHERE NOT EXISTS (SELECT FROM ${table} t WHERE t.id = id.id)`, [[...ids]]);
  return {
    "half an edit: version and history differ": await sql`
      SELECT f.id FROM facility f WHERE f.version <> (SELECT count(*) FROM revision r WHERE r.facility_id = f.id)`,
    "a facility without a state or an offering": await sql`
      SELECT f.id FROM facility f WHERE NOT EXISTS (SELECT FROM facility_state s WHERE s.facility_id = f.id)
        OR NOT EXISTS (SELECT FROM offering o WHERE o.facility_id = f.id)`,
    "half an import": await sql`
      SELECT b.id, b.status, b.counts FROM import_batch b
      WHERE (SELECT count(*) FROM facility f WHERE f.import_batch_id = b.id) <>
        CASE WHEN b.status = 'done' THEN (b.counts ->> 'create')::int ELSE 0 END`,
    "a deed without its record": await sql`
      SELECT b.id FROM import_batch b WHERE (b.status = 'done') <>
        EXISTS (SELECT FROM audit_event e WHERE e.action = 'write:import' AND e.result = 'done' AND e.subject_id = b.id::text)`,
    "acknowledged and lost": [...(await here(told.registered, "facility")), ...(await here(told.imported, "import_batch"))],
  };
}

test(
  `${ROUNDS} times killed in the middle of writing: nothing half, nothing acknowledged lost, the audit verifies`,
  async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const child = await writing(round);
      await Promise.race([pause(Math.round(random() * LONGEST_MS)), gone(child)]);
      expect(child.exitCode, `the writer of round ${round} ended by itself: ${saidBy.get(child)}`).toBeNull();
      if (round % 2 === 0) process.kill(server.pid, "SIGKILL");
      else child.kill("SIGKILL");
      if (round % 2 === 0) await pause(100);
      child.kill("SIGKILL");
      await gone(child);
      if (round % 2 === 0) await closeDatabase();
      const sql = round % 2 === 0 ? await open() : postgres(server.ownerUrl, { max: 2, onnotice: () => undefined });
      // Sessions of the killed writer end on the server a moment later.
      await expect
        .poll(
          async () => (await sql`SELECT pid FROM pg_stat_activity WHERE usename = 'quarterhour_app' AND state <> 'idle'`).length,
          { timeout: 10_000 },
        )
        .toBe(0);
      expect(
        Object.entries(await broken(sql)).filter(([, rows]) => rows.length > 0),
        `round ${round}`,
      ).toEqual([]);
      await sealAudit();
      expect(await verifyAudit(), `round ${round}`).toMatchObject({ broken: null });
      await sql.end();
    }
    expect([told.registered.size > 0, told.imported.size > 0]).toEqual([true, true]);
  },
  60_000 + ROUNDS * 30_000,
);
