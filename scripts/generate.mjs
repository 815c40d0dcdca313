import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Problem, runOrExplain } from "./problem.mjs";
import { PROJECT } from "./project.mjs";

const OUTPUT = join(PROJECT, "app", "platform", "generated", "prisma");
const STAMP = join(OUTPUT, ".schema-hash");

const schemaHash = () =>
  createHash("sha256")
    .update(readFileSync(join(PROJECT, "prisma", "schema.prisma")))
    .update(readFileSync(join(PROJECT, "node_modules", "prisma", "package.json")))
    .digest("hex");

/** Runs the Prisma command line with the engine that npm brought, so that nothing is downloaded. */
export const prisma = (args) =>
  run(process.execPath, [join(PROJECT, "node_modules", "prisma", "build", "index.js"), ...args], {
    PRISMA_SCHEMA_ENGINE_BINARY: join(PROJECT, "scripts", "schema-engine.mjs"),
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  });

/** Makes the typed database client from prisma/schema.prisma, unless it is there already. */
export async function generate() {
  const hash = schemaHash();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === hash) return false;
  await prisma(["generate"]);
  writeFileSync(STAMP, hash);
  return true;
}

const SHOWN_LINES = 40;

/**
 * Runs a program quietly; the end of what it said is shown when it fails. It ends with us. With a priority above 0 it takes the
 * time that others leave.
 */
export function run(program, args, env = {}, priority = 0) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: PROJECT, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    if (priority > 0 && child.pid !== undefined) setPriority(child.pid, priority);
    const endWithUs = () => child.kill();
    process.once("exit", endWithUs);
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
    child.once("error", reject);
    child.once("close", (code) => {
      process.removeListener("exit", endWithUs);
      if (code === 0) resolve(said);
      else
        reject(
          new Problem(
            `${commandLine(program, args)} 失败 · failed:\n${said.split("  watchFiles: [")[0].trim().split("\n").slice(-SHOWN_LINES).join("\n")}`,
          ),
        );
    });
  });
}

const commandLine = (program, args) =>
  [program.split("/").at(-1), ...args.map((arg) => arg.replace(`${PROJECT}/`, ""))].join(" ");

if (process.argv[1] === fileURLToPath(import.meta.url)) await runOrExplain(generate);
