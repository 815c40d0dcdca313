import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildIfNeeded } from "./build.mjs";
import { CHECKS } from "./checks.mjs";
import { requireOldestBrowser } from "./oldest-browser.mjs";
import { runOrExplain } from "./problem.mjs";
import { step } from "./progress.mjs";
import { PROJECT, requireNode } from "./project.mjs";
import { readJourneys, readUnits } from "./test-reports.mjs";

/**
 * `npm test`: what can be said without running the code beside the unit tests, then the journeys; every stage runs, so that the
 * sum is the whole truth.
 * `npm run test:whole` takes the `*.long.*` files too: what starts whole installations, kills them, or opens every door as everybody.
 */
await runOrExplain(async () => {
  requireNode();
  process.chdir(PROJECT);
  const { whole } = parseArgs({ options: { whole: { type: "boolean", default: false } } }).values;
  const env = whole ? {} : { QUARTERHOUR_TEST_SHORT: "yes" };
  const reports = mkdtempSync(join(tmpdir(), "quarterhour-reports-"));
  const total = { passed: 0, failed: 0, skipped: 0 };
  const failures = [];
  const add = (counts) => {
    Object.keys(total).forEach((key) => (total[key] += counts[key] ?? 0));
    failures.push(...(counts.failures ?? []));
  };
  try {
    const [generated, ...others] = CHECKS;
    add(await oneCheck(generated));
    const units = join(reports, "units.json");
    const [tested, checked] = await Promise.all([
      suite(
        "单元与数据库 unit and database",
        "vitest/vitest.mjs",
        ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${units}`],
        env,
        () => readUnits(units),
      ),
      checksBeside(others),
    ]);
    for (const counts of [...checked, tested]) add(counts);
    const built = await oneCheck({ label: "构建 build", run: () => buildIfNeeded({ announce: (_label, work) => work() }) });
    add(built);
    if (built.passed) add(await oneCheck({ label: "最旧浏览器 oldest browser", run: () => requireOldestBrowser() }));
    const journeys = join(reports, "journeys.json");
    if (built.failed > 0) process.stderr.write("✖ 未构建，浏览器流程未运行 · journeys did not run: there is no build\n");
    else
      add(
        await suite("浏览器流程 journeys", "@playwright/test/cli.js", ["test"], { ...env, JOURNEY_REPORT: journeys }, () =>
          readJourneys(journeys),
        ),
      );
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
  process.exitCode = total.failed > 0 ? 1 : 0;
  if (total.skipped > 0)
    process.stdout.write(
      `\n跳过 ${total.skipped} 项，原因写在各自名称里 · skipped, each with its reason in its name: ${total.skipped}`,
    );
  if (!whole)
    process.stdout.write(
      "\n*.long.* 未运行：npm run test:whole 运行全部 · not run: the *.long.* files; npm run test:whole runs everything",
    );
  // What failed may be thousands of lines above: it is told again where the eye is.
  if (failures.length > 0) process.stdout.write(`\n\n${failures.join("\n\n")}\n`);
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
});

/** One after the other in the time that tests leave while they wait for the database, each with its line when it is done. */
async function checksBeside(checks) {
  const done = [];
  for (const check of checks) {
    let line = "";
    done.push(await oneCheck(check, (text) => (line += text)));
    process.stdout.write(`${line.trimEnd()}\n`);
  }
  return done;
}

async function oneCheck(check, write = (text) => process.stdout.write(text)) {
  try {
    await step(check.label, check.run, { write });
    return { passed: 1 };
  } catch (error) {
    write(`${error.message}\n`);
    return { failed: 1, failures: [`✖ ${check.label}`] };
  }
}

/** Runs a test program and adds up its report; without a report the whole stage counts as one failure. */
async function suite(label, program, args, env, count) {
  const began = performance.now();
  process.stdout.write(`▸ ${label}\n`);
  const code = await new Promise((resolve) => {
    const child = spawn(process.execPath, [join(PROJECT, "node_modules", program), ...args], {
      cwd: PROJECT,
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.once("close", resolve);
    child.once("error", () => resolve(1));
  });
  let counts;
  try {
    counts = count();
  } catch {
    counts = { failed: 1, failures: [`✖ ${label}: no report`] };
  }
  // A run that ends badly after all its tests passed is still not green.
  if (code !== 0 && !counts.failed) counts = { ...counts, failed: 1, failures: [`✖ ${label}: exit code ${code}`] };
  process.stdout.write(`▸ ${label} … ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  return counts;
}
