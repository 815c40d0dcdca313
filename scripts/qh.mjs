import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { readConfiguration } from "../app/platform/configuration.server.mjs";
import { buildIfNeeded } from "./build.mjs";
import { appAddressOf, connected, openServer, prepareDatabase } from "./database.mjs";
import { addressOfRunning, clusterHome } from "./embedded-postgres.mjs";
import { openLaunch } from "./launch.mjs";
import { holderOf, takeLock } from "./lock.mjs";
import { applyMigrations, migrationsIn } from "./migrations.mjs";
import { Problem, runOrExplain } from "./problem.mjs";
import { step } from "./progress.mjs";
import { BUILD, PROJECT, requireDataFolder, requireNode, settingsFrom } from "./project.mjs";
import { runCommand, stopAtOnce } from "./run-command.mjs";
import { openSecretFiles } from "./secret-files.mjs";

/** `npm run qh -- …`: a command of the terminal, on the database of a running Quarterhour or on one started for it. */
const ENDS_WITHIN_MS = 40_000;
const LOOK_AGAIN_MS = 100;

const toError = { write: (text) => process.stderr.write(text) };

await runOrExplain(async () => {
  requireNode();
  const typedIn = process.cwd();
  process.chdir(PROJECT);
  openSecretFiles(process.env);
  // Paths are meant from where the command was typed; npm moves to the project first.
  process.env.QUARTERHOUR_TYPED_IN = process.env.INIT_CWD ?? typedIn;
  const launch = openLaunch();
  stopAtOnce(launch);
  await buildIfNeeded({ announce: (label, work) => step(label, work, toError) });
  const { main } = await import(pathToFileURL(join(BUILD, "qh.js")).href);
  await runCommand(main, process.argv.slice(2), machineFor(launch), launch);
});

function packageVersion() {
  return JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8")).version;
}

/** What commands ask of this machine; nothing is parsed, started or changed before one of them does. */
function machineFor(launch) {
  // The server that was found, with what it knows of passwords.
  let served = {};
  const asked = () => {
    const settings = settingsFrom(process.env, { warn: (line) => process.stderr.write(`! ${line}\n`) });
    process.env.QUARTERHOUR_MODE = settings.mode;
    process.env.QUARTERHOUR_DATA = settings.data;
    return settings;
  };
  return {
    settings: () => readConfiguration(process.env),
    connect: () => connect(asked(), launch),
    look: async ({ make = false } = {}) => {
      const { server, ...seen } = await look(asked(), launch, make);
      served = server ?? {};
      return seen;
    },
    layOut: (ownerUrl, names) => connected("DATABASE_OWNER_URL", ownerUrl, (client) => applyMigrations(client, { names })),
    prepare: (ownerUrl, name) => prepareDatabase({ ...served, ownerUrl, name }, asked()),
    running: () => runningOn(asked()),
    stopRunning: () => stopRunningOn(asked()),
    version: packageVersion(),
  };
}

function lockOf({ data }) {
  return join(data, "running.lock");
}

function runningOn(settings) {
  const holder = settings.databaseUrl ? undefined : holderOf(lockOf(settings));
  return holder?.pid === process.pid ? undefined : holder;
}

/** Everything a start began ends with it, its database too. */
async function stopRunningOn(settings) {
  const running = runningOn(settings);
  if (!running) return;
  process.kill(running.pid, "SIGTERM");
  const deadline = performance.now() + ENDS_WITHIN_MS;
  while (runningOn(settings)) {
    if (performance.now() > deadline)
      throw new Problem(`进程 ${running.pid} 未结束 · Process ${running.pid} does not end: stop it, then try again.`);
    await pause(LOOK_AGAIN_MS);
  }
}

async function connect(settings, launch) {
  requireDataFolder(settings.data);
  const { server, running } = await databaseOf(settings, launch);
  if (running) {
    process.env.DATABASE_URL = running.appUrl;
    return;
  }
  const { appUrl } = await prepareDatabase(server, settings);
  delete process.env.DATABASE_OWNER_URL;
  process.env.DATABASE_URL = appUrl;
}

/** Our own PostgreSQL may be running for somebody else; then it is theirs to stop. */
async function databaseOf(settings, launch) {
  if (!settings.databaseUrl) {
    const lock = takeLock(join(settings.data, "running.lock"));
    if (lock.holder) {
      const port = lock.holder.databasePort;
      const running = port && {
        appUrl: addressOfRunning(settings.data, port),
        ownerUrl: addressOfRunning(settings.data, port, "owner"),
      };
      if (!running?.appUrl)
        throw new Problem(`正在启动 · Quarterhour is being started (process ${lock.holder.pid}): wait until it is ready.`);
      return { running };
    }
    launch.onStop(() => lock.release());
  }
  const server = await openServer(settings, () => {});
  launch.onStop(() => server.stop());
  return { server };
}

/** The database as it stands, and what would migrate it; a sentence where there is none. */
async function look(settings, launch, make) {
  if (make) requireDataFolder(settings.data);
  if (!make && !settings.databaseUrl && !clusterHome(settings.data).existing)
    return { problem: "尚未启动过 · there is no database yet: npm start makes it.", isBroken: false };
  try {
    const { server, running } = await databaseOf(settings, launch);
    const { appUrl, ownerUrl } = running ?? { appUrl: appAddressOf(server, settings), ownerUrl: server.ownerUrl };
    const known = server ?? { appPassword: decodeURIComponent(new URL(appUrl).password) };
    return { appUrl, ownerUrl, migrations: migrationsIn(), server: known };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { problem: error.message, isBroken: true };
  }
}
