import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { anyFreePort } from "./ports.mjs";
import { postgresAccount } from "./postgres-account.mjs";
import { usableBinaries } from "./postgres-binaries.mjs";
import { Problem } from "./problem.mjs";
import { projectHash } from "./project.mjs";

/*
 * A real PostgreSQL of our own for demonstration, development and tests: one cluster in one folder, on a free loopback
 * port, with a random password, gone when the process that started it is gone.
 */
export const OWNER_ROLE = "quarterhour_owner";
export const DATABASE = "quarterhour";

const READY_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 20;

/**
 * For a small machine that also serves the pages: a city of 100,000 facilities fits into memory, and an answer of
 * milliseconds does not wait for helpers to be started on the other core.
 */
const SETTINGS = {
  max_connections: "100",
  shared_buffers: "256MB",
  max_parallel_workers_per_gather: "0",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  // An error of a statement repeats the value it was about; the app is told, and logs its code. The server's own log keeps to
  // what happens to the server: no statement, no row, no parameter.
  log_min_messages: "log",
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
};
/** Kept records are flushed to disk; a throw-away cluster gives that up for speed. */
const THROW_AWAY_SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum_naptime: "1h",
  shared_buffers: "64MB",
};
/** What is timed has the memory of the real thing: that of a small machine, or as much as its bench asks for. */
const timedSettings = (memory) => ({ shared_buffers: typeof memory === "string" ? memory : SETTINGS.shared_buffers });

/**
 * Ends PostgreSQL («fast»: sessions are cut, everything committed is kept) when its standard input closes, which it does
 * even when our process is killed −9.
 */
export const GUARDIAN = `trap '' INT TERM HUP
exec 3<&0
"$@" 3<&- </dev/null & server=$!
( read -r _ <&3; kill -INT $server 2>/dev/null ) & watch=$!
exec 3<&-
wait $server; code=$?
kill -KILL $watch 2>/dev/null
exit $code`;

/** Where the cluster of a data folder lives: inside it, or, when its user may not enter there, under /var/lib. */
export function clusterHome(dataFolder) {
  const inside = join(dataFolder, "postgres");
  const outside = join("/var/lib/quarterhour", projectHash(dataFolder));
  const homes = process.getuid?.() === 0 ? [inside, outside] : [inside];
  return { inside, outside, existing: homes.find((home) => existsSync(join(home, "cluster", "PG_VERSION"))) };
}

/**
 * Starts the cluster of `dataFolder`, making it first if there is none.
 * @param {string} dataFolder
 * @param {{ throwAway?: boolean, timed?: boolean | string, say?: (line: string) => void }} [options]
 */
export async function startPostgres(dataFolder, { throwAway = false, timed = false, say = () => {} } = {}) {
  const { home, account } = chooseHome(dataFolder, say);
  const binaries = usableBinaries(home, account);
  if (binaries.copied) say(`PostgreSQL 程序已复制到 · PostgreSQL's programs are run from a copy in ${binaries.folder}`);
  const cluster = join(home, "cluster");
  const secrets = join(home, "secrets.json");
  if (!existsSync(join(cluster, "PG_VERSION"))) makeCluster({ home, account, native: binaries.folder, secrets, throwAway });
  if (await stopOrphan(cluster)) say("上次未正常结束的数据库已停止 · A database left over from a killed run was stopped cleanly");
  const passwords = readSecrets(secrets);
  const server = await launch({ home, cluster, account, native: binaries.folder, throwAway, timed });
  const url = (role, password, database = DATABASE) => `postgresql://${role}:${password}@127.0.0.1:${server.port}/${database}`;
  return {
    port: server.port,
    pid: server.pid,
    home,
    url,
    ownerUrl: url(OWNER_ROLE, passwords.owner),
    appPassword: passwords.app,
    /** Settles with a sentence if PostgreSQL ends without being asked to. */
    failed: server.failed,
    stop: server.stop,
  };
}

/** The address in a cluster that another process of ours runs: the app's or, for work on the whole, the owner's. */
export function addressOfRunning(dataFolder, port, as = "app") {
  const { existing } = clusterHome(dataFolder);
  const role = as === "owner" ? OWNER_ROLE : `${DATABASE}_app`;
  return existing && `postgresql://${role}:${readSecrets(join(existing, "secrets.json"))[as]}@127.0.0.1:${port}/${DATABASE}`;
}

