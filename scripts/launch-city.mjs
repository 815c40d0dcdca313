import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  addressOf,
  fillDemoCity,
  holdDataFolder,
  openJobs,
  openLaunch,
  openRecords,
  pickPort,
  prepareRecords,
  printWelcome,
  say,
} from "./launch.mjs";
import { runOrExplain } from "./problem.mjs";
import { step } from "./progress.mjs";
import { BUILD, PROJECT, requireNode, settingsFrom } from "./project.mjs";
import { openSecretFiles } from "./secret-files.mjs";

/**
 * Everything from an empty folder to a served city, and everything stopped again at the end.
 * @param {object} options
 * @param {"production" | "development"} options.nodeEnv
 * @param {(launch) => Promise<unknown>} options.build brings what lies in build/ up to date
 * @param {(launch) => Promise<object>} [options.serving] what the web process is told beside its address
 * @returns the running jobs
 */
export function launchCity({ nodeEnv, build, serving = async () => ({}) }) {
  const started = performance.now();
  return runOrExplain(async () => {
    requireNode();
    process.chdir(PROJECT);
    openSecretFiles(process.env);
    const settings = settingsFrom(process.env, { warn: say });
    const launch = openLaunch();
    try {
      const lock = await holdDataFolder(settings, launch);
      const port = ["jobs", "migrate"].includes(settings.runs) ? undefined : await pickPort(settings);
      const server = await openRecords(settings, launch);
      if (settings.runs !== "migrate") await build(launch);
      await prepareRecords(server, settings);
      if (settings.runs === "migrate") return await launch.leave(0);
      await fillDemoCity(server, settings, launch);
      process.env.NODE_ENV = nodeEnv;
      const { signIns, address } =
        settings.runs === "jobs"
          ? { signIns: [] }
          : await step("网页服务 web", () => openWeb({ settings, port, serving, launch }));
      const jobs = settings.runs === "web" ? undefined : openJobs(launch);
      lock.note({ address, databasePort: server.port });
      printWelcome({ address, signIns, started });
      return { jobs };
    } catch (error) {
      // Ctrl+C in the middle of a step makes the step fail: that is no news.
      if (launch.isStopping()) return new Promise(() => {});
      await launch.stop();
      throw error;
    }
  });
}

async function openWeb({ settings, port, serving, launch }) {
  const told = await serving(launch);
  const { demoSignIns, serve } = await import(pathToFileURL(join(BUILD, "main.js")).href);
  const signIns = await demoSignIns();
  const web = await serve({ host: settings.host, port, ...told });
  launch.onStop(() => web.close());
  return { signIns, address: addressOf(settings.host, web.port) };
}
