import { join } from "node:path";
import { CHECKS } from "./checks.mjs";
import { run } from "./generate.mjs";
import { runOrExplain } from "./problem.mjs";
import { step } from "./progress.mjs";
import { PROJECT, requireNode } from "./project.mjs";

/** `npm run validate`: types, lint, arrows between folders, shape and words. The first refusal ends it. */
await runOrExplain(async () => {
  requireNode();
  process.chdir(PROJECT);
  for (const check of CHECKS) await step(check.label, check.run);
  const vitest = join(PROJECT, "node_modules", "vitest", "vitest.mjs");
  await step("形状与文字 shape and words", () => run(process.execPath, [vitest, "run", "tests/architecture"]));
});
