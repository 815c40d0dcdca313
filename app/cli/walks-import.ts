import { parseArgs } from "node:util";
import { COORDINATE_SYSTEMS, toWgs84 } from "~/modules/imports/domain/coordinate-system";
import { recordWalks, type NotRecorded } from "~/modules/places/use-cases/sampled-walks.server";
import { today } from "~/platform/clock.server";
import { isCalendarDay } from "~/shared/calendar-day";
import { oneOf, required } from "./asked-option";
import { InputRefused, sentenceFor } from "./bad-input";
import type { Command } from "./command";
import { REFUSED, TERMINAL } from "./terminal-actor";
import { readWalkRows } from "./walk-csv";

export const walksImportCommand: Command = {
  name: "walks import",
  summary: "导入步行实测 · import walks somebody measured between corners, for cities without streets",
  usage: `qh walks import WALKS.csv --city 4101 --source 民政局实测 [--date 2025-06-01] [--system ${COORDINATE_SYSTEMS.join("|")}]`,
  needsDatabase: true,
  async run(args) {
    const text = { type: "string" } as const;
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { city: text, source: text, date: text, system: text },
    });
    try {
      const file = required("WALKS.csv", positionals[0]);
      if (positionals.length > 1) throw new InputRefused({ kind: "words-left-over", words: positionals.slice(1) });
      const [city, source] = [required("--city", values.city), required("--source", values.source)];
      const system = oneOf("--system", values.system ?? "WGS-84", COORDINATE_SYSTEMS);
      const date = values.date ?? today();
      if (!isCalendarDay(date))
        throw new InputRefused({ kind: "option-not-one-of", option: "--date", value: date, known: ["YYYY-MM-DD"] });
      const rows = await readWalkRows(file, (lon, lat) => toWgs84(lon, lat, system));
      const walks = rows.map(({ from, to, metres }) => ({ from, to, metres, measuredOn: date, name: "" }));
      const recorded = await recordWalks(TERMINAL, city, source, walks);
      if (!recorded.ok) throw new InputRefused(badFrom(recorded.refusal, city, file, rows));
      const { created, corrected } = recorded.value;
      process.stdout.write(`新增 new ${created}，更正 corrected ${corrected}\n`);
      return 0;
    } catch (error) {
      if (!(error instanceof InputRefused)) throw error;
      process.stderr.write(`${sentenceFor(error.bad)}\n`);
      return REFUSED;
    }
  },
};

function badFrom(refusal: NotRecorded, city: string, file: string, rows: readonly { readonly line: number }[]) {
  switch (refusal.kind) {
    case "impossible":
      return { kind: "walk-impossible", file, line: rows[refusal.at]!.line, problem: refusal.problem } as const;
    case "no-such-city":
      return { kind: "no-such-city", city } as const;
    case "not-permitted":
      throw new Error("the terminal may plan in every city");
  }
}