/** Deletes the cluster of a data folder that is not running, wherever it lives. */
export function removeCluster(dataFolder) {
  const { inside, outside } = clusterHome(dataFolder);
  rmSync(inside, { recursive: true, force: true });
  if (process.getuid?.() === 0) rmSync(outside, { recursive: true, force: true });
}

function chooseHome(dataFolder, say) {
  const { inside, outside, existing } = clusterHome(dataFolder);
  const account = postgresAccount(existing && statSync(join(existing, "cluster")));
  if (existing === outside) say(`数据库位于 · The database lives in ${outside}`);
  if (existing) return { home: existing, account };
  if (account.uid === undefined || canEnter(makeHome(inside, account), account))
    return { home: makeHome(inside, account), account };
  rmSync(inside, { recursive: true, force: true });
  say(
    `数据库用户无法进入项目文件夹，数据库改放在 · PostgreSQL's user may not enter this folder, so the database lives in ${outside}`,
  );
  return { home: makeHome(outside, account), account };
}

function makeHome(home, account) {
  mkdirSync(home, { recursive: true });
  if (account.uid !== undefined) {
    if (dirname(home) === "/var/lib/quarterhour") chmodSync(dirname(home), 0o755);
    chownSync(home, account.uid, account.gid);
    chmodSync(home, 0o700);
  }
  return home;
}

const canEnter = (folder, account) =>
  spawnSync("/bin/sh", ["-c", 'cd "$1" && [ -w . ]', "sh", folder], { ...account, cwd: "/", stdio: "ignore" }).status === 0;

function makeCluster({ home, account, native, secrets, throwAway }) {
  const draft = join(home, "cluster.new");
  const passwordFile = join(home, "initial-password");
  rmSync(draft, { recursive: true, force: true });
  const passwords = { owner: randomBytes(24).toString("hex"), app: randomBytes(24).toString("hex") };
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, passwords.owner, { mode: 0o600 });
  if (account.uid !== undefined) chownSync(passwordFile, account.uid, account.gid);
  const options = [
    `--pgdata=${draft}`,
    `--username=${OWNER_ROLE}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    ...(throwAway ? ["--no-sync"] : []),
  ];
  const made = spawnSync(join(native, "bin", "initdb"), options, {
    ...account,
    cwd: "/",
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C" },
  });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    const reason =
      (made.stderr || made.error?.message || "").trim().split("\n").filter(Boolean).at(-1) ?? `exit code ${made.status}`;
    if (/No space left/i.test(made.stderr ?? "")) throw Object.assign(new Error("disk full"), { code: "ENOSPC", path: home });
    throw new Problem(`无法新建数据库 · The database could not be made in ${home}: ${reason}`);
  }
  // Before the cluster counts as made, its passwords are on disk.
  rmSync(secrets, { force: true });
  writeFileSync(secrets, JSON.stringify(passwords), { mode: 0o600 });
  renameSync(draft, join(home, "cluster"));
}

function readSecrets(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new Problem(
      `数据库密码文件缺失或无法读取 · The database's passwords in ${file} are missing or unreadable: put the file back from a copy, or run npm run reset to begin anew.`,
    );
  }
}

