import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildIfNeeded } from "./build.mjs";
import { Problem, runOrExplain } from "./problem.mjs";
import { step } from "./progress.mjs";
import { PROJECT, requireNode } from "./project.mjs";

/**
 * One journey over and over, as `--rounds` and `--seed` say: the same seed draws the same troubles.
 * @param {{ journey: string, rounds: string, held: { zh: string, en: string } }} soak `rounds` where none are asked; what held, in words
 */
export const soak = ({ journey, rounds: usual, held }) =>
  runOrExplain(async () => {
    requireNode();
    process.chdir(PROJECT);
    const { values } = parseArgs({
      options: { rounds: { type: "string", default: usual }, seed: { type: "string", default: String(Date.now() % 1_000_000) } },
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
    const { status, signal } = spawnSync(process.execPath, [playwright, "test", "--no-deps", journey], { env, stdio: "inherit" });
    if (signal)
      throw new Problem(
        `测试程序被终止（${signal}）· Whoever watched was ended by ${signal} before the last round; run it again. Seed ${seed}.`,
      );
    if (status !== 0) throw new Problem(`第几轮、缺什么见上 · Which round broke, and what, is told above. Seed ${seed}.`);
    process.stdout.write(`✓ ${rounds} 轮，${held.zh}，种子 ${seed} · ${rounds} rounds, ${held.en}, seed ${seed}\n`);
  });

function wholeNumber(option, text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Problem(`${option} 应为正整数 · ${option} is «${text}»: give a whole number above 0.`);
  return number;
}
