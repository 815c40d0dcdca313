import { parseArgs } from "node:util";
import { recordAuditApart } from "~/modules/accounts/use-cases/record-audit.server";
import { BackupProblem } from "~/platform/backup/backup-manifest.server";
import type { WentBack } from "~/platform/backup/end-what-was-open.server";
import { restoreBackup, type Restored, type RestoreFacts } from "~/platform/backup/restore-backup.server";
import { readRestoreJournal } from "~/platform/backup/restore-journal.server";
import { settleRestore, type Settled } from "~/platform/backup/settle-restore.server";
import { ownerAddress } from "~/platform/environment.server";
import type { Command, Machine } from "./command";
import { REFUSED, TERMINAL } from "./terminal-actor";
import { typedPath } from "./typed-path";
import { written } from "./written";

export const restoreCommand: Command = {
  name: "restore",
  summary: "从备份恢复，先核对再切换 · restores a backup, and changes over only once everything agrees",
  usage: "qh restore BACKUP-FOLDER [--replace] [--without-keys] [--json] | qh restore --settle",
  needsDatabase: false,
  async run(args, machine) {
    const { values, positionals } = parseArgs({
      ...{ args: [...args], allowPositionals: true },
      options: {
        ...{ replace: { type: "boolean" }, settle: { type: "boolean" } },
        ...{ "without-keys": { type: "boolean" }, json: { type: "boolean" } },
      },
    });
    if (positionals.length !== (values.settle ? 0 : 1)) return refuse(`用法 usage: ${restoreCommand.usage}`);
    try {
      const settled = await settle(machine);
      if (settled) process.stderr.write(`${foundInWords(settled)}\n`);
      if (values.settle && !settled) process.stdout.write("没有中断的恢复 · no restore was cut off\n");
      const folder = typedPath(positionals[0] ?? "");
      // What was asked for again is there already.
      if (values.settle || (settled?.way === "forward" && settled.folder === folder)) return 0;
      const seen = await machine.look({ make: true });
      if ("problem" in seen) return refuse(seen.problem);
      const restored = await restoreBackup({
        ...{ ownerUrl: seen.ownerUrl, folder, replace: values.replace ?? false, withoutKeys: values["without-keys"] ?? false },
        ...{ known: seen.migrations, layOut: machine.layOut, prepare: machine.prepare, tell: tellAudit },
      });
      await written(values.json ? `${JSON.stringify({ ...restored, manifest: undefined })}\n` : inWords(restored));
      return 0;
    } catch (error) {
      if (error instanceof BackupProblem) return refuse(error.message);
      throw error;
    }
  },
};

/** What an earlier restore left behind is ended first. The database may be closed to the app, and then only its owner comes near. */
async function settle(machine: Machine): Promise<Settled | undefined> {
  if (!readRestoreJournal()) return undefined;
  const address = ownerAddress();
  if (address) return settleRestore(address);
  const seen = await machine.look({ make: true });
  if ("problem" in seen) throw new BackupProblem(seen.problem);
  return settleRestore(seen.ownerUrl);
}

/** In the restored records, before they are the ones in use: whoever meets them finds it on record. */
async function tellAudit(appUrl: string, facts: RestoreFacts): Promise<void> {
  process.env.DATABASE_URL = appUrl;
  await recordAuditApart(TERMINAL, {
    ...{ action: "restore:installation", subject: null, areaCode: null, line: "", result: "done" },
    facts: { ...facts },
  });
}

const foundInWords = ({ way, folder, before, filesAside }: Settled): string =>
  way === "forward"
    ? `上次恢复已切换数据库，余下步骤已完成 · An earlier restore of ${folder} was cut off after its records had come into use; what was left is done. Before: the database ${before}${filesAside.length > 0 ? `, files ${filesAside.join(", ")}` : ""}. Restart every web and jobs process.`
    : `上次恢复被中断，数据库已重新开放，一切如前 · An earlier restore of ${folder} was cut off before anything was exchanged; the database is open again and all is as it was.`;

function inWords({ manifest, rows, migrated, jobs, before, filesAside, keysMissing, ended, wentBack }: Restored): string {
  return [
    `已恢复 ${manifest.madeAt} 的备份 · restored the backup of ${manifest.madeAt}`,
    `  ${manifest.tables.length} 张表、${rows} 行，逐表核对一致 · ${manifest.tables.length} tables with ${rows} rows, each compared with the backup`,
    `  升级 ${migrated.length} 步，任务 ${jobs} 个重新排队 · ${migrated.length} migrations since, ${jobs} jobs queued again`,
    before ? `  原数据库保留为 ${before} · what was there before is kept as the database ${before}` : "",
    filesAside.length > 0 ? `  原文件保留为 ${filesAside.join("、")} · files from before: ${filesAside.join(", ")}` : "",
    `  已结束 ${ended.sessions} 个登录、作废 ${ended.links} 个未用链接 · ended: ${ended.sessions} sessions; ${ended.links} links and codes that had been handed out (hand out new ones)`,
    `  ! ${backInWords(wentBack)}`,
    keysMissing.length > 0
      ? `  ! 缺少密钥 ${keysMissing.join("、")} · the key ring lacks ${keysMissing.join(", ")}: put the copy you kept in its place before anything is started; until then what they sealed does not open. Do not make a new ring.`
      : "",
    "  请重启所有网页与任务进程 · restart every web and jobs process: they remember figures of before",
    "",
  ]
    .filter((line, i, all) => line !== "" || i === all.length - 1)
    .join("\n");
}

/** What no restored record can know: whoever is responsible goes through it before people come back in. */
function backInWords(wentBack: WentBack | null): string {
  const mend = "/govern/people, /govern/access, qh person reset";
  if (!wentBack)
    return `备份之后的改动也已退回：密码、停用、授权终止、手机解绑、已用恢复码 · what was changed since went back too: passwords, suspensions, ended grants, unbound phones, used recovery codes. Put it right from your notes (${mend}).`;
  const { passwords, people, grants, phones, recoveryCodes } = wentBack;
  if (passwords + people + grants + phones + recoveryCodes === 0)
    return "备份之后没有密码、停用、授权、手机或恢复码的改动退回 · no password, suspension, grant, phone or recovery code was changed since";
  return `备份之后的改动已退回：密码 ${passwords}、停用或离职 ${people}、终止的授权 ${grants}、解绑的手机 ${phones}、已用恢复码 ${recoveryCodes} · went back to what they were: ${passwords} passwords, ${people} people suspended or gone since (active again), ${grants} ended grants (in force again), ${phones} unbound phones (bound again), ${recoveryCodes} used recovery codes (valid again). Put it right (${mend}).`;
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return REFUSED;
}