async function launch({ home, cluster, account, native, throwAway, timed }) {
  const port = await anyFreePort();
  const logFile = join(home, "postgres.log");
  if (existsSync(logFile) && lstatSync(logFile).size > 5e6) rmSync(logFile);
  const log = openSync(logFile, "a");
  const settings = {
    ...SETTINGS,
    ...(throwAway ? THROW_AWAY_SETTINGS : {}),
    ...(timed ? timedSettings(timed) : {}),
    port: String(port),
    listen_addresses: "127.0.0.1",
    // A socket path longer than 107 bytes would stop the server: loopback only.
    unix_socket_directories: "",
  };
  const args = ["-D", cluster, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  const began = lstatSync(logFile).size;
  const guardian = spawn("/bin/sh", ["-c", GUARDIAN, "quarterhour-postgres", join(native, "bin", "postgres"), ...args], {
    ...account,
    cwd: "/",
    detached: true,
    stdio: ["pipe", log, log],
    env: { PATH: process.env.PATH ?? "", LC_ALL: "C", TZ: "UTC" },
  });
  closeSync(log);
  guardian.stdin.on("error", () => {});
  let asked = false;
  const ended = new Promise((resolve) => {
    guardian.once("exit", (code, signal) => resolve(signal ?? code));
    guardian.once("error", (error) => resolve(error.message));
  });
  const failed = ended.then((how) =>
    asked ? undefined : `数据库意外停止 · The database stopped unexpectedly (${how}): see ${logFile}`,
  );
  const stop = async () => {
    asked = true;
    guardian.stdin.end();
    const kill = setTimeout(() => signalPostmaster(cluster, "SIGQUIT"), STOPPED_WITHIN_MS);
    await ended;
    clearTimeout(kill);
  };
  const deadline = performance.now() + READY_WITHIN_MS;
  while (postmasterOf(cluster)?.status !== "ready" || postmasterOf(cluster)?.port !== port) {
    const how = await Promise.race([ended.then((value) => ({ value })), pause(LOOK_EVERY_MS)]);
    if (how || performance.now() > deadline) {
      await stop();
      throw startFailure(readFileSync(logFile).subarray(began).toString("utf8"), logFile);
    }
  }
  return { port, pid: postmasterOf(cluster).pid, failed, stop };
}

function startFailure(said, logFile) {
  if (/No space left on device/i.test(said)) return Object.assign(new Error("disk full"), { code: "ENOSPC", path: logFile });
  const reason =
    said
      .split("\n")
      .filter((line) => /FATAL|PANIC|ERROR/.test(line))
      .at(-1) ??
    said.trim().split("\n").at(-1) ??
    "";
  return new Problem(
    `数据库未能启动 · The database did not start (${reason.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, "")}): see ${logFile}`,
  );
}

/** What postmaster.pid says: the first line is the process, the fourth the port, the eighth the state. */
function postmasterOf(cluster) {
  try {
    const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() };
  } catch {
    return undefined;
  }
}

function signalPostmaster(cluster, signal) {
  const { pid } = postmasterOf(cluster) ?? {};
  if (pid && isPostmasterOf(pid, cluster)) process.kill(pid, signal);
}

/** A process id may have been given to another program since: only a postgres of this very folder is touched. */
function isPostmasterOf(pid, cluster) {
  try {
    const command =
      process.platform === "linux"
        ? readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")
        : spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout;
    return command.includes("postgres") && command.includes(cluster);
  } catch {
    return false;
  }
}

/** After a kill −9 the old server may still be there, or only its file. Returns true if a server was stopped. */
async function stopOrphan(cluster) {
  const orphan = postmasterOf(cluster);
  if (!orphan) return false;
  const wasRunning = isPostmasterOf(orphan.pid, cluster);
  if (wasRunning) await endPostmaster(orphan.pid, cluster);
  // Its sessions end by themselves a moment later; until then they hold the shared memory.
  const deadline = performance.now() + STOPPED_WITHIN_MS;
  while (isInUse(cluster) && performance.now() < deadline) await pause(LOOK_EVERY_MS);
  // PostgreSQL itself is stopped by the file of a process that nobody has buried yet, or whose id another program now has.
  if (!isInUse(cluster)) rmSync(join(cluster, "postmaster.pid"), { force: true });
  return wasRunning;
}

async function endPostmaster(pid, cluster) {
  process.kill(pid, "SIGINT");
  for (const [signal, patience] of [
    ["SIGQUIT", STOPPED_WITHIN_MS],
    ["SIGKILL", 5_000],
  ]) {
    const deadline = performance.now() + patience;
    while (isPostmasterOf(pid, cluster)) {
      if (performance.now() > deadline) {
        process.kill(pid, signal);
        break;
      }
      await pause(LOOK_EVERY_MS);
    }
  }
}

/** PostgreSQL's processes all stand in the cluster's folder. */
function isInUse(cluster) {
  const pids =
    process.platform === "linux"
      ? readdirSync("/proc").filter((name) => /^\d+$/.test(name) && standsIn(name, cluster))
      : [postmasterOf(cluster)?.pid].filter((pid) => pid && isPostmasterOf(pid, cluster));
  return pids.length > 0;
}

function standsIn(pid, folder) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
}
