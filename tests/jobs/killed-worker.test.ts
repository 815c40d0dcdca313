import pg from "pg";
import { runOnce } from "graphile-worker";
import { expect, test } from "vitest";
import { beginPresence } from "~/platform/job-presence.server";
import { withTestDatabase } from "../factories/test-database";

const records = withTestDatabase();

/** A job that a worker of this name holds for a minute already. */
async function heldBy(worker: string): Promise<void> {
  await records.sql`SELECT graphile_worker.add_job('count')`;
  await records.sql`UPDATE graphile_worker._private_jobs SET locked_by = ${worker}, locked_at = now() - interval '1 minute' WHERE locked_by IS NULL`;
}
const locked = async () =>
  (await records.sql<{ n: number }[]>`SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE locked_by IS NOT NULL`)[0]!.n;

test("what a killed process held is given back, what a living one holds stays with it", async () => {
  const living = await beginPresence(() => undefined);
  await living.announce("worker-living");
  const killed = await beginPresence(() => undefined);
  await killed.announce("worker-killed");
  await heldBy("worker-living");
  await heldBy("worker-killed");
  const third = await beginPresence(() => undefined);
  expect(await third.sweep()).toEqual([]);

  // As the kernel does with a killed process: its connection is gone, and nothing else was said.
  await records.sql`SELECT pg_terminate_backend(l.pid) FROM pg_locks l WHERE l.locktype = 'advisory'
    AND l.pid = (SELECT pid FROM pg_stat_activity WHERE application_name = 'quarterhour-presence' AND datname = current_database()
      ORDER BY backend_start OFFSET 1 LIMIT 1)`;
  await expect.poll(() => third.sweep()).toEqual(["worker-killed"]);
  expect(await locked()).toBe(1);
  await living.leave();
  expect(await locked()).toBe(0);
  await third.leave();
  await killed.leave();
});

test("a job killed in its middle is done once more, whole", async () => {
  await records.sql`TRUNCATE graphile_worker._private_jobs`;
  await records.sql`CREATE TABLE staging.done (n int)`;
  await records.sql`GRANT ALL ON staging.done TO PUBLIC`;
  await records.sql`SELECT graphile_worker.add_job('count')`;
  const client = new pg.Client({ connectionString: records.url });
  client.on("error", () => undefined);
  await client.connect();
  await client.query("BEGIN");
  await client.query("INSERT INTO staging.done VALUES (1)");
  await records.sql`UPDATE graphile_worker._private_jobs SET locked_by = 'worker-dead', locked_at = now() - interval '1 minute', attempts = 1`;
  await records.sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND state = 'idle in transaction' AND datname = current_database()`;
  const presence = await beginPresence(() => undefined);
  expect(await presence.sweep()).toEqual(["worker-dead"]);
  await runOnce({
    connectionString: records.url,
    taskList: { count: async (_payload, { query }) => void (await query("INSERT INTO staging.done VALUES (1)")) },
    noHandleSignals: true,
  });
  expect(await records.sql`SELECT n FROM staging.done`).toEqual([{ n: 1 }]);
  await presence.leave();
});
