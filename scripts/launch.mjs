import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startJobs } from "./children.mjs";
import { openServer, prepareDatabase } from "./database.mjs";
import { makeDemoCityOnce } from "./demo-city.mjs";
import { takeLock } from "./lock.mjs";
import { choosePort } from "./ports.mjs";
import { Problem } from "./problem.mjs";
import { step } from "./progress.mjs";
import { BUILD, requireDataFolder } from "./project.mjs";

/** A run that was just killed takes a moment to notice and to let go. */
const LETS_GO_WITHIN_MS = 3_000;
const LOOK_AGAIN_MS = 100;
const WATCH_PARENT_MS = 500;

export const say = (line) => process.stdout.write(`  ${line}\n`);

/** What was started, to be stopped in the opposite order, whenever and however we are asked. */
export function openLaunch() {
  const undo = [];
  let stopping;
  const stop = () =>
    (stopping ??= (async () => {
      for (const one of undo.reverse()) await one();
    })());
  const leave = async (code, line) => {
    if (stopping) return;
    if (line) process.stderr.write(`\n✖ ${line}\n`);
    await stop();
    process.exit(code);
  };
  // Whoever read our lines may go away before we do.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  let answer = () => leave(0);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void answer(signal));
  watchParent(() => void answer("SIGHUP"));
  return {
    onStop: (one) => undo.push(one),
    stop,
    leave,
    isStopping: () => stopping !== undefined,
    /** what a signal does instead of ending everything with 0 */
    answerSignals: (own) => (answer = own),
  };
}

/** npm passes signals on, but not a kill −9: whoever typed `npm start` then expects it gone. */
function watchParent(gone) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) gone();
  }, WATCH_PARENT_MS).unref();
}

/** Only one run an embedded database; on a database of your own any number may work side by side. */
export async function holdDataFolder(settings, launch) {
  requireDataFolder(settings.data);
  if (existsSync(join(settings.data, "restore.json")))
    throw new Problem(
      "恢复未完成 · A restore of this data folder is at work or was cut off: wait until it has ended, or run qh restore --settle, then start again.",
    );
  if (settings.databaseUrl) return { note: () => {} };
  const file = join(settings.data, "running.lock");
  const deadline = performance.now() + LETS_GO_WITHIN_MS;
  for (;;) {
    const lock = takeLock(file);
    if (!lock.holder) {
      launch.onStop(() => lock.release());
      return lock;
    }
    if (performance.now() > deadline) throw alreadyRuns(lock.holder, settings.data);
    await pause(LOOK_AGAIN_MS);
  }
}

function alreadyRuns({ pid, address }, folder) {
  return address
    ? new Problem(`已在运行 · Quarterhour already runs at ${address} (process ${pid}): open that address, or stop it first.`)
    : new Problem(
        `正在启动 · Quarterhour is already being started in ${folder} (process ${pid}): wait for it, or stop it first.`,
      );
}

/** Database up, current and open to the app's own role; the environment of everything started after it. */
export async function openRecords(settings, launch) {
  const server = await step("数据库 database", () => openServer(settings, (line) => process.stdout.write(`\n  ${line} `)));
  launch.onStop(() => server.stop());
  void server.failed.then((line) => line && launch.leave(1, line));
  return server;
}

export async function prepareRecords(server, settings) {
  const { appUrl, applied, notes } = await step("数据表 tables", (tell) => prepareDatabase(server, settings, { tell }));
  if (applied.length > 0) say(`已升级 ${applied.length} 步 · ${applied.length} migrations applied`);
  notes.forEach(say);
  // From here on the owner's address is nobody's business.
  delete process.env.DATABASE_OWNER_URL;
  process.env.DATABASE_URL = appUrl;
  process.env.QUARTERHOUR_MODE = settings.mode;
  process.env.QUARTERHOUR_DATA = settings.data;
}

export async function fillDemoCity(server, settings, launch) {
  if (!settings.wantsDemoCity || !existsSync(join(BUILD, "seed.js"))) return;
  await step("示范城市 demo city", (tell) => makeDemoCityOnce(server.ownerUrl, { tell, onChild: launch.onStop }));
}

export function openJobs(launch) {
  const jobs = startJobs(process.env, { say });
  launch.onStop(() => jobs.stop());
  return jobs;
}

export const pickPort = (settings) => choosePort(settings.port, settings.host);

export function printWelcome({ address, signIns, started }) {
  const lines = [
    `\n一刻钟已就绪 · Quarterhour is ready (${((performance.now() - started) / 1000).toFixed(1)} s)`,
    `  ${address ?? "只处理后台任务 · works through the job queue only"}`,
  ];
  if (signIns.length > 0) {
    lines.push("\n示范账号 demo sign-ins");
    for (const { login, password, name } of signIns) lines.push(`  ${login.padEnd(16)} ${password}   ${name}`);
    lines.push("\n演示数据，位置为虚构，不得用于决策 · Demo data: positions are made up, not for decisions");
  }
  lines.push("Ctrl+C 停止 · stops everything\n");
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** Made or set by `qh certificate`. */
const keepsCertificate = (data) => Boolean(data) && existsSync(join(data, "certificates", "certificate.pem"));

/** The address to type: what we listen on, in the form a browser takes. */
export function addressOf(host, port, env = process.env) {
  if (env.QUARTERHOUR_ORIGIN) return env.QUARTERHOUR_ORIGIN;
  const name = ["127.0.0.1", "0.0.0.0", "::", "::1"].includes(host) ? "localhost" : host;
  return `${env.QUARTERHOUR_TLS_CERTIFICATE || keepsCertificate(env.QUARTERHOUR_DATA) ? "https" : "http"}://${name}:${port}`;
}
