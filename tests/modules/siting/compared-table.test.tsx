import { MantineProvider } from "@mantine/core";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { StaticRouter } from "react-router-dom/server";
import { expect, test } from "vitest";
import type { SitingResult } from "~/modules/siting/domain/siting-result";
import { CompareTable } from "~/modules/siting/ui/compare-table";
import { pageUnits } from "~/modules/siting/ui/page-units";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { madeQuestion, madeResult, madeSite } from "../../factories/siting-result";

type Language = "zh" | "en";

/** 50 places for 200 people newly near, of 10 000; and the same without a limit. */
function roomed(): SitingResult {
  const made = madeResult(1, {
    chosen: [madeSite(0, { people: 50, within: 200, served: 50, capacity: 50 })],
    room: { before: 1_000, after: 1_050 },
    question: madeQuestion({ capacity: 50 }),
    cost: { build: 100_000_00, yearly: null, leftOut: 0 },
  });
  return { ...made, groups: [{ ...made.groups[0]!, people: 10_000, before: 2_000, after: 2_200 }] };
}

/** The page of so many answers, its rows by their names. */
function drawn(results: readonly SitingResult[], language: Language) {
  const i18n = translator(language, language === "en" ? en : zh);
  const t = i18n.getFixedT(language, "siting");
  const markup = renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <MantineProvider>
        <StaticRouter location="/plan/siting/compare">
          <CompareTable
            compared={results.map((result, at) => ({ scenarioId: String(at), name: `示例方案${at}`, result }))}
            units={results.map(({ question, method }) => pageUnits(t, language, question, method.speedKmh))}
            cityCode="4101"
          />
        </StaticRouter>
      </MantineProvider>
    </I18nextProvider>,
  );
  const cells = [...markup.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => cell!.replaceAll(/<[^>]*>/g, "")),
  );
  const chart = /id="chart-title"[^>]*>([^<]*)</.exec(markup)![1];
  return { rows: new Map(cells.map(([name, ...rest]) => [name!, rest])), chart, markup };
}

const WORDS = {
  zh: {
    ...{ share: "走得到的占比", gain: "新增走得到", perPerson: "每多 1 人走得到" },
    ...{ roomShare: "有位可去的占比", roomGain: "新增有位可去", perPlace: "每多 1 人有位可去" },
    ...{ none: "未设容量", chart: "新增走得到（人）", chartRoom: "新增有位可去（人）" },
  },
  en: {
    share: "Share within reach",
    gain: "Newly within reach",
    perPerson: "Building for each person newly within reach",
    roomShare: "Share with a place",
    roomGain: "Newly with a place",
    perPlace: "Building for each person newly with a place",
    ...{ none: "no capacity asked", chart: "People newly within reach", chartRoom: "People newly with a place" },
  },
};

test.each(["zh", "en"] as const)("who is within reach and who has a place are never in one row (%s)", (language) => {
  const words = WORDS[language];
  const { rows, chart } = drawn([roomed(), madeResult(1)], language);
  expect(rows.get(words.share)).toEqual(["22.0%", "61.8%"]);
  expect(rows.get(words.gain)).toEqual(language === "en" ? ["200", "1,860"] : ["200 人", "1,860 人"]);
  expect(rows.get(words.perPerson)![0]).toMatch(/\b500\b/);
  expect(rows.get(words.roomShare)).toEqual(["10.5%", words.none]);
  expect(rows.get(words.roomGain)).toEqual([language === "en" ? "50" : "50 人", words.none]);
  expect(rows.get(words.perPlace)).toEqual([expect.stringMatching(/2,000/), words.none]);
  expect(chart).toBe(words.chart);
});

test.each(["zh", "en"] as const)(
  "without a capacity nothing is said of places; where all have one the chart tells of them (%s)",
  (language) => {
    const words = WORDS[language];
    const open = drawn([madeResult(1), madeResult(2)], language);
    expect(open.rows.has(words.share)).toBe(true);
    for (const row of [words.roomShare, words.roomGain, words.perPlace]) expect(open.rows.has(row)).toBe(false);
    expect(open.chart).toBe(words.chart);
    expect(drawn([roomed(), roomed()], language).chart).toBe(words.chartRoom);
  },
);

test("every line says whose it is, and stays a cell of a table for whoever listens", () => {
  const { markup } = drawn([madeResult(1), madeResult(2), madeResult(3)], "zh");
  const rows = [...markup.matchAll(/<tr role="row">(.*?)<\/tr>/gs)].slice(1).map(([, row]) => row!);
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) {
    expect(row).toMatch(/^<th role="rowheader" scope="row">/);
    const labels = [...row.matchAll(/<td role="cell" data-label="([^"]*)"/g)].map(([, label]) => label);
    expect(labels).toEqual(["示例方案0", "示例方案1", "示例方案2"]);
  }
  expect(markup.match(/role="columnheader"/g)).toHaveLength(4);
  // What is the same of all is one line where there is no room beside each other.
  const isOne = (name: string) => rows.find((row) => row.includes(`>${name}<`))!.includes('data-each="都是"');
  expect([isOne("步行范围"), isOne("新增走得到")]).toEqual([true, false]);
});

test("money that makes places larger too is not divided by who is newly near", () => {
  const made = roomed();
  const larger = { ...madeSite(1, { people: 30, within: 0, capacity: 30, licensed: 40 }), id: "extend:1" };
  const both: SitingResult = {
    ...made,
    question: madeQuestion({ capacity: 50, extend: { people: 30, most: 1 } as SitingResult["question"]["extend"] }),
    chosen: [...made.chosen, larger],
  };
  const { rows } = drawn([both, made], "zh");
  expect(rows.get(WORDS.zh.perPerson)).toEqual(["含扩建，不折算", expect.stringContaining("500")]);
  expect(rows.get(WORDS.zh.perPlace)![0]).toContain("1,250");
});

test("a gap wider than all that was found is told as not known", () => {
  const stopped = (gap: number) =>
    madeResult(1, { proof: { objective: 100, bound: 100 + 100 * gap, gap, proved: false, ended: "stopped", seconds: 1 } });
  expect([...drawn([stopped(0.5), stopped(2.5)], "zh").rows.values()]).toContainEqual([
    ...["与最优相差不超过 50.0%", "离最优多远还不知道"],
  ]);
});

test("what was asked says of which area, whether existing places count, how walks were measured, and every condition", () => {
  const made = madeResult(1);
  const area = { code: "410105", name: "示例东区", nameEn: "Example East" };
  const east: SitingResult = {
    ...made,
    question: madeQuestion({
      ...{ areaCode: "410105", isKeeping: false, perDistrict: { least: 1, most: 3 }, spacing: 800, capacity: 50 },
      ...{ must: ["premise:1"], never: ["premise:2", "premise:3"], count: 4 },
    }),
    parts: { ...made.parts, area },
  };
  const { rows } = drawn([east, made], "zh");
  expect(rows.get("区域")).toEqual(["示例东区", "全市"]);
  expect(rows.get("现有服务点")).toEqual(["不计现有服务点", expect.stringMatching(/^保留现有服务点/)]);
  expect(rows.get("步行范围"), "as it was measured").toEqual(Array(2).fill(expect.stringMatching(/按圆形近似 × 1\.3$/)));
  expect(rows.get("处数、预算与条件")![0]).toBe(
    "至多 4 处 · 每区县至少 1 处 · 每区县至多 3 处 · 新建点至少相距 800 米 · 未写明容量的每处最多服务 50 人 · 必选 1 处 · 排除 2 处",
  );
  expect(drawn([east, made], "en").rows.get("Area")).toEqual(["Example East", "Whole city"]);
});
