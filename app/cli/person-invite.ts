import { parseArgs } from "node:util";
import type { Command } from "./command";
import { handOverAtTerminal } from "./hand-over-at-terminal";

export const personInviteCommand: Command = {
  name: "person invite",
  summary: "生成一次性邀请链接，七天有效 · make a one-time link to choose a password, good for seven days",
  usage: "qh person invite --login li@example.gov",
  needsDatabase: true,
  run(args) {
    const { values } = parseArgs({ args: [...args], options: { login: { type: "string" } } });
    return handOverAtTerminal(values.login ?? "", "invitation");
  },
};
