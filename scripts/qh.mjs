import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildIfNeeded } from "./build.mjs";
import { openServer, prepareDatabase } from "./database.mjs";
import { addressOfRunning } from "./embedded-postgres.mjs";
import { openLaunch } from "./launch.mjs";
import { takeLock } from "./lock.mjs";
import { Problem, runOrExplain } from "./problem.mjs";
import { step } from "./progress.mjs";
import { BUILD, PROJECT, requireDataFolder, requireNode, settingsFrom } from "./project.mjs";
import { runCommand, stopAtOnce } from "./run-command.mjs";

/** `npm run qh -- …`: a command of the terminal, on the database of a running Quarterhour or on one started for it. */
const toError = { write: (text) => process.stderr.write(text) };

await runOrExplain(async () => {
  requireNode();
  const typedIn = process.cwd();
  process.chdir(PROJECT);
  // Paths are meant from where the command was typed; npm moves to the project first.
  process.env.QUARTERHOUR_TYPED_IN = process.env.INIT_CWD ?? typedIn;
  const settings = settingsFrom(process.env);
  const launch = openLaunch();
  stopAtOnce(launch);
  await buildIfNeeded({ announce: (label, work) => step(label, work, toError) });
  const { main } = await import(pathToFileURL(join(BUILD, "qh.js")).href);
  await runCommand(main, process.argv.slice(2), () => connect(settings, launch), launch);
});

async function connect(settings, launch) {
  process.env.QUARTERHOUR_MODE = settings.mode;
  process.env.QUARTERHOUR_DATA = settings.data;
  requireDataFolder(settings.data);
  if (!settings.databaseUrl) {
    const lock = takeLock(join(settings.data, "running.lock"));
    if (lock.holder) {
      const address = lock.holder.databasePort && addressOfRunning(settings.data, lock.holder.databasePort);
      if (!address)
        throw new Problem(`正在启动 · Quarterhour is being started (process ${lock.holder.pid}): wait until it is ready.`);
      process.env.DATABASE_URL = address;
      return;
    }
    launch.onStop(() => lock.release());
  }
  const server = await openServer(settings, () => {});
  launch.onStop(() => server.stop());
  const { appUrl } = await prepareDatabase(server, settings);
  delete process.env.DATABASE_OWNER_URL;
  process.env.DATABASE_URL = appUrl;
}
