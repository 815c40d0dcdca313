import { parseArgs } from "node:util";
import type { Command } from "./command";
import { handOverAtTerminal } from "./hand-over-at-terminal";

export const personResetCommand: Command = {
  name: "person reset",
  summary: "生成一次性重设链接，一小时有效 · make a one-time link to choose a new password, good for an hour",
  usage: "qh person reset --login li@example.gov [--phone-lost]",
  needsDatabase: true,
  run(args) {
    const options = { login: { type: "string" }, "phone-lost": { type: "boolean" } } as const;
    const { values } = parseArgs({ args: [...args], options });
    return handOverAtTerminal(values.login ?? "", "reset", values["phone-lost"]);
  },
};
