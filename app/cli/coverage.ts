import { parseArgs } from "node:util";
import { InputRefused, sentenceFor } from "./bad-input";
import type { Command } from "./command";
import { answerCoverage } from "./coverage-answer";
import { writeCoverageFiles } from "./coverage-files";
import { coverageJson, coverageTable } from "./coverage-words";
import { REFUSED } from "./terminal-actor";
import { written } from "./written";

export const coverageCommand: Command = {
  name: "coverage",
  summary: "步行覆盖 · who walks to a facility in time, from an OpenStreetMap extract and two CSV files",
  usage:
    "qh coverage [--streets F.osm.pbf | --samples WALKS.csv] --facilities F.csv --demand D.csv --count population [--minutes 15] [--speed-kmh 4] " +
    "[--method network|sectors|circle] [--detour 1.3] [--snap-metres 300] [--movement foot|pram|wheelchair] [--steps-factor 1] " +
    "[--off-street-factor 1] [--partly] [--out DIR] [--json]",
  needsDatabase: false,
  async run(args) {
    const text = { type: "string" } as const;
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...{
          streets: text,
          samples: text,
          facilities: text,
          demand: text,
          count: text,
          minutes: text,
          method: text,
          detour: text,
          out: text,
        },
        ...{ "speed-kmh": text, "snap-metres": text, movement: text, "steps-factor": text, "off-street-factor": text },
        ...{ partly: { type: "boolean", default: false }, json: { type: "boolean", default: false } },
      },
    });
    try {
      if (positionals.length > 0) throw new InputRefused({ kind: "words-left-over", words: positionals });
      const answer = await answerCoverage(values);
      if (values.out) await writeCoverageFiles(answer, values.out);
      await written(values.json ? `${JSON.stringify(coverageJson(answer))}\n` : coverageTable(answer));
      return 0;
    } catch (error) {
      if (!(error instanceof InputRefused)) throw error;
      process.stderr.write(`${sentenceFor(error.bad)}\n`);
      return REFUSED;
    }
  },
};
