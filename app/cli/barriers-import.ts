import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { COORDINATE_SYSTEMS } from "~/modules/imports/domain/coordinate-system";
import { readBarriers, type BarriersRead } from "~/modules/imports/use-cases/read-barriers.server";
import { cityBarriers, recordBarriers } from "~/modules/places/use-cases/city-barriers.server";
import { cityByCode } from "~/modules/places/use-cases/current-city.server";
import { today } from "~/platform/clock.server";
import { isCalendarDay } from "~/shared/calendar-day";
import { oneOf, required } from "./asked-option";
import { InputRefused, sentenceFor } from "./bad-input";
import { barrierProblemWords, notShapesWords } from "./barrier-words";
import type { Command } from "./command";
import { whyNotRead } from "./csv-table";
import { REFUSED, TERMINAL } from "./terminal-actor";
import { typedPath } from "./typed-path";

const SHOWN = 5;

export const barriersImportCommand: Command = {
  name: "barriers import",
  summary: "导入屏障与通道 · import rivers, railways, expressways and the crossings over them, for cities without streets",
  usage:
    "qh barriers import FILE.geojson --city 4101 --source 水利局 [--date 2025-06-01] " +
    `[--system ${COORDINATE_SYSTEMS.join("|")}] [--partly] [--json]`,
  needsDatabase: true,
  async run(args) {
    const text = { type: "string" } as const;
    const flag = { type: "boolean", default: false } as const;
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { city: text, source: text, date: text, system: text, partly: flag, json: flag },
    });
    try {
      const file = required("FILE.geojson", positionals[0]);
      if (positionals.length > 1) throw new InputRefused({ kind: "words-left-over", words: positionals.slice(1) });
      const [code, source] = [required("--city", values.city), required("--source", values.source)];
      const system = oneOf("--system", values.system ?? "WGS-84", COORDINATE_SYSTEMS);
      const day = values.date ?? today();
      if (!isCalendarDay(day))
        throw new InputRefused({ kind: "option-not-one-of", option: "--date", value: day, known: ["YYYY-MM-DD"] });
      const city = await cityByCode(code);
      if (!city) throw new InputRefused({ kind: "no-such-city", city: code });
      const bytes = await readFile(typedPath(file)).catch((error: unknown) => {
        throw new InputRefused(whyNotRead(error, file));
      });
      const known = (await cityBarriers(TERMINAL, code)).barriers.flatMap(({ parts }) => parts);
      const read = readBarriers(bytes, { system, bounds: city.bounds, day }, known);
      if (!read.ok) return refuse([notShapesWords(read.refusal, file)]);
      const { problems, barriers, crossings } = read.value;
      if (barriers.length + crossings.length === 0 && problems.length === 0)
        return refuse([`${file} 没有屏障也没有通道 · ${file} holds no barrier and no crossing`]);
      if (problems.length > 0 && !values.partly) return refuse(problemLines(problems, file));
      const recorded = await recordBarriers(TERMINAL, code, source, read.value);
      if (!recorded.ok) throw new Error("the terminal may plan in every city");
      const { created, changed, same } = recorded.value;
      const counts = { barriers: barriers.length, crossings: crossings.length, created, changed, same };
      process.stdout.write(
        values.json
          ? `${JSON.stringify({ city: code, ...counts, left_out: problems.length })}\n`
          : `屏障 barriers ${counts.barriers}，通道 crossings ${counts.crossings}：新增 new ${created}，更正 changed ${changed}，` +
              `未变 same ${same}，略去 left out ${problems.length}\n`,
      );
      return 0;
    } catch (error) {
      if (!(error instanceof InputRefused)) throw error;
      return refuse([sentenceFor(error.bad)]);
    }
  },
};

function refuse(lines: readonly string[]): number {
  process.stderr.write(`${lines.join("\n")}\n`);
  return REFUSED;
}

const problemLines = (problems: BarriersRead["problems"], file: string): string[] => [
  ...problems.slice(0, SHOWN).map(({ feature, issue }) => barrierProblemWords(issue, file, feature)),
  `${problems.length} 个要素不能用，没有写入；加 --partly 则略去它们 · ${problems.length} features cannot be used and nothing was written: ` +
    "add --partly to leave them out",
];
