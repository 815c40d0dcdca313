import { existsSync } from "node:fs";
import { join } from "node:path";
import { clusterHome, removeCluster } from "./embedded-postgres.mjs";
import { takeLock } from "./lock.mjs";
import { Problem, runOrExplain } from "./problem.mjs";
import { PROJECT, requireDataFolder, requireNode, settingsFrom } from "./project.mjs";

/** `npm run reset`: forgets every record of the embedded database; asks first. */
await runOrExplain(async () => {
  requireNode();
  process.chdir(PROJECT);
  if (process.env.DATABASE_URL)
    throw new Problem(
      "已设置 DATABASE_URL，不会删除外部数据库 · DATABASE_URL is set: npm run reset only ever deletes the embedded database, so leave DATABASE_URL out or empty that database yourself.",
    );
  const settings = settingsFrom(process.env);
  if (!existsSync(settings.data) || !clusterHome(settings.data).existing) {
    process.stdout.write(`没有可删除的数据 · There is nothing to delete in ${settings.data}\n`);
    return;
  }
  requireDataFolder(settings.data, { leastFree: 0 });
  const lock = takeLock(join(settings.data, "running.lock"));
  if (lock.holder)
    throw new Problem(
      `正在运行 · Quarterhour is running${lock.holder.address ? ` at ${lock.holder.address}` : ""} (process ${lock.holder.pid}): stop it first.`,
    );
  try {
    if (!process.argv.includes("--yes") && !(await confirmed(settings.data))) {
      process.stdout.write("未作更改 · Nothing was deleted\n");
      return;
    }
    removeCluster(settings.data);
    process.stdout.write("已清空，下次 npm start 重新建立 · Deleted; the next npm start begins anew\n");
  } finally {
    lock.release();
  }
});

async function confirmed(folder) {
  if (!process.stdin.isTTY)
    throw new Problem("没有终端可供确认，请加 --yes · There is no terminal to ask: run npm run reset -- --yes.");
  const { createInterface } = await import("node:readline/promises");
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(
    `将删除 ${folder} 中的全部记录，无法恢复。 All records in it are deleted for good.\n输入 yes 确认 · Type yes to go on: `,
  );
  terminal.close();
  return ["yes", "y", "是"].includes(answer.trim().toLowerCase());
}
