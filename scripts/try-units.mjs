import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { buildIfNeeded } from "./build.mjs";
import { bootMachine, debianRoot, requireTools } from "./debian-machine.mjs";
import { Problem, runOrExplain } from "./problem.mjs";
import { step } from "./progress.mjs";
import { PROJECT } from "./project.mjs";

/** `npm run unit:try`: the systemd units of deploy/systemd on a Debian that boots for it, and what each of them promises. */
const READY = "http://127.0.0.1:3000/readyz";
const BACK_WITHIN_MS = 60_000;
const LEAST_SAFE = 2.5;
const UNITS = ["migrate", "web", "jobs", "backup"].map((name) => `quarterhour-${name}.service`);

const lines = [];
const note = (what, found) => {
  lines.push([what, found]);
  process.stdout.write(`  ✓ ${what}: ${found}\n`);
};
function hold(is, sentence) {
  if (!is) throw new Problem(sentence);
}
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

await runOrExplain(async () => {
  const { values } = parseArgs({ options: { root: { type: "string", default: "/var/tmp/quarterhour-debian" } } });
  requireTools();
  process.chdir(PROJECT);
  await buildIfNeeded();
  const root = await step("Debian 12", async () => debianRoot(values.root));
  const log = join(PROJECT, "test-results", "unit-try.log");
  mkdirSync(join(PROJECT, "test-results"), { recursive: true });
  const machine = await step("引导 systemd boot", () => bootMachine(root, { log }));
  try {
    install(machine);
    await starts(machine);
    isShutIn(machine);
    knowsNoMoreThanItMust(machine);
    await endsInFlight(machine);
    await comesBack(machine);
    backsUp(machine);
    await stopsWhole(machine);
  } catch (error) {
    process.stderr.write(`${machine.attempt("journalctl", "--no-pager", "--lines=60", "--output=cat").said}\n`);
    throw error;
  } finally {
    await machine.stop();
  }
  process.stdout.write(`\n${lines.length} passed, 0 failed\n`);
});

/** As docs/operations.md tells it. */
function install({ shell, run }) {
  shell(`useradd --system --home-dir /nonexistent --shell /usr/sbin/nologin quarterhour
    bash /opt/quarterhour/deploy/make-secrets.sh /etc/quarterhour 127.0.0.1
    SECRETS=/etc/quarterhour bash /opt/quarterhour/deploy/create-roles.sh
    SECRETS=/etc/quarterhour bash /opt/quarterhour/deploy/create-roles.sh
    install -m 644 /opt/quarterhour/deploy/systemd/settings.example /etc/quarterhour/settings
    cp /opt/quarterhour/deploy/systemd/quarterhour* /etc/systemd/system/
    systemctl daemon-reload
    install -d -o quarterhour -g quarterhour -m 700 /var/lib/quarterhour
    cd /opt/quarterhour && runuser -u quarterhour -- env QUARTERHOUR_MODE=production QUARTERHOUR_DATA=/var/lib/quarterhour \\
      QUARTERHOUR_RUNS=web DATABASE_URL="$(cat /etc/quarterhour/database-url)" node scripts/qh.mjs keys add`);
  const said = run("systemd-analyze", "verify", ...UNITS.map((unit) => `/etc/systemd/system/${unit}`));
  hold(said === "", `systemd-analyze verify: ${said}`);
  note("systemd-analyze verify", "no word about any unit");
  for (const unit of UNITS) {
    const score = Number(/exposure level for \S+: ([\d.]+)/.exec(run("systemd-analyze", "security", unit, "--no-pager"))?.[1]);
    hold(score <= LEAST_SAFE, `${unit}: exposure ${score}, at most ${LEAST_SAFE} is wanted`);
    note(`systemd-analyze security ${unit}`, `${score} of 10`);
  }
}

function property({ run }, unit, name) {
  return run("systemctl", "show", unit, `--property=${name}`, "--value");
}

