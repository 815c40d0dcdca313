import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildIfNeeded } from "./build.mjs";
import { Problem, runOrExplain } from "./problem.mjs";
import { step } from "./progress.mjs";
import { PROJECT, requireNode } from "./project.mjs";

/**
 * `npm run soak:sync -- --rounds 1000 [--seed 7]`: caregivers type visits on phones in a real browser while lines break, answers get
 * lost, sessions end, pages go and the server is killed −9; what is stored is compared with what was typed. The same seed draws the same.
 */
await runOrExplain(async () => {
  requireNode();
  process.chdir(PROJECT);
  const { values } = parseArgs({
    options: { rounds: { type: "string", default: "50" }, seed: { type: "string", default: String(Date.now() % 1_000_000) } },
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
  const { status, signal } = spawnSync(process.execPath, [playwright, "test", "--no-deps", "phone-loses-nothing"], {
    env,
    stdio: "inherit",
  });
  if (signal)
    throw new Problem(
      `测试程序被终止（${signal}）· Whoever watched was ended by ${signal} before the last round; run it again. Seed ${seed}.`,
    );
  if (status !== 0) throw new Problem(`第几轮、缺什么见上 · Which round broke, and what, is told above. Seed ${seed}.`);
  process.stdout.write(`✓ ${rounds} 轮，0 条丢失、0 条重复，种子 ${seed} · ${rounds} rounds, 0 lost, 0 doubled, seed ${seed}\n`);
});

function wholeNumber(option, text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Problem(`${option} 应为正整数 · ${option} is «${text}»: give a whole number above 0.`);
  return number;
}
