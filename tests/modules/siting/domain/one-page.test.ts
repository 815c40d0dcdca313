import fc from "fast-check";
import { expect, test } from "vitest";
import { knownCost, onePageOf, wholePeople } from "~/modules/siting/domain/one-page";
import { toldRise } from "~/modules/siting/domain/told-rise";
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
  expect(table!.total!.map(({ text }) => text)).toEqual(["", "合计", "5,469", "年运行至少 18 万元", "至少 685 万元", "未知", ""]);
  const columns = pageColumns(page(result), units(result, "zh"));
  const cell = (heading: string, line: number) =>
    columns.find((column) => column.heading === heading)!.value(pageLines(page(result))[line]!);
  expect([cell("建设投入（元）", 2), cell("投入说明", 2), cell("每人投入（元）", 2)]).toEqual([null, "未知", null]);
  expect([cell("建设投入（元）", 0), cell("投入说明", 0), cell("投入说明", 1)]).toEqual([3_200_000, "按方案给定的造价", "已知"]);
  const usual = page(madeResult(1, { reserve: madeResult(1).reserve.map((each) => ({ ...each, isOwnCost: false })) }));
  const state = columns.find(({ heading }) => heading === "投入说明")!;
  expect(pageLines(usual).map((line) => state.value(line))).toEqual(["按方案给定的造价", ...Array(3).fill("按方案给定的造价")]);
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

test("a difference is that of the two figures told, with a decimal more where one would make it vanish", () => {
  const people = 1_000_000;
  const shares = (before: number, after: number) => {
    const [group] = madeResult(1).groups;
    const result = madeResult(1, { groups: [{ ...group!, people, before, after }] });
    return LANGUAGES.map((language) => words(result, language).figures[0]!);
  };
  expect(shares(424_600, 431_400)).toMatchObject([
    { value: "42.5% → 43.1%", note: "提高 0.6 个百分点" },
    { value: "42.5% → 43.1%", note: "0.6 percentage points more" },
  ]);
  expect(shares(424_600, 425_200)[0]).toMatchObject({ value: "42.46% → 42.52%", note: "提高 0.06 个百分点" });
  expect(shares(0, 0)).toMatchObject([
    { value: "0.0%", note: "没有变化" },
    { value: "0.0%", note: "no change" },
  ]);
  expect(shares(431_400, 424_600)).toMatchObject([
    { value: "43.1% → 42.5%", note: "降低 0.6 个百分点" },
    { value: "43.1% → 42.5%", note: "0.6 percentage points less" },
  ]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: people }), fc.integer({ min: 0, max: people }), (one, other) => {
      const { before, after, points, way } = toldRise(Math.min(one, other) / people, Math.max(one, other) / people);
      expect((Number.parseFloat(after) - Number.parseFloat(before)).toFixed(points.split(".")[1]!.length)).toBe(points);
      if (one !== other) expect(Number(points)).toBeGreaterThan(0);
      expect(way).toBe(one === other ? "same" : "rise");
    }),
  );
});

test("a share that stays, or falls, is never said to rise", () => {
  const [group] = madeResult(1).groups;
  const told = (aim: "most" | "twice", before: number, after: number, people = 1_000) =>
    LANGUAGES.map((language) =>
      sentence(madeResult(1, { question: madeQuestion({ aim }), groups: [{ ...group!, people, before, after }] }), language),
    );
  expect(told("most", 425, 425)).toEqual([
    expect.stringContaining("覆盖率仍为42.5%，新增覆盖"),
    expect.stringContaining("within a 15-minute walk stay at 42.5%,"),
  ]);
  expect(told("most", 425, 420)).toEqual([
    expect.stringContaining("由42.5%降至42.0%"),
    expect.stringContaining("fall from 42.5% to 42.0%"),
  ]);
  expect(told("twice", 425, 425)[0]).toContain("内有两处可去的仍为42.5%");
  expect(told("most", 0, 0, 0)).toEqual([expect.stringContaining("覆盖率未知"), expect.stringContaining("are unknown")]);
});

test("a walk that is as long when rounded hardly changes, and the end of the search is nobody's walk", () => {
  const walked = (aim: "shortest" | "farthest", walking: SitingResult["walking"]) =>
    madeResult(3, { question: madeQuestion({ aim }), walking });
  const mean = { before: { mean: 950, farthest: 2_700, beyond: 40 }, after: { mean: 949, farthest: 2_700, beyond: 10 } };
  const same = walked("shortest", { ...mean, searched: 2_700 });
  expect(sentence(same, "zh")).toContain("平均几乎不变（21.1 分钟，少走1米），60 分钟内原来没有任何一处的30人也有了");
  expect(sentence(same, "en")).toContain("hardly changes (21.1 min, 1 m less)");
  const longer = { before: { mean: 900, farthest: 2_700, beyond: 40 }, after: { mean: 990, farthest: 2_700, beyond: 0 } };
  expect(sentence(walked("shortest", { ...longer, searched: 2_700 }), "zh")).toContain("平均由20.0 分钟变为22.0 分钟");
  const far = walked("farthest", { ...mean, searched: 2_700 });
  expect(sentence(far, "zh")).toContain("60 分钟内没有任何一处可去的75岁以上由40人变为10人");
  expect(words(far, "zh").figures[0]).toMatchObject({ label: "60 分钟内没有任何一处", value: "40 人 → 10 人" });
  expect(sentence(walked("farthest", { ...longer, searched: 2_700 }), "zh")).toContain("40人都有了，最远走60.0 分钟");
});

test("without the places there are, the plan's own reach is told, never a rise from nothing", () => {
  const [group] = madeResult(1).groups;
  const groups = [{ ...group!, people: 100_000, before: 0, after: 2_000 }];
  const own = (aim: "most" | "shortest") => madeResult(2, { question: madeQuestion({ aim, isKeeping: false }), groups });
  expect(sentence(own("most"), "zh")).toContain("本方案的2处自身覆盖75岁以上的2.0%");
  expect(sentence(own("most"), "en")).toContain("by themselves these 2 reach 2.0% of people of 75 and over");
  for (const aim of ["most", "shortest"] as const) expect(JSON.stringify(words(own(aim), "zh").figures)).not.toContain("0.0%");
  expect(sentence(own("shortest"), "zh")).toContain("只靠这2处");
});

test("what a year of running costs stands beside the building, rent included", () => {
  const result = madeResult(2, { chosen: [0, 1].map((at) => madeSite(at, { yearlyCost: 390_000_00 })) });
  const { figures, tables } = words(result, "zh");
  expect(figures[2]!.note).toContain("年运行78 万元（含租金）");
  expect(tables[0]!.total!.map(({ text }) => text)).toContain("年运行78 万元");
});

test("fire and lease stand beside premises", () => {
  const result = madeResult(1, { chosen: [madeSite(1)] });
  const premises = new Map([
    ["premise:1", { area: 260, stage: "survey", fire: "can-be-made", leaseUntil: "2030-12-31", leaseWords: "" } as const],
  ]);
  const made = onePageOf(result, { ...madeFacts(result), premises });
  const [table] = onePageWords(made, units(result, "zh")).tables;
  expect(table!.rows[0]![1]!.more).toBe("二七区 · 260 ㎡ · 摸排 · 消防整改后可通过 · 租期至 2030-12-31");
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
