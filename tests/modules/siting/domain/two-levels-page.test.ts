import { expect, test } from "vitest";
import { comparedFigures } from "~/modules/siting/domain/compared-results";
import { onePageOf } from "~/modules/siting/domain/one-page";
import { pageFigure } from "~/modules/siting/domain/page-figure";
import type { QuestionProblem } from "~/modules/siting/domain/question-problem";
import type { SitingResult } from "~/modules/siting/domain/siting-result";
import { figureWords, onePageWords } from "~/modules/siting/ui/one-page-words";
import { pageColumns, pageLines } from "~/modules/siting/ui/page-columns";
import { pageUnits } from "~/modules/siting/ui/page-units";
import { levelsNote, perPersonCompared } from "~/modules/siting/ui/level-words";
import { problemWords } from "~/modules/siting/ui/problem-words";
import { questionName } from "~/modules/siting/ui/question-name";
import { fewerWords, relaxWords } from "~/modules/siting/ui/relax-words";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { madeFacts, madeGround, madeLevels, madeQuestion, madeResult } from "../../../factories/siting-result";

const LANGUAGES = ["zh", "en"] as const;
type Language = (typeof LANGUAGES)[number];
const T = {
  zh: translator("zh", zh).getFixedT("zh", "siting"),
  en: translator("en", en).getFixedT("en", "siting"),
};
const page = (result: SitingResult) => onePageOf(result, madeFacts(result));
const units = (result: SitingResult, language: Language) =>
  pageUnits(T[language], language, result.question, result.method.speedKmh);
const words = (result: SitingResult, language: Language) => onePageWords(page(result), units(result, language));
const sentence = (result: SitingResult, language: Language) =>
  words(result, language)
    .sentence.map(({ text }) => text)
    .join("");

test("the sentence says how many of each level, and both levels' rise", () => {
  const result = madeLevels(3, { chosen: madeLevels(3).chosen.map((site) => ({ ...site, buildCost: 2_000_000_00 })) });
  expect(sentence(result, "zh")).toBe(
    "建议新建2处助餐服务点和1处日间照料（也提供助餐），75岁以上步行15分钟覆盖率由61.2%升至63.0%，新增覆盖5,469人；步行30分钟走得到日间照料的由40.4%升至41.3%，新增2,600人，投入600 万元。",
  );
  expect(sentence(result, "en")).toBe(
    "Build new places: 2 for meals and 1 for day care with meals: people of 75 and over within a 15-minute walk rise from 61.2% to 63.0%, 5,469 more people are reached; day care within a 30-minute walk: from 40.4% to 41.3%, 2,600 more, for ¥6 million.",
  );
});

