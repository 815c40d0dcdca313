import { statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startEdits } from "./chained-edits.mjs";
import { DATABASE } from "./installation.mjs";
import { SUPERUSER } from "./postgres-server.mjs";
import { answers, timed, until } from "./waiting.mjs";

const WRITES_MS = 2_000;
/** So long nothing reaches the replica before the primary dies: a network that broke a moment earlier. */
const STALL_MS = 1_000;
const BACK_WITHIN_MS = 60_000;

/** What the replica is worth: it follows, it takes over, and what was acknowledged is there, or it is said what is not. */
export async function tryFailover(city, findings) {
  await tryStreaming(city, findings);
  await trySynchronous(city, findings);
  await tryAsynchronous(city, findings);
}

async function tryStreaming(city, findings) {
  const { first, second } = city.servers;
  const [row] = await first.ask("SELECT state, sync_state FROM pg_stat_replication WHERE application_name = 'second'");
  const lags = [];
  for (let round = 0; round < 20; round++) {
    await city.sql("UPDATE city SET name_en = name_en WHERE code = '4101'");
    const { ms } = await timed(async () => {
      const [{ at }] = await first.ask("SELECT pg_current_wal_lsn()::text AS at");
      const isThere = async () => (await second.ask("SELECT pg_last_wal_replay_lsn() >= $1::pg_lsn AS so", [at]))[0].so;
      await until("the replica", isThere, 10_000);
    });
    lags.push(ms);
  }
  const [{ lag }] = await first.ask(
    "SELECT round(extract(epoch FROM coalesce(replay_lag, '0'::interval)) * 1000, 1)::text AS lag FROM pg_stat_replication WHERE application_name = 'second'",
  );
  findings.check(
    "the replica streams",
    row?.state === "streaming",
    `replay lag ${lag} ms; 20 writes seen there within ${Math.max(...lags)} ms, asking included`,
  );
  const refused = await second.ask("CREATE TABLE trial_write (n int)", [], DATABASE).then(
    () => null,
    (error) => error.code,
  );
  findings.check("the replica answers reads and refuses writes", refused === "25006", `SQLSTATE ${refused}`);
  const dump = join(second.folder, "dump");
  const { ms } = await timed(() =>
    second.run("pg_dump", ["-h", second.host, "-p", String(second.port), "-U", SUPERUSER, "-Fc", "-f", dump, DATABASE]),
  );
  findings.check(
    "a dump is taken from the replica, the primary does nothing for it",
    statSync(dump).size > 0,
    `${(statSync(dump).size / 1e6).toFixed(1)} MB in ${(ms / 1000).toFixed(1)} s`,
  );
}

/** Each commit waits for the replica: nothing acknowledged may be lost, and the app finds the new primary by itself. */
async function trySynchronous(city, findings) {
  const { first, second, serviceHost } = city.servers;
  const apart = await commitTimes(city);
  await first.set("synchronous_standby_names", "second");
  await until(
    "synchronous replication",
    async () => (await first.ask("SELECT sync_state FROM pg_stat_replication"))[0]?.sync_state === "sync",
    10_000,
  );
  const together = await commitTimes(city);
  findings.tell("a commit, asynchronous and synchronous (half within)", `${apart} ms and ${together} ms`);
  const desk = await city.signedIn("planner@demo", city.origin);
  const edits = await startEdits(city, desk);
  await pause(WRITES_MS);
  const { atKill, stalled } = await stallAndKill(city, first, edits);
  const killed = performance.now();
  city.nowPrimary(second);
  const { ms: promoting } = await timed(() => second.ask("SELECT pg_promote()"));
  // The service's address moves: on loopback a server takes one more address only by starting again.
  const { ms: moving } = await timed(async () => {
    await second.stop();
    await second.start([serviceHost]);
  });
  const found = await edits.found();
  findings.check(
    "synchronous: the primary dies in the middle of writing, the replica has every acknowledged write",
    found >= atKill && edits.count() > 0,
    `${edits.count()} acknowledged, ${stalled} in the second without the replica, ${Math.max(0, atKill - found)} lost`,
  );
  await until("a write after the failover", () => edits.lastAt() > killed + promoting + moving, BACK_WITHIN_MS);
  const outage = edits.lastAt() - killed;
  await edits.stop();
  const isReady = await Promise.all(
    [city.a(), city.b()].map((web) => until("readyz", () => answers(`${web}/readyz`), BACK_WITHIN_MS)),
  );
  findings.check(
    "after the service's address moved, both webs go on without a restart",
    isReady.every(Boolean) && (await edits.found()) === edits.acknowledged(),
    `${(outage / 1000).toFixed(1)} s from the kill to the next write, of which promotion ${promoting} ms, moving ${moving} ms`,
  );
  await workersAreBack(city, 2);
  findings.check(
    "both job workers are back by themselves",
    true,
    `${((performance.now() - killed) / 1000).toFixed(1)} s after the kill`,
  );
}