async function starts(machine) {
  machine.run("systemctl", "enable", "quarterhour.target", "quarterhour-web", "quarterhour-jobs", "quarterhour-backup.timer");
  const since = performance.now();
  machine.run("systemctl", "start", "quarterhour.target");
  await ready(machine);
  note("systemctl start quarterhour.target, migrations first", `ready after ${seconds(since)}`);
  for (const unit of ["quarterhour-migrate", "quarterhour-web", "quarterhour-jobs"])
    hold(property(machine, unit, "ActiveState") === "active", `${unit} is not active`);
  note("/readyz", machine.run("curl", "--silent", READY));
}

async function ready({ attempt }) {
  const deadline = performance.now() + BACK_WITHIN_MS;
  while (attempt("curl", "--silent", "--fail", "--output", "/dev/null", READY).code !== 0) {
    hold(performance.now() < deadline, `${READY} is not ready within ${BACK_WITHIN_MS / 1000} s`);
    await pause(100);
  }
}

/** The jobs say in the database that they are there. */
function atWork({ shell }) {
  shell(`cd /opt/quarterhour && QUARTERHOUR_MODE=production QUARTERHOUR_RUNS=jobs DATABASE_URL_FILE=/etc/quarterhour/database-url \\
    node scripts/ask-ready.mjs --within 60`);
}

function isShutIn(machine) {
  const pid = property(machine, "quarterhour-web", "MainPID");
  const status = machine.run("cat", `/proc/${pid}/status`);
  hold(/CapEff:\s+0+$/m.test(status) && /NoNewPrivs:\s+1/.test(status) && /Seccomp:\s+2/.test(status), status);
  note("the pages' process", "no capability, no new privileges, system calls filtered");
  for (const folder of ["/opt/quarterhour", "/etc", "/usr", "/var/lib", "/home"]) {
    const { code, said } = machine.attempt("nsenter", "--target", pid, "--mount", "touch", `${folder}/written`);
    hold(code !== 0 && /Read-only|denied|No such/.test(said), `it could write ${folder}: ${said}`);
  }
  machine.run("nsenter", "--target", pid, "--mount", "touch", "/var/lib/quarterhour/.written");
  note("may write", "/var/lib/quarterhour, and neither program nor system");
}

function knowsNoMoreThanItMust(machine) {
  const pid = property(machine, "quarterhour-web", "MainPID");
  const seen = machine.run("nsenter", "--target", pid, "--mount", "ls", "/run/credentials/quarterhour-web.service");
  hold(seen === "database-url", `its credentials are ${seen}`);
  const owner = machine.shell("sed 's|.*://[^:]*:||; s|@.*||' /etc/quarterhour/owner-url");
  const environment = machine.shell(
    `cat /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n' | grep --count --fixed-strings '${owner}' || true`,
  );
  hold(environment === "0", `the owner's password stands in an environment: ${environment}`);
  hold(!machine.run("ps", "-eo", "args").includes(owner), "the owner's password stands in a list of processes");
  note("the owner's password", "in no environment and in no list of processes; the pages hold the app's alone");
  const asApp = (sql) => ["bash", "-c", `psql "$(cat /etc/quarterhour/database-url)" -XAtc "${sql}"`];
  const owned = machine.run(...asApp("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user"));
  hold(owned === "0", `the app's role owns ${owned} tables`);
  const { said } = machine.attempt(...asApp("DELETE FROM audit_event"));
  hold(/permission denied/.test(said), said);
  note("the app's role", "owns no table and may not take back what the audit says");
}

