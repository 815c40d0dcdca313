import { parseArgs } from "node:util";
import { auditHead } from "~/modules/accounts/use-cases/audit-head.server";
import type { Command } from "./command";

export const auditHeadCommand: Command = {
  name: "audit head",
  summary: "审计链末块的编号与散列，请另存他处 · number and hash of the last audit block, to be kept elsewhere",
  usage: "qh audit head [--json]",
  needsDatabase: true,
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean" } } });
    const head = await auditHead();
    const line = head && { number: String(head.number), hash: head.hash, sealedAt: head.sealedAt.toISOString() };
    if (values.json) process.stdout.write(`${JSON.stringify({ head: line })}\n`);
    else if (!line) process.stderr.write("还没有封存的审计块 · no block of the audit is sealed yet\n");
    else process.stdout.write(`${line.number} ${line.hash} ${line.sealedAt}\n`);
    return 0;
  },
};
