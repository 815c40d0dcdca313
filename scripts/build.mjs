import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundles.mjs";
import { writeCareShell } from "./care-shell.mjs";
import { generate, run } from "./generate.mjs";
import { takeLock } from "./lock.mjs";
import { packFiles } from "./packed-files.mjs";
import { Problem, runOrExplain } from "./problem.mjs";
import { step } from "./progress.mjs";
import { BUILD, PROJECT, requireNode } from "./project.mjs";

/** Everything the build is made of; data files read at run time are not part of it. */
const SOURCES = [
  "app",
  "public",
  "seed",
  "scripts/bundles.mjs",
  "scripts/care-shell.mjs",
  "scripts/packages.mjs",
  "scripts/packed-files.mjs",
  "prisma/schema.prisma",
  "package-lock.json",
  "vite.config.ts",
  "remix.config.js",
  "postcss.config.cjs",
  "tsconfig.json",
];
const NOT_SOURCES = new Set([join("app", "platform", "generated")]);
const STAMP = join(BUILD, "source-hash");
const LOCK = join(PROJECT, "node_modules", ".cache", "quarterhour-build.lock");
const LOOK_AGAIN_MS = 200;

function* filesUnder(path) {
  const whole = join(PROJECT, path);
  if (NOT_SOURCES.has(path) || !existsSync(whole)) return;
  if (statSync(whole).isDirectory()) for (const name of readdirSync(whole).sort()) yield* filesUnder(join(path, name));
  else yield path;
}

/** One number for all sources: by content, so that a copied or freshly checked out folder is recognised. */
export function sourceHash() {
  const hash = createHash("sha256");
  for (const source of SOURCES)
    for (const file of filesUnder(source))
      hash
        .update(file)
        .update("\0")
        .update(readFileSync(join(PROJECT, file)));
  return hash.digest("hex");
}

export const isBuilt = () => existsSync(STAMP) && readFileSync(STAMP, "utf8") === sourceHash();

/** Builds what is out of date. Two commands at once: the second waits for the first and uses its build. */
export async function buildIfNeeded({ announce = step } = {}) {
  if (isBuilt()) return false;
  if (!existsSync(join(PROJECT, "node_modules", "@remix-run", "dev"))) {
    throw new Problem("尚未安装构建所需的软件包 · The packages for building are not installed: run npm ci, then start again.");
  }
  // Not in build/: Remix empties that folder.
  mkdirSync(dirname(LOCK), { recursive: true });
  const lock = await lockForBuilding(announce);
  try {
    if (isBuilt()) return false;
    const hash = sourceHash();
    rmSync(STAMP, { force: true });
    await announce("数据库客户端 database client", () => generate());
    await announce("页面 pages", () =>
      run(
        process.execPath,
        [join(PROJECT, "node_modules", "@remix-run", "dev", "dist", "cli.js"), "vite:build", "--logLevel", "warn"],
        { NODE_ENV: "production" },
      ),
    );
    await announce("服务与后台任务 server and jobs", () => bundle());
    const kept = await announce("探访手机页 pages kept on a phone", () => writeCareShell());
    process.stdout.write(`  ${kept.files} 个文件 files, ${kept.kept} KiB, 压缩后 compressed ${kept.fetched} KiB\n`);
    const sizes = await announce("压缩 packed", () => packFiles());
    process.stdout.write(`  ${sizes.plain} KiB → ${sizes.packed} KiB\n`);
    writeFileSync(STAMP, hash);
    return true;
  } finally {
    lock.release();
  }
}

async function lockForBuilding(announce) {
  const taken = takeLock(LOCK);
  if (!taken.holder) return taken;
  return announce(`等待另一次构建 another build (process ${taken.holder.pid})`, async () => {
    for (;;) {
      await pause(LOOK_AGAIN_MS);
      const lock = takeLock(LOCK);
      if (!lock.holder) return lock;
    }
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runOrExplain(async () => {
    requireNode();
    process.chdir(PROJECT);
    if (!(await buildIfNeeded())) process.stdout.write("▸ 已是最新 · The build is up to date\n");
  });
}
