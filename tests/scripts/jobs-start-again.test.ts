import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";

test("where only jobs run, a jobs process that ended is started again: its launcher waits for it and does not go too", async () => {
  const folder = mkdtempSync(join(tmpdir(), "quarterhour-jobs-"));
  const jobs = join(folder, "jobs.mjs");
  // Ends at its first start, as it does when the database goes away, and says so at its second.
  writeFileSync(
    jobs,
    `import { existsSync, writeFileSync } from "node:fs";
     const mark = ${JSON.stringify(join(folder, "mark"))};
     if (!existsSync(mark)) { writeFileSync(mark, ""); process.exit(1); }
     console.log("second start"); process.exit(0);`,
  );
  const children = pathToFileURL(join(process.cwd(), "scripts", "children.mjs")).href;
  const launching = join(folder, "launching.mjs");
  writeFileSync(
    launching,
    `import { startJobs } from ${JSON.stringify(children)};
     startJobs(process.env, { say: console.log, file: ${JSON.stringify(jobs)} });`,
  );
  const launcher = spawn(process.execPath, [launching], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  const told = await new Promise<boolean>((settle) => {
    launcher.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes("second start")) settle(true);
    });
    launcher.once("exit", () => settle(false));
  });
  launcher.kill("SIGKILL");
  rmSync(folder, { recursive: true });
  expect(said).toContain("starts again in 1 s");
  expect(told).toBe(true);
});
