import { rmSync } from "node:fs";
import { join } from "node:path";
import { bundleOptions } from "./bundles.mjs";
import { generate } from "./generate.mjs";
import { launchCity } from "./launch-city.mjs";
import { say } from "./launch.mjs";
import { anyFreePort } from "./ports.mjs";
import { step } from "./progress.mjs";
import { BUILD, PROJECT } from "./project.mjs";

/**
 * `npm run dev`: pages are compiled by Vite as they are asked for and change under your hands; jobs and worker threads are
 * bundled again when their sources change. A change of app/server.ts wants a restart.
 */
let jobs;
({ jobs } = await launchCity({
  nodeEnv: "development",
  build: async (launch) => {
    await step("数据库客户端 database client", () => generate());
    await step("服务与后台任务 server and jobs", () => watchBundles(launch));
  },
  serving: async (launch) => ({ vite: await compiler(launch) }),
}));

// The worker and the shell of /care are made by the build alone.
say("开发模式下 /care 不能离线，离线请用 npm start · In development /care needs the network; npm start has it offline");

async function compiler(launch) {
  const { createServer } = await import("vite");
  const ours = process.listeners("SIGTERM");
  const vite = await createServer({ root: PROJECT, server: { middlewareMode: true, hmr: { port: await anyFreePort() } } });
  // Vite would leave at once, with the database half stopped.
  for (const theirs of process.listeners("SIGTERM")) if (!ours.includes(theirs)) process.removeListener("SIGTERM", theirs);
  launch.onStop(() => vite.close());
  return vite;
}

/** Bundles once, then again with every change of what is bundled. What lies in build/ is then no finished build. */
async function watchBundles(launch) {
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
          jobs?.restart();
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
