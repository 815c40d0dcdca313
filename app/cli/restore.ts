import { parseArgs } from "node:util";
import { recordAuditApart } from "~/modules/accounts/use-cases/record-audit.server";
import { BackupProblem } from "~/platform/backup/backup-manifest.server";
import { restoreBackup, type Restored } from "~/platform/backup/restore-backup.server";
import type { Command } from "./command";
import { REFUSED, TERMINAL } from "./terminal-actor";
import { typedPath } from "./typed-path";
import { written } from "./written";

export const restoreCommand: Command = {
  name: "restore",
  summary: "从备份恢复，先核对再切换 · restores a backup, and changes over only once everything agrees",
  usage: "qh restore BACKUP-FOLDER [--replace] [--json]",
  needsDatabase: false,
  async run(args, machine) {
    const { values, positionals } = parseArgs({
      ...{ args: [...args], allowPositionals: true },
      options: { replace: { type: "boolean" }, json: { type: "boolean" } },
    });
    if (positionals.length !== 1) return refuse(`用法 usage: ${restoreCommand.usage}`);
    const seen = await machine.look({ make: true });
    if ("problem" in seen) return refuse(seen.problem);
    try {
      const restored = await restoreBackup({
        ...{ ownerUrl: seen.ownerUrl, folder: typedPath(positionals[0] ?? ""), replace: values.replace ?? false },
        ...{ known: seen.migrations, layOut: machine.layOut, prepare: machine.prepare },
      });
      process.env.DATABASE_URL = seen.appUrl;
      await recordAuditApart(TERMINAL, {
        ...{ action: "restore:installation", subject: null, areaCode: null, line: "", result: "done" },
        facts: {
          madeAt: restored.manifest.madeAt,
          rows: restored.rows,
          migrations: restored.migrated.length,
          jobs: restored.jobs,
        },
      });
      await written(values.json ? `${JSON.stringify({ ...restored, manifest: undefined })}\n` : inWords(restored));
      return 0;
    } catch (error) {
      if (error instanceof BackupProblem) return refuse(error.message);
      throw error;
    }
  },
};

function inWords({ manifest, rows, migrated, jobs, before, filesAside, keysMissing }: Restored): string {
  return [
    `已恢复 ${manifest.madeAt} 的备份 · restored the backup of ${manifest.madeAt}`,
    `  ${manifest.tables.length} 张表、${rows} 行，逐表核对一致 · ${manifest.tables.length} tables with ${rows} rows, each compared with the backup`,
    `  升级 ${migrated.length} 步，任务 ${jobs} 个重新排队 · ${migrated.length} migrations since, ${jobs} jobs queued again`,
    before ? `  原数据库保留为 ${before} · what was there before is kept as the database ${before}` : "",
    filesAside.length > 0 ? `  原文件保留为 ${filesAside.join("、")} · files from before: ${filesAside.join(", ")}` : "",
    keysMissing.length > 0
      ? `  ! 缺少密钥 ${keysMissing.join("、")} · the key ring lacks ${keysMissing.join(", ")}: put the copy you kept in its place, or what they sealed does not open`
      : "",
    "  请重启所有网页与任务进程 · restart every web and jobs process: they remember figures of before",
    "",
  ]
    .filter((line, i, all) => line !== "" || i === all.length - 1)
    .join("\n");
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return REFUSED;
}