test.each(LANGUAGES)("rows say their level and add up at each; what two levels mean stands in the notes (%s)", (language) => {
  const result = madeLevels(8);
  const said = words(result, language);
  const [sites, reserve] = said.tables;
  const [upper, lower] = [T[language]("page.level.short.upper"), T[language]("page.level.short.lower")];
  expect(sites!.rows.map((row) => row[1]!.more!.startsWith(upper))).toEqual(result.chosen.map(({ level }) => level === "upper"));
  expect(sites!.rows.every((row) => row[1]!.more!.startsWith(upper) || row[1]!.more!.startsWith(lower))).toBe(true);
  expect(reserve!.rows.map((row) => row[2]!.text.startsWith(upper))).toEqual([false, false, true]);
  const told = sites!.rows.flatMap((row) => (row[2]!.more ? [Number(row[2]!.more.replaceAll(/\D/g, ""))] : []));
  expect(told.reduce((sum, each) => sum + each, 0)).toBe(page(result).upper!.gained);
  // One sum pays for both levels.
  expect(sites!.total!.at(-2)!.text).toBe("");
  const text = JSON.stringify(said);
  for (const must of ["40.4%", "1,500", "3,210", language === "en" ? "¥8 million" : "800 万元"])
    expect(text, must).toContain(must);
  expect(text).not.toMatch(/page\.|undefined|NaN|\{\{|\*\*/);
});

test.each(LANGUAGES)("files carry the level of each line and people of each level (%s)", (language) => {
  const result = madeLevels(3);
  const columns = pageColumns(page(result), units(result, language));
  const column = (key: "level" | "upperGained" | "gained") =>
    columns.find(({ heading }) => heading === T[language](`page.table.${key}`))!;
  const lines = pageLines(page(result));
  expect(lines.map((line) => column("upperGained").value(line))).toEqual([2_600, null, null, null, null, 540]);
  expect(lines.map((line) => column("gained").value(line)).at(-1)).toBeNull();
  expect(new Set(lines.map((line) => column("level").value(line))).size).toBe(2);
  // Of one level the file is as it was.
  const before = pageColumns(page(madeResult(3)), units(madeResult(3), language));
  expect(columns.length - before.length).toBe(2);
});

test("on the map of the page the levels differ by shape, and the legend says so", () => {
  const result = madeLevels(3);
  const marks = pageFigure(page(result), madeGround(result), figureWords(units(result, "zh")), 500, 260).marks;
  const texts = marks.flatMap((mark) => (mark.kind === "text" ? [mark.text] : []));
  expect(texts).toContain("上一级");
  const one = pageFigure(page(madeResult(3)), madeGround(result), figureWords(units(madeResult(3), "zh")), 500, 260).marks;
  expect(one.flatMap((mark) => (mark.kind === "text" ? [mark.text] : []))).not.toContain("上一级");
  // A square has four corners, a disc is an arc.
  const faces = marks.filter((mark) => mark.kind === "path" && mark.fill === "#3730a3" && !mark.fillOpacity);
  expect(faces.map((mark) => mark.kind === "path" && mark.d.split("L").length)).toContain(4);
});

test("compared beside an answer of one level, the upper level has its own figures", () => {
  expect(comparedFigures(madeLevels(3))).toMatchObject({ upper: { sites: 1, gain: 2_600 }, perPerson: null });
  expect(comparedFigures(madeResult(3)).upper).toBeNull();
});

test("one sum of two levels is not divided, and that is no unknown figure", () => {
  const [levels, one] = [madeLevels(3), madeResult(3)];
  const said = (result: SitingResult, language: Language) => perPersonCompared(comparedFigures(result), units(result, language));
  expect(LANGUAGES.map((language) => said(levels, language))).toEqual([
    "两级合用，不折算",
    "one sum for two levels, not divided",
  ]);
  const unknown = { ...one, cost: { ...one.cost, build: null } };
  expect(said(unknown, "zh")).toBe("未知");
  expect(said({ ...one, cost: { ...one.cost, build: 5_000_00 } }, "zh")).toMatch(/元$/);
});

test("whoever counts as one is not said to", () => {
  const notes = (weight: number, language: Language) => {
    const made = madeLevels(3);
    return levelsNote(
      page({ ...made, question: { ...made.question, upper: { ...made.question.upper!, weight } } }),
      units(made, language),
    );
  };
  expect([notes(2, "zh"), notes(2, "en")].join()).toMatch(/按 2 人计。.*each as 2\./);
  expect([notes(1, "zh"), notes(1, "en")].join()).not.toMatch(/人计|each as/);
  expect(notes(1, "zh")).toContain("的人。每人投入");
});

test.each(LANGUAGES)("what to relax, why fewer, a name and what is refused have words (%s)", (language) => {
  const result = madeLevels(3);
  const its = units(result, language);
  const relax = (key: string, needed: number | null, name?: string) =>
    relaxWords({ key, needed, area: null, ...(name ? { name } : {}) }, result.question, its);
  const said = [
    ...[relax("upper-sites", 3), relax("upper-sites", null), relax("needs", null), relax("must premise:1", 0, "示例房2")],
    fewerWords({ key: "needs" }, 2, its),
    questionName(result.question, { types: [result.parts.upper!, ...result.parts.types], districts: [] }, T[language], language),
    ...(
      [
        { kind: "upper-aim", field: "upper", given: "shortest" },
        { kind: "upper-room", field: "upper", given: "day-care" },
        { kind: "upper-same", field: "upper", given: "meals" },
        { kind: "cost-unknown", field: "upper-build", given: "" },
        { kind: "too-many-near", field: "upper-metres", given: "5000", pairs: 2e6, most: 1e6 },
        { kind: "out-of-range", field: "upper-circle", given: "90m", least: 1, most: 60 },
        { kind: "not-a-circle", field: "upper-circle", given: "far" },
        { kind: "needs-type", field: "needs", given: "" },
      ] satisfies QuestionProblem[]
    ).map((problem) => problemWords(problem, T[language], language === "en")),
  ];
  expect(new Set(said).size).toBe(said.length);
  for (const each of said) expect(each).not.toMatch(/impossible\.|problem\.|fewer\.|question\.|undefined|\{\{/);
  expect(said[3]).toContain("示例房2");
  const must = { key: "must premise:1", needed: 0, area: null, name: "示例房2", nameEn: "Example room 2" };
  expect(relaxWords(must, result.question, its)).toContain(language === "en" ? "Example room 2" : "示例房2");
  expect(questionName(madeQuestion(), { types: result.parts.types, districts: [] }, T[language], language)).not.toContain("·  ");
});
