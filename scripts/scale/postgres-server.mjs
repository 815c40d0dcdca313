import { spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { GUARDIAN } from "../embedded-postgres.mjs";
import { until } from "./waiting.mjs";

const READY_WITHIN_MS = 30_000;
export const SUPERUSER = "quarterhour_owner";

/** What both servers run with: durable as in production, small as this machine, and able to follow one another. */
const SETTINGS = {
  max_connections: "120",
  shared_buffers: "128MB",
  jit: "off",
  timezone: "UTC",
  wal_level: "replica",
  hot_standby: "on",
  // A returning primary finds what it missed without a copy of everything.
  wal_log_hints: "on",
  unix_socket_directories: "",
};

/**
 * Two PostgreSQL servers that change places. Every server has an address of its own; one more address is the service's and
 * moves to whichever is primary, as a floating IP or a name does: the app need not know that anything changed.
 */
export function serverPlaces({ folder, programs, account, port, password }) {
  const SERVICE = "127.0.0.9";
  const url = (host, user = SUPERUSER, secret = password, database = "postgres") =>
    `postgresql://${user}:${secret}@${host}:${port}/${database}`;
  const place = (name, host) => ({ name, host, data: join(folder, name) });
  const shared = { folder, programs, account, port, password, url };
  return {
    serviceHost: SERVICE,
    url,
    first: new Server(place("first", "127.0.0.1"), shared),
    second: new Server(place("second", "127.0.0.2"), shared),
  };
}

class Server {
  constructor(place, shared) {
    Object.assign(this, shared, place);
    this.ownUrl = (database = "postgres") => this.url(this.host, SUPERUSER, this.password, database);
  }

  run(program, words) {
    const done = spawnSync(join(this.programs, program), words, {
      ...this.account,
      cwd: "/",
      encoding: "utf8",
      env: { PATH: process.env.PATH, LC_ALL: "C", PGPASSWORD: this.password },
    });
    if (done.status !== 0) throw new Error(`${program}: ${(done.stderr || done.error?.message || "").trim().split("\n").at(-1)}`);
  }

  /** An empty cluster that may be replicated. */
  make() {
    const secret = join(this.folder, "password");
    own(this.folder, this.account);
    writeFileSync(secret, this.password, { mode: 0o600 });
    if (this.account.uid !== undefined) chownSync(secret, this.account.uid, this.account.gid);
    this.run("initdb", [
      ...[`--pgdata=${this.data}`, `--username=${SUPERUSER}`, `--pwfile=${secret}`],
      ...["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"],
    ]);
    rmSync(secret);
  }

  /** A copy of `primary` that follows it under the name `first` or `second`. */
  follow(primary) {
    rmSync(this.data, { recursive: true, force: true });
    this.run("pg_basebackup", [
      ...["-h", primary.host, "-p", String(this.port), "-U", SUPERUSER, "-D", this.data],
      ...["--wal-method=stream", "--checkpoint=fast", "--write-recovery-conf", "--no-sync"],
    ]);
    const about = `host=${primary.host} port=${this.port} user=${SUPERUSER} password=${this.password} application_name=${this.name}`;
    writeFileSync(join(this.data, "postgresql.auto.conf"), `primary_conninfo = '${about}'\n`);
  }

  /** @param {string[]} [also] further addresses to answer on */
  async start(also = []) {
    const settings = { ...SETTINGS, port: String(this.port), listen_addresses: [this.host, ...also].join(",") };
    const words = ["-D", this.data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
    const log = openSync(join(this.folder, `${this.name}.log`), "a");
    // Ends PostgreSQL when this process is gone, however that happened.
    this.guardian = spawn("/bin/sh", ["-c", GUARDIAN, "scale-postgres", join(this.programs, "postgres"), ...words], {
      ...this.account,
      cwd: "/",
      detached: true,
      stdio: ["pipe", log, log],
      env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
    });
    closeSync(log);
    this.guardian.stdin.on("error", () => {});
    this.ended = new Promise((resolve) => this.guardian.once("exit", resolve));
    await until(`PostgreSQL ${this.name}`, () => this.ask("SELECT 1"), READY_WITHIN_MS);
  }

  get pid() {
    return Number(readFileSync(join(this.data, "postmaster.pid"), "utf8").split("\n")[0]);
  }

  /** Everything committed is kept. */
  async stop() {
    if (!this.guardian) return;
    this.guardian.stdin.end();
    await this.ended;
    this.guardian = undefined;
  }

  /** The power goes: the server and each of its processes at the same moment. */
  async kill() {
    const { pid } = this;
    const helpers = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number).filter(Boolean);
    for (const one of [pid, ...helpers])
      try {
        process.kill(one, "SIGKILL");
      } catch (error) {
        if (error.code !== "ESRCH") throw error;
      }
    await this.ended;
    this.guardian = undefined;
  }

  /** One statement as its owner. */
  async ask(text, values = [], database = "postgres") {
    const client = new pg.Client({ connectionString: this.ownUrl(database), connectionTimeoutMillis: 5_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      return (await client.query(text, values)).rows;
    } finally {
      await client.end().catch(() => {});
    }
  }

  /** A setting from now on, without a restart. */
  async set(name, value) {
    await this.ask(`ALTER SYSTEM SET ${name} = '${value}'`);
    await this.ask("SELECT pg_reload_conf()");
  }
}

function own(folder, { uid, gid }) {
  mkdirSync(folder, { recursive: true });
  if (uid === undefined) return;
  chownSync(folder, uid, gid);
  chmodSync(folder, 0o700);
}
