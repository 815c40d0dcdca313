import { parseArgs } from "node:util";
import { broken, warning, type Finding } from "~/platform/finding.server";
import { lookAtDatabase } from "~/platform/look-at-database.server";
import { lookAtMachine } from "~/platform/look-at-machine.server";
import type { Command, Machine } from "./command";
import { written } from "./written";

const MARKS = { good: "✓", warning: "!", broken: "✖" } as const;

export const doctorCommand: Command = {
  name: "doctor",
  summary: "检查安装并说明如何修复 · looks at the installation and says how to mend it",
  usage: "qh doctor [--json]",
  needsDatabase: false,
  async run(args, machine) {
    const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean" } } });
    const findings = await examine(machine);
    const isBroken = findings.some(({ state }) => state === "broken");
    await written(values.json ? `${JSON.stringify({ ok: !isBroken, findings })}\n` : inWords(findings));
    return isBroken ? 1 : 0;
  },
};

async function examine(machine: Machine): Promise<Finding[]> {
  const { problems, unknown } = machine.settings();
  const said = [
    ...problems.map(({ sentence }) => broken("settings", sentence)),
    ...unknown.map(({ sentence }) => warning("settings", sentence)),
  ];
  // What is set wrongly hides everything that depends on it.
  if (problems.length > 0) return said;
  const seen = await machine.look();
  const records = "problem" in seen ? [(seen.isBroken ? broken : warning)("database", seen.problem)] : await lookAtDatabase(seen);
  return [...said, ...lookAtMachine(), ...records];
}

function inWords(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ about }) => about.length));
  const lines = findings.map(({ about, state, sentence }) => `${MARKS[state]} ${about.padEnd(width)}  ${sentence}`);
  const count = findings.filter(({ state }) => state === "broken").length;
  const sum =
    count === 0 ? "没有故障 · nothing is broken" : `${count} 处故障 · ${count} ${count === 1 ? "thing is" : "things are"} broken`;
  return `${lines.join("\n")}\n\n${sum}\n`;
}
