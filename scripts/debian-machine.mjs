import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, openSync, realpathSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Problem } from "./problem.mjs";
import { PROJECT } from "./project.mjs";

/*
 * A Debian 12 that boots systemd beside this one: its own processes, users and network (loopback alone), what it writes lies in
 * memory and goes with it. The program is mounted read-only as /opt/quarterhour, Node as /usr/bin/node.
 */
const PACKAGES = ["systemd", "systemd-sysv", "dbus", "ca-certificates", "procps", "libstdc++6", "curl", "postgresql-15"];
const BOOTED_WITHIN_MS = 90_000;
const STOPPED_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 100;

const has = (program) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;

export function requireTools() {
  if (process.getuid?.() !== 0) throw new Problem("需要 root · Booting a machine needs root: run this as root.");
  const missing = ["debootstrap", "systemd-nspawn", "nsenter"].filter((program) => !has(program));
  if (missing.length > 0)
    throw new Problem(
      `缺少 ${missing.join("、")} · ${missing.join(", ")} is missing: apt-get install debootstrap systemd-container util-linux.`,
    );
}

/** The root of the machine, made once (a minute or two); the machines that boot from it change nothing in it. */
export function debianRoot(folder) {
  if (existsSync(join(folder, "usr/lib/postgresql/15/bin/postgres"))) return folder;
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const made = spawnSync("debootstrap", ["--variant=minbase", `--include=${PACKAGES.join(",")}`, "bookworm", draft], {
    encoding: "utf8",
  });
  if (made.status !== 0) throw new Problem(`debootstrap 失败 · debootstrap failed: ${made.stdout.trim().split("\n").at(-1)}`);
  renameSync(draft, folder);
  return folder;
}

/** Boots; the returned machine runs commands until it is stopped. */
export async function bootMachine(root, { log }) {
  const modules = realpathSync(join(PROJECT, "node_modules"));
  const binds = [`${PROJECT}:/opt/quarterhour`, `${realpathSync(process.execPath)}:/usr/bin/node`];
  // A checkout may share another's packages: the link must lead somewhere inside, too.
  if (modules !== join(PROJECT, "node_modules")) binds.push(modules);
  const out = openSync(log, "w");
  const machine = spawn(
    "systemd-nspawn",
    [
      ...["--quiet", `--directory=${root}`, "--volatile=overlay", "--boot", "--private-network", "--console=pipe"],
      ...["--register=no", "--keep-unit", "--machine=quarterhour-trial"],
      ...binds.map((bind) => `--bind-ro=${bind}`),
    ],
    { stdio: ["ignore", out, out] },
  );
  const ended = new Promise((settle) => machine.once("exit", settle));
  machine.once("error", () => {});
  const leader = await firstChild(machine);
  const inside = ["--target", String(leader), "--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup", "--"];
  const env = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C.UTF-8", HOME: "/root" };
  /** What a command says, and its exit code. */
  const attempt = (...words) => {
    const { status, stdout, stderr } = spawnSync("nsenter", [...inside, ...words], {
      env,
      encoding: "utf8",
      cwd: "/",
      stdio: ["ignore", "pipe", "pipe"],
    });
    return { code: status, said: `${stdout}${stderr}`.trim() };
  };
  const run = (...words) => {
    const { code, said } = attempt(...words);
    if (code !== 0) throw new Problem(`${words.join(" ")} 失败 · failed (${code}):\n${said}`);
    return said;
  };
  const shell = (script) => run("bash", "--norc", "-euo", "pipefail", "-c", script);
  const begin = (...words) => spawn("nsenter", [...inside, ...words], { env, stdio: ["ignore", "pipe", "pipe"], cwd: "/" });
  const stop = async () => {
    attempt("systemctl", "poweroff", "--no-block");
    const kill = setTimeout(() => endHard(machine, leader), STOPPED_WITHIN_MS);
    await ended;
    clearTimeout(kill);
  };
  try {
    await booted(attempt, machine);
  } catch (error) {
    endHard(machine, leader);
    throw error;
  }
  return { run, attempt, shell, begin, stop };
}

/** Its first process ends all others with it. */
function endHard(machine, leader) {
  try {
    process.kill(leader, "SIGKILL");
  } catch {
    machine.kill("SIGKILL");
  }
}

async function firstChild(machine) {
  const deadline = performance.now() + BOOTED_WITHIN_MS;
  while (performance.now() < deadline && machine.exitCode === null) {
    try {
      return Number(execFileSync("pgrep", ["--parent", String(machine.pid)], { encoding: "utf8" }).split("\n")[0]);
    } catch {
      await pause(LOOK_EVERY_MS);
    }
  }
  throw new Problem("systemd-nspawn 未能启动 · systemd-nspawn did not start: see the machine's log.");
}

async function booted(attempt, machine) {
  const deadline = performance.now() + BOOTED_WITHIN_MS;
  while (performance.now() < deadline && machine.exitCode === null) {
    const { said } = attempt("systemctl", "is-system-running");
    if (["running", "degraded"].includes(said)) return;
    await pause(LOOK_EVERY_MS);
  }
  throw new Problem("未能引导到 multi-user · The machine did not boot: see its log.");
}
