import "../factories/server-of-its-own";
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { build, type BuildOptions } from "esbuild";
import type { JobHelpers } from "graphile-worker";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { jobs, timetable } from "~/jobs/registry";
import { keptTables, sumOf } from "~/platform/backup/table-sums.server";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { bundleOptions } from "../../scripts/bundles.mjs";
import { withTestDatabase } from "../factories/test-database";
import { emptyCity } from "../modules/imports/running-import";
import { WORK, type Work } from "./made-work";

/*
 * The queue promises that a job is done at least once: it is given to another where a worker was killed, and two may be at it
 * where the first only seemed dead. So each job of the registry is done twice, by two at once, and again after a kill −9 in
 * its middle; the outcome is that of doing it once. A job without made work fails the first test.
 */
const records = withTestDatabase();
const outdir = join(process.cwd(), "node_modules", ".cache", "quarterhour", basename(process.cwd()), "one-job");
const before = { data: process.env.QUARTERHOUR_DATA, keys: process.env.QUARTERHOUR_KEYS };
const folders: string[] = [];
let payload: object = {};

beforeAll(async () => {
  await build({ ...(bundleOptions(outdir) as BuildOptions), entryPoints: { "one-job": "tests/jobs/one-job.ts" } });
});
afterAll(async () => {
  await closeBulkWork();
  process.env.QUARTERHOUR_DATA = before.data;
  process.env.QUARTERHOUR_KEYS = before.keys;
  if (before.data === undefined) delete process.env.QUARTERHOUR_DATA;
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** What tables of settings hold from the start must be there whatever a test empties. */
const SETTINGS = ["session_limit", "retention_rule"];
let settings: Record<string, readonly object[]>;

beforeEach(async () => {
  settings ??= Object.fromEntries(
    await Promise.all(
      SETTINGS.map(async (table) => [table, [...(await records.sql`SELECT * FROM ${records.sql(table)}`)]] as const),
    ),
  );
  await records.clear();
  for (const table of SETTINGS) await records.sql`INSERT INTO ${records.sql(table)} ${records.sql([...settings[table]!])}`;
  const folder = mkdtempSync(join(tmpdir(), "quarterhour-jobs-"));
  folders.push(folder);
  process.env.QUARTERHOUR_DATA = folder;
  process.env.QUARTERHOUR_KEYS = join(folder, "keys.json");
});

async function arranged({ arrange, inCity }: Work): Promise<void> {
  if (inCity) await emptyCity("4101", "郑州市");
  // What making the city wrote down is not what the job did.
  await records.sql.begin(async (owner) => {
    await owner`SET LOCAL session_replication_role = replica`;
    await owner`TRUNCATE audit_event, audit_block`;
  });
  payload = await arrange(records.sql);
}

const doIt = ({ job }: Work): Promise<unknown> => Promise.resolve(jobs[job]!(payload, {} as JobHelpers));
const outcome = (work: Work) => work.outcome(records.sql);

test("every job of the registry has work made for it, and every one of the timetable is in the registry", () => {
  expect(new Set(WORK.map(({ job }) => job))).toEqual(new Set(Object.keys(jobs)));
  const clocked = timetable.split("\n").map((line) => line.split(" ")[5]);
  expect(clocked.filter((name) => name === undefined || !(name in jobs))).toEqual([]);
});

test("what makes each job safe to do again stands in docs/jobs.md", () => {
  const page = readFileSync("docs/jobs.md", "utf8").replaceAll(/ +/g, " ");
  for (const { job, what } of WORK) expect(page, job).toContain(`| \`${job}\` | ${what} |`);
});

const named = WORK.map(
  (work, n) => [n > 0 && WORK[n - 1]!.job === work.job ? `${work.job}, second step` : work.job, work] as const,
);

test.each(named)("%s done twice changes nothing the second time", async (_name, work) => {
  await arranged(work);
  await doIt(work);
  expect(await outcome(work)).toEqual(work.wanted);
  const once = await everything();
  await doIt(work);
  expect(await everything()).toEqual(once);
});

/** It says up to when a city was looked at, which every look moves on. */
const MOVES_ON = "visit_check_run";

/** Every table's rows as a sum, and every file of the data folder. */
async function everything(): Promise<unknown> {
  const sums = [];
  for (const table of await keptTables(records.sql)) if (table.name !== MOVES_ON) sums.push(await sumOf(records.sql, table));
  const [staged] =
    await records.sql`SELECT count(*)::int AS n, md5(string_agg(t::text, '' ORDER BY t::text)) AS sum FROM staging.import_row t`;
  return { sums, staged, files: readdirSync(process.env.QUARTERHOUR_DATA!, { recursive: true }).sort() };
}

test.each(named)("%s done by two at the same time is done once", async (_name, work) => {
  await arranged(work);
  await Promise.all([doIt(work), doIt(work)]);
  expect(await outcome(work)).toEqual(work.wanted);
});

test.each(named)("%s killed in its middle and done again is done once, whole", async (_name, work) => {
  await arranged(work);
  const holder = await records.sql.reserve();
  const child = fork(join(outdir, "one-job.js"), [], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  await once(child, "message");
  await holder`BEGIN`;
  await holder.unsafe(work.halfway);
  child.send({ name: work.job, payload });
  const early = once(child, "message");
  await Promise.race([
    standing(),
    early.then(([said]) => expect.unreachable(`${work.job} never met «${work.halfway}»: ${JSON.stringify(said)}`)),
  ]);
  await killed(child);
  await holder`ROLLBACK`;
  holder.release();
  // The killed process is gone from the server too, as when its worker's lock could be taken.
  await expect.poll(busy).toBe(0);
  await doIt(work);
  expect(await outcome(work)).toEqual(work.wanted);
});

/** Resolves when somebody stands before our lock. */
const standing = () =>
  expect
    .poll(
      async () =>
        (await records.sql`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)
          .length,
      { interval: 20 },
    )
    .toBeGreaterThan(0);

const busy = async () =>
  (
    await records.sql`SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()`
  ).length;

async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}
