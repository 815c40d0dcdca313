import { mkdirSync, readdirSync, rmSync } from "node:fs";
import * as os from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildIfNeeded } from "./build.mjs";
import { Problem, runOrExplain } from "./problem.mjs";
import { step } from "./progress.mjs";
import { BUILD, PROJECT, requireNode } from "./project.mjs";

/**
 * `npm run bench [name…]`: a file in bench/ exports functions named …Rows that return rows `{ what, figure, bar }`: what was
 * measured, the figure with its unit, and what the design asks for. `name:part` runs only the function of that name, as
 * `visits:solomon` runs `solomonRows`. Speed is measured here and never asserted in a test.
 */
await runOrExplain(async () => {
  requireNode();
  process.chdir(PROJECT);
  const asked = process.argv.slice(2).map((word) => word.split(":"));
  const wanted = asked.map(([name]) => name);
  const isAsked = (name, rows) => {
    const parts = asked.filter(([of]) => of === name).map(([, part]) => part);
    return parts.length === 0 || parts.some((part) => part === undefined || rows === `${part}Rows`);
  };
  const names = readdirSync(join(PROJECT, "bench"))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.slice(0, -3))
    .filter((name) => wanted.length === 0 || wanted.includes(name));
  if (names.length === 0)
    throw new Problem(`没有这项测速 · There is no bench ${wanted.join(", ") || "in bench/"}: name one of the files in bench/.`);
  await buildIfNeeded({ announce: (label, work) => step(label, work, { write: (text) => process.stderr.write(text) }) });
  const outdir = join(BUILD, "bench");
  mkdirSync(outdir, { recursive: true });
  const { build } = await import("esbuild");
  await build({
    entryPoints: names.map((name) => join(PROJECT, "bench", `${name}.ts`)),
    outdir,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "error",
  });
  process.stdout.write(
    `Node ${process.versions.node}, ${os.availableParallelism()} × ${os.cpus()[0]?.model ?? "?"}\n\n| bench | what | figure | asked |\n|---|---|---:|---|\n`,
  );
  try {
    for (const name of names) {
      const module = await import(pathToFileURL(join(outdir, `${name}.js`)).href);
      for (const rows of Object.keys(module)
        .filter((key) => key.endsWith("Rows") && isAsked(name, key))
        .map((key) => module[key])) {
        for (const { what, figure, bar } of await rows()) process.stdout.write(`| ${name} | ${what} | ${figure} | ${bar} |\n`);
      }
    }
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
  process.exit(0);
});
