import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { packagesOutside } from "./packages.mjs";
import { Problem } from "./problem.mjs";
import { BUILD, PROJECT } from "./project.mjs";

/*
 * The second build: what runs outside Remix. Vite makes build/client and build/server; esbuild makes one file each of the
 * web process, the command line, the jobs, the demo city and every worker thread. Web workers (app/threads/web) run in the
 * browser: Vite bundles them with the page that calls them.
 */
const ENTRIES = { main: "app/server.ts", qh: "app/cli/qh.ts", jobs: "app/jobs/run.ts", seed: "seed/seed-demo-city.ts" };
const THREADS = join("app", "threads");

const threadEntries = () =>
  (existsSync(join(PROJECT, THREADS)) ? readdirSync(join(PROJECT, THREADS)) : [])
    .filter((name) => /\.ts$/.test(name) && !name.endsWith(".d.ts"))
    .map((name) => [`threads/${name.replace(/\.ts$/, "")}`, join(THREADS, name)]);

const options = (entries, outdir) => ({
  absWorkingDir: PROJECT,
  entryPoints: Object.fromEntries(entries.filter(([, file]) => existsSync(join(PROJECT, file)))),
  outdir,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  external: packagesOutside(),
  sourcemap: "linked",
  logLevel: "silent",
  // A bundled CommonJS piece of ours may still ask for `require`.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
});

export const bundleOptions = (outdir = BUILD) => options([...Object.entries(ENTRIES), ...threadEntries()], outdir);

export async function bundle(outdir = BUILD) {
  const { build, stop } = await import("esbuild");
  try {
    await build(bundleOptions(outdir));
  } catch (error) {
    throw new Problem(error.message);
  } finally {
    await stop();
  }
}

/** Worker threads only, for tests: they need no build of the whole. Returns the folder they are in. */
export async function buildThreads() {
  // Two checkouts may share one node_modules, and each means its own threads.
  const outdir = join(PROJECT, "node_modules", ".cache", "quarterhour", basename(PROJECT));
  const { build } = await import("esbuild");
  const entries = threadEntries();
  if (entries.length > 0) await build(options(entries, outdir));
  return join(outdir, "threads");
}
