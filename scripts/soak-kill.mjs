import { join } from "node:path";
import { parseArgs } from "node:util";
import { run } from "./generate.mjs";
import { Problem, runOrExplain } from "./problem.mjs";
import { PROJECT, requireNode } from "./project.mjs";

/** `npm run soak:kill -- --rounds 200`: server and database are killed −9 while they write, and nothing may be half. */
await runOrExplain(async () => {
  requireNode();
  const { values } = parseArgs({ options: { rounds: { type: "string", default: "200" } } });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Problem(`--rounds 应为正整数 · --rounds is «${values.rounds}»: give a whole number above 0.`);
  const vitest = join(PROJECT, "node_modules", "vitest", "vitest.mjs");
  await run(process.execPath, [vitest, "run", "tests/soak/killed-mid-write.test.ts"], {
    QUARTERHOUR_TEST_ROUNDS: String(rounds),
  });
  process.stdout.write(`✓ ${rounds} 轮，无半写 · ${rounds} rounds, nothing half written\n`);
});
