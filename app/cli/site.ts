import { parseArgs } from "node:util";
import { insistOnOnce } from "./asked-option";
import { InputRefused, sentenceFor } from "./bad-input";
import type { Command } from "./command";
import { answerSite } from "./site-answer";
import { siteTable } from "./site-table";
import { REFUSED } from "./terminal-actor";
import { written } from "./written";

export const siteCommand: Command = {
  name: "site",
  summary: "选址 · chooses sites: the best choice, and how sure that is, from CSV files",
  usage:
    "qh site --model lscp|mclp|p-median|p-center|backup|budget --demand D.csv --costs C.csv [--sites N] [--radius R] [--fixed a,b] " +
    "[--forbidden a,b] [--capacity S.csv] [--budget B --site-costs K.csv] [--seconds 60] [--json]",
  needsDatabase: false,
  async run(args) {
    const text = { type: "string" } as const;
    const { values, positionals, tokens } = parseArgs({
      args: [...args],
      tokens: true,
      allowPositionals: true,
      options: {
        ...{ model: text, demand: text, costs: text, sites: text, radius: text, fixed: text, forbidden: text, capacity: text },
        ...{ budget: text, "site-costs": text, seconds: text, json: { type: "boolean", default: false } },
      },
    });
    try {
      insistOnOnce(tokens);
      if (positionals.length > 0) throw new InputRefused({ kind: "words-left-over", words: positionals });
      const answer = await answerSite(values);
      await written(values.json ? `${JSON.stringify(answer)}\n` : siteTable(answer));
      if (values.budget !== undefined && answer.sites.length === 0)
        process.stderr.write(`--budget ${values.budget} 以内一处也没有选 · within --budget ${values.budget} no site is chosen\n`);
      return 0;
    } catch (error) {
      if (!(error instanceof InputRefused)) throw error;
      process.stderr.write(`${sentenceFor(error.bad)}\n`);
      return REFUSED;
    }
  },
};
