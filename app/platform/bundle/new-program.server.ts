import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { BundleProblem } from "./bundle-manifest.server";

/** The records the new program is shown: the copy, under the name it will have. */
export interface RecordsShown {
  readonly ownerUrl: string;
  readonly name: string;
  readonly appPassword: string;
}

const Migrated = z.object({ appUrl: z.string(), applied: z.array(z.string()) });
const Examined = z.object({
  ok: z.boolean(),
  findings: z.array(z.object({ about: z.string(), state: z.enum(["good", "warning", "broken"]), sentence: z.string() })),
});
const Served = z.object({ ready: z.boolean(), page: z.number(), said: z.string() });

/** What the new program does with the records, in processes of its own: it alone knows how. */
export function newProgram(version: string, records: RecordsShown) {
  const ask = <T>(step: string, answer: z.ZodType<T>): Promise<T> => askProgram(version, step, records, answer);
  return {
    /** migrations, rights and the queue */
    migrate: () => ask("migrate", Migrated),
    doctor: () => ask("doctor", Examined),
    /** serves pages from the records for a moment: /readyz and the first page */
    serve: () => ask("serve", Served),
  };
}

async function askProgram<T>(version: string, step: string, records: RecordsShown, answer: z.ZodType<T>): Promise<T> {
  const own = join(version, "node", "bin", "node");
  const script = join(version, "program", "scripts", "upgrade-step.mjs");
  const child = spawn(existsSync(own) ? own : process.execPath, [script, step], { stdio: ["pipe", "pipe", "pipe"] });
  let [out, error] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (error += text));
  child.stdin.on("error", () => undefined).end(JSON.stringify(records));
  const code = await new Promise<number | string>((resolve) => {
    child.once("close", (status, signal) => resolve(signal ?? status ?? 1));
    child.once("error", (reason) => resolve(reason.message));
  });
  const last = out.trim().split("\n").at(-1) ?? "";
  if (code !== 0) throw new BundleProblem(error.trim().replace(/^✖ /, "").split("\n")[0] || `${step}: ${code}`);
  return answer.parse(JSON.parse(last));
}
