import { parseArgs } from "node:util";
import { answerAccess } from "./access-answer";
import { accessJson } from "./access-json";
import { accessTable } from "./access-table";
import { InputRefused, sentenceFor } from "./bad-input";
import type { Command } from "./command";
import { REFUSED } from "./terminal-actor";
import { written } from "./written";

export const accessCommand: Command = {
  name: "access",
  summary: "可达性与公平 · access scores and equity from three CSV files",
  usage:
    "qh access --supply S.csv --demand D.csv --costs C.csv --catchment 45 --method cumulative|2sfca|e2sfca|bfca [--decay step|gaussian] [--json]",
  needsDatabase: false,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        supply: { type: "string" },
        demand: { type: "string" },
        costs: { type: "string" },
        catchment: { type: "string" },
        method: { type: "string" },
        decay: { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
    try {
      if (positionals.length > 0) throw new InputRefused({ kind: "words-left-over", words: positionals });
      const answer = await answerAccess(values);
      await written(values.json ? `${JSON.stringify(accessJson(answer))}\n` : accessTable(answer));
      return 0;
    } catch (error) {
      if (!(error instanceof InputRefused)) throw error;
      process.stderr.write(`${sentenceFor(error.bad)}\n`);
      return REFUSED;
    }
  },
};
