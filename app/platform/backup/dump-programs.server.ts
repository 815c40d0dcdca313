import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { BackupProblem } from "./backup-manifest.server";

/** Where Debian keeps programs of each major; otherwise those on the PATH. */
const PLACES = ["", ...["18", "17", "16", "15"].map((major) => `/usr/lib/postgresql/${major}/bin/`)];

/** pg_dump or pg_restore of a major that knows the server's; undefined where there is none. */
export function programFor(name: "pg_dump" | "pg_restore", serverMajor: number): string | undefined {
  return PLACES.map((place) => `${place}${name}`).find((program) => {
    const { stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
    return Number(/(\d+)(\.\d+|devel|beta|rc)/.exec(stdout ?? "")?.[1] ?? 0) >= serverMajor;
  });
}

/** Runs it against an address whose password nobody reads in a list of processes. */
export async function runProgram(program: string, url: string, args: readonly string[]): Promise<void> {
  const address = new URL(url);
  const password = decodeURIComponent(address.password);
  address.password = "";
  try {
    await promisify(execFile)(program, [...args, `--dbname=${address.toString()}`], {
      env: { ...process.env, PGPASSWORD: password },
      maxBuffer: 1e8,
    });
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim().split("\n")[0] : String(error);
    throw new BackupProblem(`${program} 失败 · ${program} failed (${said}).`);
  }
}
