import { queueStatus } from "~/platform/queue-status.server";
import type { Command } from "./command";

export const queueStatusCommand: Command = {
  name: "queue status",
  summary: "后台任务排队情况 · what waits in the job queue",
  usage: "qh queue status",
  needsDatabase: true,
  async run() {
    const { waiting, failing } = await queueStatus();
    process.stdout.write(`等待 waiting ${waiting} · 出错 failing ${failing}\n`);
    return failing > 0 ? 1 : 0;
  },
};
