import { DEMO_MARK } from "~/modules/places/domain/city";
import { csvPieces, sheetOf, type ExportColumn, type ExportSheet } from "~/platform/spreadsheet-writer.server";
import { workbookInThread } from "~/platform/workbook-in-thread.server";
import { accessOfLevel, areaAccess, cityAccess, type AreaAccess } from "../domain/area-access";
import { areaParts } from "../domain/area-listing";
import type { AreaLevel } from "../domain/coverage-query";
import type { MethodStatement } from "../domain/method-statement";
import { answerAccess, type AccessAnswer } from "./answer-access.server";
import type { AskedAccess } from "./asked-access.server";

/** Words of the file, in the reader's language. */
export interface AccessWords {
  readonly sheet: string;
  readonly mean: string;
  readonly measure: string;
  readonly what: string;
  readonly type: string;
  readonly group: string;
  readonly walker: string;
  readonly limit: string;
  readonly method: string;
  readonly error: (of: MethodStatement["error"]) => string;
  readonly none: string;
  readonly level: (key: string) => string;
  readonly state: (area: AreaAccess) => string;
  readonly notes: (area: AreaAccess) => string;
}

/** A file must stand on its own: each line says from what, how and when. */
function columnsOf({ ground, query, method }: AccessAnswer, zh: boolean, words: AccessWords): ExportColumn<AreaAccess>[] {
  const column = (headingZh: string, headingEn: string, value: ExportColumn<AreaAccess>["value"], width?: number) => ({
    heading: zh ? headingZh : headingEn,
    value,
    width,
  });
  const { population } = method;
  return [
    column("区划代码", "code", (line) => line.code, 16),
    column("名称", "name", (line) => (zh ? line.name : (line.nameEn ?? line.name)), 24),
    column("层级", "level", (line) => words.level(line.level)),
    column("人数", "people", (line) => line.people),
    column(words.mean, words.mean, (line) => line.mean && Math.round(line.mean * 1e4) / 1e4, 20),
    column("状态", "state", (line) => words.state(line), 18),
    column("够不着的人", "people with nothing in reach", (line) => line.withNothing),
    column("附注", "notes", (line) => words.notes(line), 40),
    column("服务", "service", () => words.type),
    column("衡量方式", "measure", () => words.measure, 24),
    column("人群", "group", () => words.group),
    column("步行人群", "walker", () => `${words.walker} ${method.speedKmh} km/h`),
    column("范围", "catchment", () => words.limit),
    column("截至日期", "as of", () => query.date, 12),
    column("人口", "population", () => (population ? `${population.year} (${population.source})` : "")),
    column("方法", "method", () => words.method, 26),
    column("误差", "error", () => words.error(method.error), 26),
    column("说明", "note", () => (ground.isDemo ? DEMO_MARK[zh ? "zh" : "en"] : ""), 48),
  ];
}

/** The lines of one level inside an area, that area's own last. Without a figure there are no lines. */
function linesOf(answer: AccessAnswer, level: AreaLevel, inside: string): AreaAccess[] {
  const { ground, measure, result } = answer;
  if (!result) return [];
  const listed = { ground, measure, byArea: result.byArea };
  const { within } = areaParts(answer, inside);
  return [...accessOfLevel(listed, level, inside), within < 0 ? cityAccess(listed) : areaAccess(listed, within)];
}

export async function exportAccessCsv(
  asked: AskedAccess,
  zh: boolean,
  words: AccessWords,
  leaving?: AbortSignal,
): Promise<string> {
  const answer = await answerAccess(asked.ground, asked.query, asked.measure, leaving);
  let text = "";
  for await (const piece of csvPieces(linesOf(answer, asked.level, asked.inside), columnsOf(answer, zh, words))) text += piece;
  return text;
}

/** The same as a workbook, written in a worker thread; a second sheet holds the method, the Gini index and its curve. */
export async function exportAccessXlsx(
  asked: AskedAccess,
  zh: boolean,
  words: AccessWords,
  leaving?: AbortSignal,
): Promise<Uint8Array> {
  const answer = await answerAccess(asked.ground, asked.query, asked.measure, leaving);
  const { ground, result } = answer;
  const about: ExportSheet = {
    name: zh ? "口径说明" : "method",
    headings: zh ? ["项目", "内容"] : ["item", "value"],
    widths: [28, 90],
    rows: [
      [zh ? "城市" : "city", `${ground.nameZh} ${ground.nameEn}`],
      [zh ? "说明" : "note", ground.isDemo ? `${DEMO_MARK.zh} / ${DEMO_MARK.en}` : words.none],
      [words.measure, words.what],
      [zh ? "方法" : "method", words.method],
      [zh ? "误差" : "error", `${words.error(answer.method.error)} ${answer.method.error.source}`],
      [zh ? "基尼系数" : "Gini index", result?.equity.gini?.toFixed(4) ?? words.none],
      ...(result?.equity.lorenz ?? []).map(([people, share]) => [
        `${zh ? "洛伦兹曲线，人数累计" : "Lorenz curve, part of the people"} ${people.toFixed(4)}`,
        share.toFixed(4),
      ]),
    ],
  };
  const lines = sheetOf(words.sheet, linesOf(answer, asked.level, asked.inside), columnsOf(answer, zh, words));
  return workbookInThread([lines, about], leaving);
}
