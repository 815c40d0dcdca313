import { DEMO_MARK } from "~/modules/places/domain/city";
import { csvPieces, sheetOf, type ExportColumn, type ExportSheet } from "~/platform/spreadsheet-writer.server";
import { workbookInThread } from "~/platform/workbook-in-thread.server";
import { figuresOfLevel, type AreaFigures } from "../domain/area-figures";
import { figuresInside } from "../domain/area-listing";
import type { AreaChange } from "../domain/compare-days";
import { stepsOf, type AreaLevel } from "../domain/coverage-query";
import type { MethodStatement } from "../domain/method-statement";
import type { WalkMinutes } from "../domain/minutes-by-area";
import { answerCoverage, type CoverageAnswer } from "./answer-coverage.server";
import type { AskedCoverage } from "./asked-coverage.server";
import { comparedCoverage, type ComparedCoverage } from "./compared-coverage.server";

interface Line extends AreaFigures {
  readonly minutes: number | null;
  readonly place: string;
  /** null = nothing is compared */
  readonly change: AreaChange | null;
}

/** Words of the file that stand for keys, handed in by whoever knows the reader's language. */
export interface CoverageWords {
  readonly group: (key: string) => string;
  readonly level: (key: string) => string;
  readonly state: (share: Pick<AreaFigures, "share" | "shareKind">) => string;
  readonly basis: (key: string) => string;
  /** median and nine in ten in words, «farther than was looked for» among them */
  readonly minutes: (line: AreaFigures, bound: number) => string;
  readonly perPlace: (line: AreaFigures) => string;
  readonly method: string;
  readonly error: (of: MethodStatement["error"]) => string;
  /** the other day and whose people are counted on both */
  readonly compared: (compared: Pick<ComparedCoverage, "date" | "population">) => string;
}

/** Headings in the reader's language; a file must stand on its own, so each line says from what, how and when. */
function columnsOf(
  answer: CoverageAnswer,
  compared: ComparedCoverage | null,
  language: "zh" | "en",
  words: CoverageWords,
): ExportColumn<Line>[] {
  const zh = language === "zh";
  const { method, query, ground } = answer;
  const [near, middle, far] = answer.result.figures.within.map((_, i) => stepName(answer, i, zh)) as [string, string, string];
  const limit =
    query.limit.by === "minutes" ? `${query.limit.minutes} ${zh ? "分钟" : "min"}` : `${query.limit.metres} ${zh ? "米" : "m"}`;
  const population = populationText(answer, language, words);
  const named = (entry: { nameZh: string; nameEn: string } | undefined, key: string) =>
    entry ? (zh ? entry.nameZh : entry.nameEn) : key;
  const types = query.types
    .map((key) =>
      named(
        ground.types.find((type) => type.key === key),
        key,
      ),
    )
    .join(zh ? "、" : ", ");
  const walker = named(
    ground.walkers.find(({ key }) => key === query.walker),
    query.walker,
  );
  const column = (headingZh: string, headingEn: string, value: ExportColumn<Line>["value"], width?: number) => ({
    heading: zh ? headingZh : headingEn,
    value,
    width,
  });
  return [
    column("区划代码", "code", (line) => line.code, 16),
    column("名称", "name", (line) => (zh ? line.name : (line.nameEn ?? line.name)), 24),
    column("层级", "level", (line) => words.level(line.level)),
    column("人数", "people", (line) => line.people),
    column(`${limit}内人数`, `people within ${limit}`, (line) => line.covered),
    column("覆盖率", "share", (line) => line.share && Math.round(line.share * 1e6) / 1e6),
    column("覆盖率状态", "share state", (line) => words.state(line)),
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
    column("中位步行分钟", "median minutes", (line) => exported(line.medianMinutes)),
    column("九成居民步行分钟", "minutes for nine in ten", (line) => exported(line.p90Minutes)),
    column("步行分钟说明", "minutes, state", (line) => words.minutes(line, answer.result.boundMinutes)),
    ...(answer.placesIn
      ? [
          column("人数／名额", "people per place", (line) =>
            line.perPlace?.kind === "known" ? Math.round(line.perPlace.people * 100) / 100 : null,
          ),
          column("名额说明", "places, state", (line) => words.perPlace(line)),
        ]
      : []),
    column("最近步行分钟", "minutes to nearest", (line) => line.minutes),
    column("最近设施", "nearest place", (line) => line.place, 28),
    ...(compared
      ? [
          column(`${compared.date} 圈内人数`, `people within, ${compared.date}`, ({ change }) => change?.coveredThen),
          column(`${compared.date} 覆盖率`, `share, ${compared.date}`, ({ change }) => sixDigits(change?.shareThen)),
          column("圈内人数变化", "change in people within", ({ change }) => change?.covered),
          column("覆盖率变化", "change in share", ({ change }) => sixDigits(change?.share)),
          column("新增设施", "places this day only", ({ change }) => change?.onlyNow),
          column("不再提供的设施", "places that day only", ({ change }) => change?.onlyThen),
        ]
      : []),
    column("服务类型", "types", () => types),
    column("人群", "group", () => words.group(query.group)),
    column("步行人群", "walker", () => `${walker} ${method.speedKmh} km/h (${method.speedSource})`),
    column("截至日期", "as of", () => query.date, 12),
    column("方法", "method", () => `${words.method}${query.method === "network" ? "" : ` × ${method.detourIndex}`}`, 26),
    column("误差", "error", () => words.error(method.error), 26),
    column("人口口径", "population", () => population),
    column("说明", "note", () => (ground.isDemo ? DEMO_MARK[language] : ""), 48),
  ];
}

