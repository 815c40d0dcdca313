import fc from "fast-check";
import { expect, test } from "vitest";
import { knownCost, onePageOf, wholePeople } from "~/modules/siting/domain/one-page";
import { onePageWords } from "~/modules/siting/ui/one-page-words";
import { pageColumns, pageLines } from "~/modules/siting/ui/page-columns";
import { gapWords } from "~/modules/siting/ui/page-sentence";
import { pageUnits } from "~/modules/siting/ui/page-units";
import type { SitingResult } from "~/modules/siting/domain/siting-result";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { madeFacts, madeQuestion, madeResult, madeSite } from "../../../factories/siting-result";

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

test("the sentence comes first and says how many, from where to where, how many people and for how much", () => {
  const sites = [0, 1].map((at) => madeSite(at, { buildCost: 2_300_000_00 }));
  const result = madeResult(2, { chosen: sites });
  expect(sentence(result, "zh")).toBe(
    "建议新建2处助餐服务点，75岁以上步行15分钟覆盖率由61.2%升至62.4%，新增覆盖3,683人，投入460 万元。",
  );
  expect(sentence(result, "en")).toBe(
    "Build 2 new places for meals: people of 75 and over within a 15-minute walk rise from 61.2% to 62.4%, 3,683 more people are reached, for ¥4.6 million.",
  );
});

test("rows add up to the sentence, whatever fractions of people the census leaves", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 5_000, noNaN: true }), { minLength: 1, maxLength: 30 }), (people) => {
      const result = madeResult(people.length, { chosen: people.map((each, at) => madeSite(at, { people: each })) });
      const made = page(result);
      const rows = made.sites.map(({ gained }) => gained);
      expect(rows.reduce((sum, each) => sum + each, 0)).toBe(made.gained);
      expect(made.gained).toBe(Math.round(people.reduce((sum, each) => sum + each, 0)));
      rows.forEach((row, at) => expect(Math.abs(row - people[at]!)).toBeLessThanOrEqual(1));
      const [table] = words(result, "zh").tables;
      const told = table!.rows.map((row) => Number(row[2]!.text.replaceAll(",", "")));
      expect(told.reduce((sum, each) => sum + each, 0)).toBe(made.gained);
      expect(sentence(result, "zh")).toContain(`新增覆盖${made.gained.toLocaleString("zh-CN")}人`);
    }),
    { numRuns: 60 },
  );
  expect(wholePeople([0.5, 0.5, 0.5, 0.5])).toEqual([1, 0, 1, 0]);
});

test("what nobody knows is called unknown, never 0, in sentence, row, total and file", () => {
  const result = madeResult(3);
  expect(knownCost([null, 5, null])).toEqual({ known: 5, unknown: 2 });
  expect(sentence(result, "zh")).toContain("投入至少685 万元（1处未知）");
  const [table] = words(result, "zh").tables;
  expect(table!.rows[2]!.map(({ text }) => text)).toEqual(expect.arrayContaining(["未知"]));
  expect(table!.total!.map(({ text }) => text)).toEqual(["", "合计", "5,469", "", "至少 685 万元", "未知", ""]);
  const columns = pageColumns(page(result), units(result, "zh"));
  const cell = (heading: string, line: number) =>
    columns.find((column) => column.heading === heading)!.value(pageLines(page(result))[line]!);
  expect([cell("建设投入（元）", 2), cell("投入说明", 2), cell("每人投入（元）", 2)]).toEqual([null, "未知", null]);
  expect([cell("建设投入（元）", 0), cell("投入说明", 0), cell("投入说明", 1)]).toEqual([3_200_000, "按方案给定的造价", "已知"]);
  const none = madeResult(2, { chosen: [madeSite(0, { buildCost: null }), madeSite(1, { buildCost: null })] });
  expect(sentence(none, "zh")).toContain("投入未知（2处造价均未知）");
  expect(sentence(none, "en")).toContain("the cost of all 2 is unknown");
});

test("proved, or how far at most from the best: a gap is rounded up", () => {
  expect([0.0101, 0.01, 0.00001].map(gapWords)).toEqual(["1.1%", "1.0%", "0.1%"]);
  const late = madeResult(2, {
    proof: { objective: 100, bound: 101.2, gap: 0.012, proved: false, ended: "time", seconds: 30 },
  });
  const [, , , proof] = words(late, "zh").figures;
  expect(proof).toMatchObject({ value: "与最优相差不到 1.2%", note: "到时限时最好的一组" });
  expect(words(madeResult(2), "en").figures[3]).toMatchObject({ value: "Proved best" });
});

test.each(LANGUAGES)(
  "the page says its method, dates, source, who is beyond reach and that data are made up (%s)",
  (language) => {
    const result = madeResult(8);
    const said = words(result, language);
    const text = JSON.stringify(said);
    for (const must of ["2025-12-31", "2026-01-05", "1.3", "2.7", "12,480", "0.77–0.80"]) expect(text, must).toContain(must);
    expect(said.mark).toBe(
      language === "zh" ? "演示数据，位置为虚构，不得用于决策" : "Demo data: positions are made up, not for decisions",
    );
    expect(words({ ...result, city: { ...result.city, isDemo: false } }, language).mark).toBe("");
    expect(text).not.toMatch(/page\.|undefined|NaN|\{\{|\*\*/);
  },
);

test("questions of how far people walk speak of walks", () => {
  const walking = madeResult(3, { question: madeQuestion({ aim: "shortest" }) });
  expect(sentence(walking, "zh")).toContain("75岁以上走到最近一处平均由18.0 分钟缩短到15.3 分钟");
  const farthest = madeResult(3, { question: madeQuestion({ aim: "farthest" }) });
  expect(sentence(farthest, "en")).toContain("walk 81.1 min, not 91.1 min");
});

test("premises show floor area and stage, other places where they come from, and no place at all is said", () => {
  const result = madeResult(4);
  const [table] = words(result, "zh").tables;
  expect(table!.rows.map((row) => row[1]!.more)).toEqual([
    "金水区 · 社区内待找房",
    "二七区 · 260 ㎡ · 摸排",
    "中原区 · 社区内待找房",
    "金水区 · 摸排",
  ]);
  expect(table!.rows[0]![6]!.text).toBe("换成「示例2丙社区」少覆盖 90 人");
  const none = madeResult(0, { reserve: [] });
  expect(sentence(none, "zh")).toBe("没有可建议新建的助餐服务点。");
  expect(words(none, "zh").tables.map(({ rows, empty }) => [rows.length, empty])).toEqual([
    [0, "没有建议新建的地点。"],
    [0, "没有备选：其余地点不再增加覆盖。"],
  ]);
});