/** Commits do not wait: what had not arrived is lost, and that is said in numbers. The app is told the new address. */
async function tryAsynchronous(city, findings) {
  const { first, second } = city.servers;
  const { ms: rebuilding } = await timed(async () => {
    first.follow(second);
    await first.start();
  });
  await until(
    "the rebuilt replica",
    async () => (await second.ask("SELECT state FROM pg_stat_replication"))[0]?.state === "streaming",
    30_000,
  );
  findings.check(
    "the dead primary comes back as the new replica",
    true,
    `a copy of everything, ${(rebuilding / 1000).toFixed(1)} s`,
  );
  const desk = await city.signedIn("planner@demo", city.origin);
  const edits = await startEdits(city, desk);
  await pause(WRITES_MS);
  const { atKill, stalled } = await stallAndKill(city, second, edits);
  const killed = performance.now();
  await edits.stop();
  city.nowPrimary(first);
  await first.ask("SELECT pg_promote()");
  const found = await edits.found();
  findings.check(
    "asynchronous: only writes acknowledged while the replica was cut off are lost",
    atKill - found <= stalled && stalled > 0,
    `${edits.count()} acknowledged, ${stalled} of them in the second without the replica, ${Math.max(0, atKill - found)} lost`,
  );
  // The one line: DATABASE_URL names the other server. Webs one after the other, then the workers.
  for (const name of ["web-a", "web-b", "jobs-a", "jobs-b"]) {
    await city.app(name).stop();
    if (name.startsWith("web")) await city.open(name, first.host);
    else await city.openWorker(name, first.host);
    if (name === "web-a")
      findings.tell(
        "failover by one line of configuration: the first web answers",
        `${((performance.now() - killed) / 1000).toFixed(1)} s after the kill`,
      );
  }
  const after = await startEdits(city, desk);
  await until("writes on the third primary", () => after.count() > 2, BACK_WITHIN_MS);
  await after.stop();
  findings.check(
    "after DATABASE_URL was changed, all four processes work on the new primary",
    (await after.found()) === after.acknowledged(),
    `${((performance.now() - killed) / 1000).toFixed(1)} s after the kill`,
  );
}

/** Nothing is sent to the replica for a second, while people go on writing; then the primary dies. */
async function stallAndKill(city, server, edits) {
  const [{ pid }] = await server.ask("SELECT pid FROM pg_stat_replication");
  const before = edits.acknowledged();
  process.kill(pid, "SIGSTOP");
  await pause(STALL_MS);
  const atKill = edits.acknowledged();
  await server.kill();
  return { atKill: Math.max(atKill, edits.acknowledged()), stalled: Math.max(atKill, edits.acknowledged()) - before };
}

async function commitTimes(city) {
  const took = [];
  for (let round = 0; round < 30; round++)
    took.push((await timed(() => city.sql("UPDATE city SET name_en = name_en WHERE code = '4101'"))).ms);
  return took.sort((one, other) => one - other)[15];
}

const workersAreBack = (city, workers) =>
  until(
    "the job workers",
    async () =>
      (await city.sql("SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'quarterhour-presence'"))[0].n ===
      workers,
    BACK_WITHIN_MS,
  );
