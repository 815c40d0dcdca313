import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildIfNeeded } from "./build.mjs";
import { Problem, runOrExplain } from "./problem.mjs";
import { step } from "./progress.mjs";
import { PROJECT, requireNode } from "./project.mjs";

/**
 * `npm run soak:kill -- --rounds 200 [--seed 7]`: an office works over HTTP while the web process, the jobs, PostgreSQL or an
 * import at the terminal is killed −9 at any moment, and nothing may be half. The same seed draws the same kills.
 */
await runOrExplain(async () => {
  requireNode();
  process.chdir(PROJECT);
  const { values } = parseArgs({
    options: { rounds: { type: "string", default: "200" }, seed: { type: "string", default: String(Date.now() % 1_000_000) } },
  });
  const [rounds, seed] = [wholeNumber("--rounds", values.rounds), wholeNumber("--seed", values.seed)];
  await buildIfNeeded({ announce: (label, work) => step(label, work) });
  const playwright = join(PROJECT, "node_modules", "@playwright", "test", "cli.js");
  const env = {
    ...process.env,
    QUARTERHOUR_TEST_ROUNDS: String(rounds),
    QUARTERHOUR_TEST_SEED: String(seed),
    // It starts a city of its own.
    JOURNEY_ADDRESS: "http://127.0.0.1:9",
  };
  const { status, signal } = spawnSync(process.execPath, [playwright, "test", "killed-anywhere"], { env, stdio: "inherit" });
  if (signal)
    throw new Problem(
      `测试程序被终止（${signal}）· Whoever watched was ended by ${signal} before the last round; run it again. Seed ${seed}.`,
    );
  if (status !== 0) throw new Problem(`第几轮、缺什么见上 · Which round broke, and what, is told above. Seed ${seed}.`);
  process.stdout.write(`✓ ${rounds} 轮，无半写，种子 ${seed} · ${rounds} rounds, nothing half written, seed ${seed}\n`);
});

function wholeNumber(option, text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Problem(`${option} 应为正整数 · ${option} is «${text}»: give a whole number above 0.`);
  return number;
}