const sixDigits = (share: number | null | undefined) => share && Math.round(share * 1e6) / 1e6;

const exported = (minutes: WalkMinutes): number | null => (typeof minutes === "number" ? Math.round(minutes * 10) / 10 : null);

function stepName({ query }: CoverageAnswer, i: number, zh: boolean): string {
  return `${Math.round(stepsOf(query.limit)[i]! * 10) / 10} ${query.limit.by === "minutes" ? (zh ? "分钟" : "min") : zh ? "米" : "m"}`;
}

/** The lines of one level inside an area, that area's total last; communities carry their nearest place. */
function linesOf(answer: CoverageAnswer, compared: ComparedCoverage | null, level: AreaLevel, inside: string): Line[] {
  const { ground, result, demandRows, sites } = answer;
  const demandOf = new Map(Array.from(demandRows, (row, at) => [ground.areas[row]!.code, at]));
  const rowOf = new Map(ground.areas.map(({ code }, row) => [code, row]));
  rowOf.set(ground.code, ground.areas.length);
  const changeOf = ({ code }: AreaFigures) => compared && compared.changeOf(rowOf.get(code)!);
  const lines = figuresOfLevel(answer, level, inside).map((figures): Line => {
    const at = demandOf.get(figures.code);
    const minutes = at === undefined ? Infinity : result.minutes[at]!;
    return {
      ...figures,
      minutes: Number.isFinite(minutes) ? Math.round(minutes * 10) / 10 : null,
      place: at === undefined ? "" : (sites[result.site[at]!]?.name ?? ""),
      change: changeOf(figures),
    };
  });
  const total = figuresInside(answer, inside);
  return [...lines, { ...total, minutes: null, place: "", change: changeOf(total) }];
}

/** Year, basis and source of the people counted. */
function populationText({ method }: CoverageAnswer, language: "zh" | "en", words: CoverageWords): string {
  const { population } = method;
  if (!population) return language === "zh" ? "未知" : "unknown";
  return `${population.year} ${words.basis(population.basis)} (${population.source})`;
}

export async function exportFiguresCsv(
  { ground, query, inside, compare }: AskedCoverage,
  level: AreaLevel,
  language: "zh" | "en",
  words: CoverageWords,
  leaving?: AbortSignal,
): Promise<string> {
  const answer = await answerCoverage(ground, query, query.date, leaving);
  const compared = await comparedCoverage(answer, compare, leaving);
  let text = "";
  const lines = linesOf(answer, compared, level, inside);
  for await (const piece of csvPieces(lines, columnsOf(answer, compared, language, words))) text += piece;
  return text;
}

/** The same as a workbook, written in a worker thread; a second sheet says how it was computed. */
export async function exportFiguresXlsx(
  { ground, query, inside, compare }: AskedCoverage,
  level: AreaLevel,
  language: "zh" | "en",
  words: CoverageWords,
  leaving?: AbortSignal,
): Promise<Uint8Array> {
  const answer = await answerCoverage(ground, query, query.date, leaving);
  const compared = await comparedCoverage(answer, compare, leaving);
  const figures = sheetOf(
    language === "zh" ? "覆盖" : "coverage",
    linesOf(answer, compared, level, inside),
    columnsOf(answer, compared, language, words),
  );
  const { method } = answer;
  const zh = language === "zh";
  const about: ExportSheet = {
    name: language === "zh" ? "口径说明" : "method",
    headings: zh ? ["项目", "内容"] : ["item", "value"],
    widths: [28, 90],
    rows: [
      [zh ? "城市" : "city", `${ground.nameZh} ${ground.nameEn}`],
      [zh ? "说明" : "note", ground.isDemo ? `${DEMO_MARK.zh} / ${DEMO_MARK.en}` : ""],
      [zh ? "方法" : "method", words.method],
      [zh ? "误差" : "error", `${words.error(method.error)} ${method.error.source}`],
      [
        zh ? "绕行系数" : "detour index",
        `${method.detourIndex} (${method.detourLow}–${method.detourHigh}) ${method.detourSource}`,
      ],
      [zh ? "步行速度" : "walking speed", `${method.speedKmh} km/h ${method.speedSource}`],
      [zh ? "截至日期" : "as of", query.date],
      ...(compared ? [[zh ? "对比日期" : "compared with", words.compared(compared)]] : []),
      [zh ? "人群" : "group", words.group(query.group)],
      [zh ? "人口口径" : "population", populationText(answer, language, words)],
      [zh ? "上报口径半径" : "reported radius", `${method.radius.value} m ${method.radius.source}`],
      [zh ? "屏障条数" : "barriers", String(method.barriers)],
      [zh ? "数据版本" : "revision", String(method.revision)],
    ],
  };
  return workbookInThread([figures, about], leaving);
}
