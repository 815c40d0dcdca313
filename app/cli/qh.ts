import { accessCommand } from "./access";
import { auditHeadCommand } from "./audit-head";
import { auditVerifyCommand } from "./audit-verify";
import { backupCommand } from "./backup";
import { barriersImportCommand } from "./barriers-import";
import { bundleCommand } from "./bundle";
import { certificateMakeCommand } from "./certificate-make";
import { certificateRenewCommand } from "./certificate-renew";
import { certificateUseCommand } from "./certificate-use";
import { cityDemoCommand } from "./city-demo";
import { cityListCommand } from "./city-list";
import { cityNewCommand } from "./city-new";
import { cityRemoveCommand } from "./city-remove";
import type { Command, Machine } from "./command";
import { coverageCommand } from "./coverage";
import { doctorCommand } from "./doctor";
import { keysAddCommand } from "./keys-add";
import { keysListCommand } from "./keys-list";
import { keysRotateCommand } from "./keys-rotate";
import { optionWords, withNegatives } from "./option-words";
import { personAddCommand } from "./person-add";
import { personInviteCommand } from "./person-invite";
import { personResetCommand } from "./person-reset";
import { planVisitsCommand } from "./plan-visits";
import { queueStatusCommand } from "./queue-status";
import { retentionCommand } from "./retention";
import { restoreCommand } from "./restore";
import { siteCommand } from "./site";
import { streetsImportCommand } from "./streets-import";
import { upgradeCommand } from "./upgrade";
import { walksImportCommand } from "./walks-import";
import { REFUSED, STOPPED } from "./terminal-actor";

/** Every command, one file each. */
export const COMMANDS: readonly Command[] = [
  coverageCommand,
  accessCommand,
  auditHeadCommand,
  auditVerifyCommand,
  backupCommand,
  bundleCommand,
  certificateMakeCommand,
  certificateRenewCommand,
  certificateUseCommand,
  cityDemoCommand,
  cityListCommand,
  cityNewCommand,
  cityRemoveCommand,
  doctorCommand,
  keysAddCommand,
  keysListCommand,
  keysRotateCommand,
  personAddCommand,
  personInviteCommand,
  personResetCommand,
  planVisitsCommand,
  queueStatusCommand,
  retentionCommand,
  restoreCommand,
  siteCommand,
  streetsImportCommand,
  upgradeCommand,
  walksImportCommand,
  barriersImportCommand,
];

/**
 * Finds the command its words name and runs it, with the database up for those that need it. Stopped, it answers with a
 * sentence and exit code 130.
 */
export async function main(words: readonly string[], machine: Machine): Promise<number> {
  const { stop } = machine;
  const command = COMMANDS.find(({ name }) => words.slice(0, name.split(" ").length).join(" ") === name);
  if (!command) return explain(words);
  const args = withNegatives(words.slice(command.name.split(" ").length));
  if (args.includes("--help")) {
    process.stdout.write(`${command.summary}\n${command.usage}\n`);
    return 0;
  }
  try {
    if (command.needsDatabase) await unlessStopped(stop, machine.connect());
    const running = command.run(args, machine);
    return await (command.stopped ? running : unlessStopped(stop, running));
  } catch (error) {
    if (stop.aborted) {
      process.stderr.write(`\n${command.stopped ?? "已停止 · Stopped."}\n`);
      return STOPPED;
    }
    const wrong = optionWords(error);
    if (wrong === null) throw error;
    process.stderr.write(`${wrong}. 用法 usage: ${command.usage}\n`);
    return REFUSED;
  }
}

/** The answer of some work, or an error as soon as it is no longer wanted. */
function unlessStopped<T>(stop: AbortSignal, work: Promise<T>): Promise<T> {
  const stopped = new Promise<never>((_none, reject) => {
    if (stop.aborted) reject(stop.reason as Error);
    stop.addEventListener("abort", () => reject(stop.reason as Error), { once: true });
  });
  return Promise.race([work, stopped]);
}

/** Every command, or those of the group whose first word was typed. */
function explain(words: readonly string[]): number {
  const named = words.filter((word) => word !== "help" && word !== "--help");
  const group = COMMANDS.filter(({ name }) => named[0] !== undefined && name.startsWith(`${named[0]} `));
  const listed = group.length > 0 ? group : COMMANDS;
  const width = Math.max(...listed.map(({ name }) => name.length));
  const list = listed.map(({ name, summary }) => `  qh ${name.padEnd(width)}  ${summary}`).join("\n");
  const isHelp = named.length < words.length && (named.length === 0 || group.length > 0);
  const said =
    group.length > 0 && named.length === 1
      ? `请写明是哪一条 · «qh ${named[0]}» is the beginning of these: say which.`
      : `没有这个命令 · There is no command «${named.join(" ")}»:`;
  if (isHelp || words.length === 0) process.stdout.write(`${list}\n`);
  else process.stderr.write(`${said}\n${list}\n`);
  return isHelp || words.length === 0 ? 0 : REFUSED;
}
