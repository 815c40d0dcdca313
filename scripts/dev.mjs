import { rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleOptions } from "./bundles.mjs";
import { generate } from "./generate.mjs";
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

/**
 * `npm run dev`: pages are compiled by Vite as they are asked for and change under your hands; jobs and worker threads are
 * bundled again when their sources change. A change of app/server.ts wants a restart.
 */
const started = performance.now();

await runOrExplain(async () => {
  requireNode();
  process.chdir(PROJECT);
  const settings = settingsFrom(process.env);
  const launch = openLaunch();
  try {
    const lock = await holdDataFolder(settings, launch);
    const port = await pickPort(settings);
    const server = await openRecords(settings, launch);
    await step("数据库客户端 database client", () => generate());
    let jobs;
    await step("服务与后台任务 server and jobs", () => watchBundles(launch, () => jobs?.restart()));
    await prepareRecords(server, settings);
    await fillDemoCity(server, settings, launch);
    process.env.NODE_ENV = "development";
    const { signIns, address } = await step("网页服务 web", async () => {
      const { createServer } = await import("vite");
      const ours = process.listeners("SIGTERM");
      const vite = await createServer({ root: PROJECT, server: { middlewareMode: true } });
      // Vite would leave at once, with the database half stopped.
      for (const theirs of process.listeners("SIGTERM")) if (!ours.includes(theirs)) process.removeListener("SIGTERM", theirs);
      launch.onStop(() => vite.close());
      const { demoSignIns, serve } = await import(pathToFileURL(join(BUILD, "main.js")).href);
      jobs = openJobs(launch);
      const accounts = await demoSignIns();
      const web = await serve({ host: settings.host, port, vite });
      launch.onStop(() => web.close());
      return { signIns: accounts, address: addressOf(settings.host, web.port) };
    });
    lock.note({ address, databasePort: server.port });
    printWelcome({ address, signIns, started });
  } catch (error) {
    if (launch.isStopping()) return new Promise(() => {});
    await launch.stop();
    throw error;
  }
});

/** Bundles once, then again with every change of what is bundled. What lies in build/ is then no finished build. */
async function watchBundles(launch, changed) {
  rmSync(join(BUILD, "source-hash"), { force: true });
  const { context } = await import("esbuild");
  // The first build and the one that begins the watch are no changes.
  let builds = 0;
  const tell = {
    name: "tell",
    setup(build) {
      build.onEnd(({ errors }) => {
        for (const { text, location } of errors) say(`✖ ${location?.file}:${location?.line} ${text}`);
        builds += 1;
        if (errors.length === 0 && builds > 2) {
          say("后台任务已更新 · Jobs and threads were bundled again");
          changed();
        }
      });
    },
  };
  const options = bundleOptions();
  const watching = await context({ ...options, plugins: [tell] });
  await watching.rebuild();
  await watching.watch();
  launch.onStop(() => watching.dispose());
}
