import { parseArgs } from "node:util";
import { applyRetention, retentionPlan } from "~/modules/accounts/use-cases/apply-retention.server";
import { retirablePlan, retireApprovedMonths } from "~/modules/accounts/use-cases/retire-audit.server";
import { retainedKinds } from "~/modules/oversight/use-cases/retained-kinds.server";
import type { Command } from "./command";
import { REFUSED } from "./terminal-actor";

export const retentionCommand: Command = {
  name: "retention",
  summary: "各类记录保存多久、哪些到期 · how long each kind of record is kept, and what is overdue",
  usage: "qh retention --dry-run | --apply",
  needsDatabase: true,
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { "dry-run": { type: "boolean" }, apply: { type: "boolean" } } });
    if (values.apply === values["dry-run"]) {
      process.stderr.write("请选择 --dry-run（只看）或 --apply（执行） · say --dry-run to look or --apply to do it\n");
      return REFUSED;
    }
    if (values.apply) {
      const done = await applyRetention(retainedKinds);
      for (const { kind, gone } of done) process.stdout.write(`${kind}: ${gone} 已清除 gone\n`);
      const months = await retireApprovedMonths();
      for (const { month, events } of months) process.stdout.write(`audit ${month}: ${events} 已移除 gone\n`);
      if (done.length + months.length === 0) process.stdout.write("没有到期的记录 · nothing is overdue\n");
      return 0;
    }
    for (const { kind, keepDays, overdue, before, sourceZh, sourceEn, isApplied } of await retentionPlan(retainedKinds))
      process.stdout.write(
        `${kind}: ${overdue} 到期 overdue · 保存 ${keepDays} 天 days (${before.slice(0, 10)} 之前 before)` +
          `${isApplied ? "" : " · 经两人同意后按整月移除 goes by whole months once two people agree"}\n    ${sourceZh} · ${sourceEn}\n`,
      );
    const plan = await retirablePlan();
    if (plan)
      process.stdout.write(
        `audit: ${plan.months.length} 个月可申请移除 · ${plan.months.length} months with ${plan.events} events may go, ${plan.from} to ${plan.through} (/govern/retention/audit)\n`,
      );
    return 0;
  },
};
