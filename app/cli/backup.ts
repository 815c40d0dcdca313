import { chmodSync, copyFileSync, existsSync } from "node:fs";
import { dirname, sep } from "node:path";
import { parseArgs } from "node:util";
import { recordAuditApart } from "~/modules/accounts/use-cases/record-audit.server";
import { BackupProblem } from "~/platform/backup/backup-manifest.server";
import { makeBackup, requireWritable } from "~/platform/backup/make-backup.server";
import { keyRingFile } from "~/platform/key-ring.server";
import type { Command } from "./command";
import { REFUSED, TERMINAL } from "./terminal-actor";
import { typedPath } from "./typed-path";
import { written } from "./written";

export const backupCommand: Command = {
  name: "backup",
  summary: "在运行中备份全部记录与文件，密钥另存 · backs up records and files of a running system; keys apart",
  usage: "qh backup FOLDER [--keys FILE] [--json]",
  needsDatabase: false,
  async run(args, machine) {
    const { values, positionals } = parseArgs({
      ...{ args: [...args], allowPositionals: true },
      options: { keys: { type: "string" }, json: { type: "boolean" } },
    });
    if (positionals.length !== 1) return refuse(`用法 usage: ${backupCommand.usage}`);
    const into = typedPath(positionals[0] ?? "");
    const keys = values.keys === undefined ? undefined : typedPath(values.keys);
    if (keys?.startsWith(into + sep))
      return refuse("密钥不能放在备份文件夹里 · Keys do not belong into the backup's folder: name a file somewhere else.");
    const seen = await machine.look();
    if ("problem" in seen) return refuse(seen.problem);
    process.env.DATABASE_URL = seen.appUrl;
    try {
      if (keys) requireNewFile(keys);
      const { folder, manifest } = await makeBackup({ ...seen, into, version: machine.version });
      if (keys) {
        copyFileSync(keyRingFile(), keys);
        chmodSync(keys, 0o600);
      }
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      await recordAuditApart(TERMINAL, {
        ...{ action: "back-up:installation", subject: null, areaCode: null, line: "", result: "done" },
        facts: { tables: manifest.tables.length, rows, way: manifest.way },
      });
      await written(
        values.json
          ? `${JSON.stringify({ folder, rows, way: manifest.way, keys: keys ?? null })}\n`
          : inWords(folder, rows, manifest, keys),
      );
      return 0;
    } catch (error) {
      if (error instanceof BackupProblem) return refuse(error.message);
      throw error;
    }
  },
};

/** Before anything is backed up: a backup whose keys are nowhere looks finished and is not. */
function requireNewFile(to: string): void {
  if (existsSync(to))
    throw new BackupProblem(`${to} 已存在 · ${to} is already there: name a new file, so that no older keys are lost.`);
  requireWritable(dirname(to));
}

const inWords = (
  folder: string,
  rows: number,
  { tables, way, files }: { tables: readonly unknown[]; way: string; files: readonly { bytes: number }[] },
  keys: string | undefined,
) =>
  [
    `已备份 · backed up: ${folder}`,
    `  ${tables.length} 张表 tables · ${rows} 行 rows · ${(files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1)} MB · ${way === "dump" ? "pg_dump" : "COPY"}`,
    keys
      ? `  密钥另存于 ${keys}（仅本用户可读），请与备份分开保管 · keys copied to ${keys}, readable by this user alone: keep them apart from the backup, in another hand`
      : "  ! 备份不含密钥：没有密钥，加密字段永远无法打开 · the backup holds no keys, and without them nothing sealed ever opens: keep a copy apart (--keys FILE)",
    "",
  ].join("\n");

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return REFUSED;
}
