import { startVitest } from "vitest/node";
import { Problem, runOrExplain } from "./problem.mjs";
import { PROJECT, requireNode } from "./project.mjs";

/**
 * `npm run reference`: what our kernels find beside what others published. The data lies beside the project; what is missing is
 * skipped, by name. No database is started.
 */
await runOrExplain(async () => {
  requireNode();
  process.chdir(PROJECT);
  const report = { onTestRunEnd: (modules, errors) => tell([...modules], errors) };
  const vitest = await startVitest("test", ["tests/reference/"], {
    run: true,
    watch: false,
    globalSetup: [],
    reporters: [report],
  });
  await vitest.close();
});

function tell(modules, errors) {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const inState = (state) => tests.filter((test) => test.result().state === state);
  process.stdout.write("| 结果 what | 算得 measured | 已发表 published |   |\n|---|---:|---:|---|\n");
  for (const { what, measured, published, decimals } of tests.flatMap((test) => test.meta().answers ?? [])) {
    const [ours, theirs] = [measured.toFixed(decimals), published.toFixed(decimals)];
    process.stdout.write(`| ${what} | ${ours} | ${theirs} | ${ours === theirs ? "✓" : "✗"} |\n`);
  }
  process.stdout.write("\n");
  for (const test of inState("skipped")) process.stdout.write(`跳过 skipped: ${test.name}\n`);
  const failed = inState("failed");
  for (const test of failed) process.stdout.write(`✗ ${test.name}\n${test.result().errors[0]?.message ?? ""}\n`);
  const broken = [...errors, ...modules.flatMap((module) => module.errors())];
  for (const { message } of broken) process.stdout.write(`✗ ${message}\n`);
  process.stdout.write(
    `${inState("passed").length} passed, ${failed.length + broken.length} failed, ${inState("skipped").length} skipped\n`,
  );
  if (tests.length === 0) throw new Problem("没有可核对的结果 · There is nothing to check in tests/reference.");
  process.exitCode = failed.length + broken.length > 0 ? 1 : 0;
}
