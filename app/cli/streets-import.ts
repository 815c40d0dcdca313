import { parseArgs } from "node:util";
import { importStreets } from "~/modules/places/use-cases/import-streets.server";
import type { Command } from "./command";
import { announceReading } from "./announce-reading";
import { gapLines } from "./street-file-words";
import { importRefusalWords, networkJson, networkLine, servedWords } from "./street-import-words";
import { REFUSED, TERMINAL } from "./terminal-actor";
import { typedPath } from "./typed-path";

export const streetsImportCommand: Command = {
  name: "streets import",
  summary: "导入步行路网 · import the walking network of a city",
  usage: "qh streets import FILE.osm.pbf --city 4101 [--partly] [--json]",
  needsDatabase: true,
  stopped: "已停止，没有更改任何内容 · Stopped: nothing was changed.",
  async run(args, { stop }) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        city: { type: "string" },
        partly: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
      allowPositionals: true,
    });
    const file = positionals[0];
    if (positionals.length !== 1 || !file || !values.city) {
      process.stderr.write(`用法 · usage: ${streetsImportCommand.usage}\n`);
      return REFUSED;
    }
    const began = performance.now();
    const reading = announceReading();
    const { partly } = values;
    const verdict = await importStreets(TERMINAL, values.city, typedPath(file), {
      ...{ partly, progress: reading.tell, signal: stop },
    });
    reading.end();
    if (!verdict.ok) {
      process.stderr.write(`${importRefusalWords(verdict.refusal, file)}\n`);
      return REFUSED;
    }
    const { network, gaps, served } = verdict.value;
    const seconds = (performance.now() - began) / 1_000;
    const lines = [networkLine(network, seconds), network.attribution, ...gapLines(gaps), ...servedWords(served)];
    process.stdout.write(
      `${values.json ? JSON.stringify(networkJson(values.city, network, gaps, served, seconds)) : lines.join("\n")}\n`,
    );
    return 0;
  },
};
