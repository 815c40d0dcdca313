import { DEMO_MARK } from "~/modules/places/domain/city";
import { csvPieces, sheetOf, type ExportColumn, type ExportSheet } from "~/platform/spreadsheet-writer.server";
import { workbookInThread } from "~/platform/workbook-in-thread.server";
import { cityFigures, figuresOfLevel, type AreaFigures } from "../domain/area-figures";
import { stepsOf, type AreaLevel } from "../domain/coverage-query";
import { answerCoverage, type CoverageAnswer } from "./answer-coverage.server";
import type { AskedCoverage } from "./asked-coverage.server";

type Line = AreaFigures & { readonly minutes: number | null; readonly place: string };

/** Headings in the reader's language; a file must stand on its own, so each line says from what, how and when. */
function columnsOf(answer: CoverageAnswer, language: "zh" | "en"): ExportColumn<Line>[] {
  const zh = language === "zh";
  const { method, query, ground } = answer;
  const [near, middle, far] = answer.result.figures.within.map((_, i) => stepName(answer, i, zh)) as [string, string, string];
  const limit =
    query.limit.by === "minutes" ? `${query.limit.minutes} ${zh ? "分钟" : "min"}` : `${query.limit.metres} ${zh ? "米" : "m"}`;
  const population = method.population ? `${method.population.year} ${method.population.basis}` : zh ? "未知" : "unknown";
  const column = (headingZh: string, headingEn: string, value: ExportColumn<Line>["value"], width?: number) => ({
    heading: zh ? headingZh : headingEn,
    value,
    width,
  });
  return [
    column("区划代码", "code", (line) => line.code, 16),
    column("名称", "name", (line) => (zh ? line.name : (line.nameEn ?? line.name)), 24),
    column("层级", "level", (line) => line.level),
    column("人数", "people", (line) => line.people),
    column(`${limit}内人数`, `people within ${limit}`, (line) => line.covered),
    column("覆盖率", "share", (line) => line.share && Math.round(line.share * 1e6) / 1e6),
    column("覆盖率状态", "share state", (line) => line.shareKind),
    column(`${near}内`, `within ${near}`, (line) => line.within[0]),
    column(`${middle}内`, `within ${middle}`, (line) => line.within[1]),
    column(`${far}内`, `within ${far}`, (line) => line.within[2]),
    column("有第二处可去", "second place within", (line) => line.backup),
    column("圈外人数", "people beyond", (line) => line.beyond),
    column("位置不明人数", "people without position", (line) => line.unlocated),
    column("人口不明社区", "communities without population", (line) => line.unknownCommunities),
    column("误差下限", "covered, low", (line) => line.coveredLow),
    column("误差上限", "covered, high", (line) => line.coveredHigh),
    column("上报口径人数", "people by reported basis", (line) => line.reported),
    column("最近步行分钟", "minutes to nearest", (line) => line.minutes),
    column("最近设施", "nearest place", (line) => line.place, 28),
    column("服务类型", "types", () => query.types.join(" ")),
    column("人群", "group", () => query.group),
    column("步行人群", "walker", () => `${query.walker} ${method.speedKmh} km/h`),
    column("截至日期", "as of", () => query.date, 12),
    column("方法", "method", () => `${method.method} × ${method.detourIndex}`, 26),
    column("人口口径", "population", () => population),
    column("说明", "note", () => (ground.isDemo ? DEMO_MARK[language] : ""), 48),
  ];
}

function stepName({ query }: CoverageAnswer, i: number, zh: boolean): string {
  return `${Math.round(stepsOf(query.limit)[i]!)} ${query.limit.by === "minutes" ? (zh ? "分钟" : "min") : zh ? "米" : "m"}`;
}

/** The lines of one level, the city's total last; communities carry their nearest place. */
function linesOf(answer: CoverageAnswer, level: AreaLevel): Line[] {
  const { ground, result, demandRows, sites } = answer;
  const demandOf = new Map(Array.from(demandRows, (row, at) => [ground.areas[row]!.code, at]));
  const lines = figuresOfLevel(result, ground, level).map((figures): Line => {
    const at = demandOf.get(figures.code);
    const minutes = at === undefined ? Infinity : result.minutes[at]!;
    return {
      ...figures,
      minutes: Number.isFinite(minutes) ? Math.round(minutes * 10) / 10 : null,
      place: at === undefined ? "" : (sites[result.site[at]!]?.name ?? ""),
    };
  });
  return [...lines, { ...cityFigures(result, ground), minutes: null, place: "" }];
}

export async function exportFiguresCsv(
  { ground, query }: AskedCoverage,
  level: AreaLevel,
  language: "zh" | "en",
): Promise<string> {
  const answer = await answerCoverage(ground, query);
  let text = "";
  for await (const piece of csvPieces(linesOf(answer, level), columnsOf(answer, language))) text += piece;
  return text;
}

/** The same as a workbook, written in a worker thread; a second sheet says how it was computed. */
export async function exportFiguresXlsx(
  { ground, query }: AskedCoverage,
  level: AreaLevel,
  language: "zh" | "en",
): Promise<Uint8Array> {
  const answer = await answerCoverage(ground, query);
  const figures = sheetOf(language === "zh" ? "覆盖" : "coverage", linesOf(answer, level), columnsOf(answer, language));
  const { method } = answer;
  const about: ExportSheet = {
    name: language === "zh" ? "口径说明" : "method",
    headings: ["key", "value"],
    widths: [28, 90],
    rows: [
      ["city", `${ground.nameZh} ${ground.nameEn}`],
      ["note", ground.isDemo ? `${DEMO_MARK.zh} / ${DEMO_MARK.en}` : ""],
      ["method", method.method],
      ["detour index", `${method.detourIndex} (${method.detourLow}–${method.detourHigh}) ${method.detourSource}`],
      ["walker", `${query.walker} ${method.speedKmh} km/h ${method.speedSource}`],
      ["as of", query.date],
      [
        "population",
        method.population
          ? `${method.population.group} ${method.population.year} ${method.population.basis} ${method.population.source}`
          : "unknown",
      ],
      ["reported radius", method.radius ? `${method.radius.value} m ${method.radius.source}` : ""],
      ["barriers", String(method.barriers)],
      ["revision", String(method.revision)],
    ],
  };
  return workbookInThread([figures, about]);
}