/** A request that is being answered when the unit is told to stop gets its answer. */
async function endsInFlight(machine) {
  // A body that arrives over two seconds keeps the request open past the stop.
  const slow = machine.begin(
    "bash",
    "-c",
    `exec 3<>/dev/tcp/127.0.0.1/3000; printf 'POST /sign-in HTTP/1.1\\r\\nHost: care.example.org\\r\\nOrigin: https://care.example.org\\r\\nContent-Type: application/x-www-form-urlencoded\\r\\nContent-Length: 27\\r\\nConnection: close\\r\\n\\r\\nlogin=nobody' >&3; echo open; sleep 2; printf '&password=wrong' >&3; head -c 12 <&3`,
  );
  let said = "";
  slow.stdout.setEncoding("utf8").on("data", (text) => (said += text));
  while (!said.includes("open")) await pause(20);
  const since = performance.now();
  machine.run("systemctl", "stop", "quarterhour-web");
  const took = seconds(since);
  if (slow.exitCode === null) await new Promise((settle) => slow.once("close", settle));
  // A wrong sign-in, refused by the page itself: 400 would be the server dropping the rest.
  hold(/HTTP\/1\.1 422/.test(said), `the request in flight was answered with «${said}»`);
  hold(property(machine, "quarterhour-web", "Result") === "success", "the unit did not stop well");
  hold(property(machine, "quarterhour-web", "ExecMainStatus") === "0", "the process did not end with 0");
  note("systemctl stop with a request half sent", `answered (${said.split("\n").at(-1).trim()}), ended with 0 after ${took}`);
  machine.run("systemctl", "start", "quarterhour-web");
  await ready(machine);
}

async function comesBack(machine) {
  for (const unit of ["quarterhour-web", "quarterhour-jobs"]) {
    const [pid, before] = [property(machine, unit, "MainPID"), Number(property(machine, unit, "NRestarts"))];
    machine.run("kill", "-KILL", pid);
    const since = performance.now();
    while (Number(property(machine, unit, "NRestarts")) === before || property(machine, unit, "ActiveState") !== "active") {
      hold(performance.now() - since < BACK_WITHIN_MS, `${unit} does not come back`);
      await pause(100);
    }
    if (unit === "quarterhour-web") await ready(machine);
    else atWork(machine);
    note(`kill -9 of ${unit}`, `a new process, in service again after ${seconds(since)}`);
  }
  machine.run("systemctl", "kill", "--signal=KILL", "postgresql@15-main");
  const since = performance.now();
  machine.shell("until systemctl restart postgresql@15-main; do sleep 0.2; done");
  await ready(machine);
  atWork(machine);
  note("kill -9 of PostgreSQL, started again", `pages ready and jobs active after ${seconds(since)}`);
}

function backsUp(machine) {
  machine.run("systemctl", "start", "quarterhour-backup");
  const kept = machine.run("ls", "/var/lib/quarterhour-backups");
  hold(/^quarterhour-\S+$/.test(kept), `backups: ${kept}`);
  machine.run("systemctl", "start", "quarterhour-backup");
  note("quarterhour-backup, as a role that only reads", machine.run("ls", "/var/lib/quarterhour-backups").split("\n").join(", "));
  const { said } = machine.attempt(
    "bash",
    "-c",
    `psql "$(cat /etc/quarterhour/backup-url)" -XAtc "UPDATE person SET name = name"`,
  );
  hold(/permission denied/.test(said), said);
  note("the backup's role", "may not write a row");
}

async function stopsWhole(machine) {
  const since = performance.now();
  machine.run("systemctl", "stop", "quarterhour.target");
  // The target's own stop does not wait for what is part of it.
  while (machine.attempt("pgrep", "--uid", "quarterhour").said !== "") {
    hold(performance.now() - since < BACK_WITHIN_MS, "processes are left after the stop");
    await pause(100);
  }
  note("systemctl stop quarterhour.target", `nothing left after ${seconds(since)}`);
  const words = machine.run("journalctl", "--no-pager", "--output=cat", "--unit=quarterhour-web", "--unit=quarterhour-jobs");
  hold(!/State 'stop-sigterm' timed out|SIGKILL\b.*stop/.test(words), "systemd had to kill it");
}
