import type { Command } from "./command";
import { queueStatusCommand } from "./queue-status";

/** Every command, one file each. */
const COMMANDS: readonly Command[] = [queueStatusCommand];

/** Finds the command its words name and runs it; `connect` brings the database up for those that need it. */
export async function main(words: readonly string[], connect: () => Promise<void>): Promise<number> {
  const command = COMMANDS.find(({ name }) => words.slice(0, name.split(" ").length).join(" ") === name);
  if (!command) return explain(words);
  const args = words.slice(command.name.split(" ").length);
  if (args.includes("--help")) {
    process.stdout.write(`${command.summary}\n${command.usage}\n`);
    return 0;
  }
  if (command.needsDatabase) await connect();
  return command.run(args);
}

function explain(words: readonly string[]): number {
  const asked = words.length > 0 && !["help", "--help"].includes(words[0] ?? "");
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const list = COMMANDS.map(({ name, summary }) => `  qh ${name.padEnd(width)}  ${summary}`).join("\n");
  (asked ? process.stderr : process.stdout).write(`${asked ? `没有这个命令 · There is no command «${words.join(" ")}»:\n` : ""}${list}\n`);
  return asked ? 1 : 0;
}
