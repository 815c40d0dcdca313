import { spawn, spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { buildIfNeeded } from "./build.mjs";
import { anyFreePort } from "./ports.mjs";
import { Problem, runOrExplain } from "./problem.mjs";
import { PROJECT } from "./project.mjs";

/*
 * `npm run recovery:try`: point-in-time recovery as docs/operations.md describes it, on a PostgreSQL of its own (Debian's 15): a
 * city in use, WAL archived, a base backup, every facility deleted by mistake at a known moment, and the moment before it again.
 */
const PATIENCE_MS = 180_000;
const LOOK_EVERY_MS = 250;
const began = performance.now();
const note = (words) => process.stdout.write(`  ${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${words}\n`);
const stops = [];
let passed = 0;

function hold(is, sentence) {
  if (!is) throw new Problem(sentence);
  passed++;
}

await runOrExplain(async () => {
  const { values } = parseArgs({ options: { bin: { type: "string", default: "/usr/lib/postgresql/15/bin" } } });
  if (!existsSync(join(values.bin, "pg_basebackup")))
    throw new Problem(`${values.bin} 没有 PostgreSQL · There is no PostgreSQL in ${values.bin}: apt-get install postgresql-15.`);
  process.chdir(PROJECT);
  await buildIfNeeded();
  const home = mkdtempSync(join(tmpdir(), "quarterhour-recovery-"));
  try {
    await recover(home, values.bin);
  } finally {
    for (const stop of stops.reverse()) await stop();
    rmSync(home, { recursive: true, force: true });
  }
  process.stdout.write(`\n${passed} passed, 0 failed\n`);
});

async function recover(home, bin) {
  const account = accountOf(home);
  const server = (words, args) => {
    const done = spawnSync(join(bin, words), args, {
      ...account,
      cwd: home,
      encoding: "utf8",
      env: { PATH: process.env.PATH, LC_ALL: "C" },
    });
    if (done.status !== 0) throw new Problem(`${words} 失败 · ${words} failed: ${done.stderr || done.stdout}`);
    return done.stdout.trim();
  };
  const [archive, first, base, second] = ["archive", "first", "base", "second"].map((name) => join(home, name));
  server("initdb", [
    "--pgdata",
    first,
    "--username",
    "owner",
    "--auth",
    "trust",
    "--data-checksums",
    "--encoding",
    "UTF8",
    "--locale",
    "C",
  ]);
  makeFor(account, archive);
  appendFileSync(
    join(first, "postgresql.conf"),
    `archive_mode = on\narchive_command = 'test ! -f ${archive}/%f && cp %p ${archive}/%f.part && mv ${archive}/%f.part ${archive}/%f'\narchive_timeout = 60\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\n`,
  );
  const start = async (folder) => {
    const port = await anyFreePort();
    server("pg_ctl", [
      "--pgdata",
      folder,
      "--log",
      join(home, "server.log"),
      "--options",
      `-p ${port}`,
      "--wait",
      "--timeout",
      "120",
      "start",
    ]);
    const stop = () =>
      existsSync(join(folder, "postmaster.pid")) && server("pg_ctl", ["--pgdata", folder, "--mode", "fast", "--wait", "stop"]);
    stops.push(stop);
    return { port, stop, url: `postgresql://owner@127.0.0.1:${port}/quarterhour` };
  };

  const live = await start(first);
  server("createdb", ["--host", "127.0.0.1", "--port", String(live.port), "--username", "owner", "quarterhour"]);
  const data = join(home, "data");
  mkdirSync(data);
  const app = await startApp(live.url, data);
  note("a city is served, its WAL archived");

  const baseBegan = performance.now();
  server("pg_basebackup", [
    "--pgdata",
    base,
    "--host",
    "127.0.0.1",
    "--port",
    String(live.port),
    "--username",
    "owner",
    "--checkpoint",
    "fast",
  ]);
  note(`base backup taken in ${((performance.now() - baseBegan) / 1000).toFixed(1)} s: ${megabytes(base)} MB`);

  await addPerson(live.url, data, "kept@example.org");
  const kept = await sealedHead(live.url, data);
  const before = await counts(live.url);
  const [{ at }] = await rowsOf(live.url, "SELECT clock_timestamp()::text AS at");
  note(`${before.facilities} facilities, ${before.people} people, audit sealed to block ${kept.number}; the moment: ${at}`);

  await pause(1_100);
  await rowsOf(live.url, "SET session_replication_role = replica; DELETE FROM facility");
  await addPerson(live.url, data, "later@example.org");
  const lost = await sealedHead(live.url, data, kept.number);
  hold((await counts(live.url)).facilities === 0, "the facilities are still there");
  note(`every facility deleted; the audit went on to block ${lost.number}, whose head was exported`);
  const heads = readFileSync(join(data, "audit-heads.txt"), "utf8");
  await app.stop();
  await rowsOf(live.url, "SELECT pg_switch_wal()");
  await archivedTo(live.url);
  live.stop();

  const recoveryBegan = performance.now();
  spawnSync("cp", ["--archive", base, second]);
  appendFileSync(
    join(second, "postgresql.conf"),
    `restore_command = 'cp ${archive}/%f %p'\nrecovery_target_time = '${at}'\nrecovery_target_action = 'promote'\narchive_mode = off\n`,
  );
  writeFileSync(join(second, "recovery.signal"), "");
  const again = await start(second);
  await until(async () => !(await rowsOf(again.url, "SELECT pg_is_in_recovery() AS is"))[0].is, "the recovery does not end");
  const after = await counts(again.url);
  note(`recovered in ${((performance.now() - recoveryBegan) / 1000).toFixed(1)} s from ${readdirSync(archive).length} WAL files`);
  hold(after.facilities === before.facilities, `${after.facilities} of ${before.facilities} facilities came back`);
  hold(after.people === before.people, `${after.people} people instead of ${before.people}`);
  note(`${after.facilities} facilities and ${after.people} people: as at that moment; who was added later is not there`);

  const fooled = qh(again.url, data, "audit", "verify");
  hold(fooled.code === 1 && fooled.said.includes(`${kept.number + 1}`), `verify did not miss the later heads: ${fooled.said}`);
  note(`qh audit verify with the heads of the lost hour: ${fooled.said.split("\n").find((line) => /第/.test(line))}`);
  // As operations.md says: the whole file is put by, and the part the database knows goes on.
  writeFileSync(join(data, "audit-heads.lost.txt"), heads);
  writeFileSync(
    join(data, "audit-heads.txt"),
    heads
      .split("\n")
      .filter((line) => line && Number(line.split(" ")[0]) <= kept.number)
      .join("\n") + "\n",
  );
  const verified = qh(again.url, data, "audit", "verify");
  hold(verified.code === 0, verified.said);
  note(`with the heads up to that moment: ${verified.said}`);

  const revived = await startApp(again.url, data);
  const ready = await (await fetch(`${revived.address}/readyz`)).json();
  hold(ready.ready, `not ready: ${JSON.stringify(ready)}`);
  await addPerson(again.url, data, "new@example.org");
  const next = await sealedHead(again.url, data, kept.number);
  hold(qh(again.url, data, "audit", "verify").code === 0, "the audit does not verify after going on");
  hold(next.number === kept.number + 1 && next.hash !== lost.hash, "the new block is the lost one");
  note(`the app is ready on it; the audit goes on with another block ${next.number}, and verifies`);
  await revived.stop();
}

/** PostgreSQL refuses to run as root: Debian's own user, who must be able to pass through. */
function accountOf(home) {
  if (process.getuid?.() !== 0) return {};
  const of = (flag) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  const account = { uid: of("-u"), gid: of("-g") };
  chmodSync(home, 0o755);
  spawnSync("chown", [`${account.uid}:${account.gid}`, home]);
  return account;
}

function makeFor({ uid, gid }, folder) {
  mkdirSync(folder);
  if (uid !== undefined) spawnSync("chown", [`${uid}:${gid}`, folder]);
}

function environment(url, data) {
  const env = { ...process.env, DATABASE_URL: url, QUARTERHOUR_DATA: data, PORT: "0" };
  delete env.npm_lifecycle_event;
  return env;
}

async function startApp(url, data) {
  const port = await anyFreePort();
  const child = spawn(process.execPath, [join(PROJECT, "scripts", "start.mjs")], {
    env: { ...environment(url, data), PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
  const ended = new Promise((settle) => child.once("close", settle));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  stops.push(stop);
  await until(() => {
    if (child.exitCode !== null) throw new Problem(`the app ended:\n${said}`);
    return said.includes("Ctrl+C");
  }, "the app is not ready");
  return { stop, address: `http://127.0.0.1:${port}` };
}

function qh(url, data, ...words) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(PROJECT, "scripts", "qh.mjs"), ...words], {
    env: environment(url, data),
    encoding: "utf8",
    input: "a long made-up sentence for a trial\n",
  });
  return { code: status, said: `${stdout}${stderr}`.trim() };
}

async function addPerson(url, data, login) {
  const { code, said } = qh(url, data, "person", "add", "--login", login, "--role", "planner", "--name", "某示例");
  if (code !== 0) throw new Problem(said);
}

/** The job seals every minute what has ended. */
async function sealedHead(url, data, later = 0) {
  const head = () => JSON.parse(qh(url, data, "audit", "head", "--json").said.split("\n").at(-1)).head;
  let found;
  await until(async () => {
    const [{ unsealed }] = await rowsOf(
      url,
      "SELECT count(*)::int AS unsealed FROM audit_event e WHERE e.xid::text::bigint >= COALESCE((SELECT max(to_xid::text::bigint) FROM audit_block), 0)",
    );
    found = unsealed === 0 ? head() : null;
    return found && Number(found.number) > later;
  }, "nothing is sealed");
  return { ...found, number: Number(found.number) };
}

async function rowsOf(url, sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const answer = await client.query(sql);
    return (Array.isArray(answer) ? answer.at(-1) : answer).rows;
  } finally {
    await client.end();
  }
}

async function counts(url) {
  return (
    await rowsOf(url, "SELECT (SELECT count(*)::int FROM facility) AS facilities, (SELECT count(*)::int FROM person) AS people")
  )[0];
}

async function archivedTo(url) {
  const [{ last }] = await rowsOf(url, "SELECT pg_walfile_name(pg_current_wal_lsn() - 1) AS last");
  await until(async () => {
    const [{ archived: done }] = await rowsOf(url, "SELECT last_archived_wal AS archived FROM pg_stat_archiver");
    return done !== null && done >= last;
  }, "the last WAL file is not archived");
}

async function until(is, sentence) {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await is())) {
    if (performance.now() > deadline) throw new Problem(`${sentence} within ${PATIENCE_MS / 1000} s.`);
    await pause(LOOK_EVERY_MS);
  }
}

function megabytes(folder) {
  return Number(spawnSync("du", ["-sm", folder], { encoding: "utf8" }).stdout.split("\t")[0]);
}
