import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { AuditBreak } from "~/modules/accounts/domain/audit-chain";
import { verifyAudit, type AuditVerdict } from "~/modules/accounts/use-cases/verify-audit.server";
import type { Command } from "./command";
import { REFUSED } from "./terminal-actor";

export const auditVerifyCommand: Command = {
  name: "audit verify",
  summary: "逐块核对审计链，指出第一处破坏 · check every audit block and name the first broken one",
  usage: "qh audit verify [--heads kept-heads.txt] [--json]",
  needsDatabase: true,
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean" }, heads: { type: "string" } } });
    if (values.heads !== undefined && !existsSync(resolve(values.heads))) {
      process.stderr.write(`没有文件 ${values.heads} · there is no file ${values.heads}\n`);
      return REFUSED;
    }
    const verdict = await verifyAudit(values.heads && resolve(values.heads));
    if (values.json)
      process.stdout.write(
        `${JSON.stringify(verdict, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value))}\n`,
      );
    else (verdict.broken ? process.stderr : process.stdout).write(`${words(verdict)}\n`);
    return verdict.broken ? 1 : 0;
  },
};

function words({ blocks, events, unsealed, retired, headsCompared, headsUnreadable, broken }: AuditVerdict): string {
  const seen = `${blocks} 块、${events} 条相符，${unsealed} 条待封存，对照外存块首 ${headsCompared} 个 · ${blocks} blocks with ${events} events agree, ${unsealed} events wait to be sealed, ${headsCompared} heads kept outside compared`;
  const odd =
    headsUnreadable > 0
      ? `\n外存块首文件有 ${headsUnreadable} 行无法识别 · ${headsUnreadable} lines of the heads' file are unreadable`
      : "";
  const gone = retired
    ? `\n${retired.through} 及以前 ${retired.months} 个月、${retired.events} 条经两人批准已移除，只核对衔接 · ${retired.months} months through ${retired.through} with ${retired.events} events were let go by two people; of those only the links were compared`
    : "";
  return `${broken ? `${breakWords(broken)}\n此前 · before it: ` : ""}${seen}${gone}${odd}`;
}

function breakWords(broken: AuditBreak): string {
  switch (broken.kind) {
    case "block-missing":
      return `第 ${broken.number} 块缺失 · block ${broken.number} is missing`;
    case "block-not-following":
      return `第 ${broken.number} 块与前一块不衔接 · block ${broken.number} does not follow the block before it`;
    case "block-changed":
      return `第 ${broken.number} 块的记录被改动 · the record of block ${broken.number} was changed`;
    case "events-missing":
      return `第 ${broken.number} 块封存 ${broken.sealed} 条，只剩 ${broken.found} 条 · block ${broken.number} sealed ${broken.sealed} events and ${broken.found} are left`;
    case "events-added":
      return `第 ${broken.number} 块封存 ${broken.sealed} 条，现有 ${broken.found} 条 · block ${broken.number} sealed ${broken.sealed} events and ${broken.found} are there`;
    case "events-changed":
      return `第 ${broken.number} 块的内容被改动 · events of block ${broken.number} were changed`;
    case "head-differs":
      return `第 ${broken.number} 块与外存块首不符，链可能被重写，或从较早的备份恢复过 · block ${broken.number} differs from the head kept outside: the chain was written anew, or an older backup was restored`;
    case "events-outside":
      return `${Math.abs(broken.events)} 条记录混在已封存的交易之间，不属于任何块 · ${Math.abs(broken.events)} events stand among sealed transactions and belong to no block`;
    case "retired-changed":
      return `${broken.month} 的移除记录与链不符 · the record that ${broken.month} was let go does not agree with the chain`;
    case "retired-missing":
      return `审计写明 ${broken.month} 已移除，移除记录却缺失或不同 · the audit tells that ${broken.month} was let go, and the record of it is missing or another`;
    case "retired-untold":
      return `${broken.month} 记为已移除，审计中却没有这件事 · ${broken.month} is recorded as let go, and no event of the audit tells so`;
    case "retired-there":
      return `${broken.events} 条已移除的记录又出现 · ${broken.events} events are there that were let go`;
  }
}
