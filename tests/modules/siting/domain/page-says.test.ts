import { expect, test } from "vitest";
import { commonGains, commonMeasure, comparedFigures } from "~/modules/siting/domain/compared-results";
import { onePageOf } from "~/modules/siting/domain/one-page";
import type { SitingResult } from "~/modules/siting/domain/siting-result";
import { onePageWords, reasonWords } from "~/modules/siting/ui/one-page-words";
import { aboutLines, pageColumns, pageLines } from "~/modules/siting/ui/page-columns";
import { pageUnits } from "~/modules/siting/ui/page-units";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { madeFacts, madeQuestion, madeResult, madeSite } from "../../../factories/siting-result";

type Language = "zh" | "en";
const page = (result: SitingResult) => onePageOf(result, madeFacts(result));
const units = (result: SitingResult, language: Language) =>
  pageUnits(
    translator(language, language === "en" ? en : zh).getFixedT(language, "siting"),
    language,
    result.question,
    result.method.speedKmh,
  );
const words = (result: SitingResult, language: Language) => onePageWords(page(result), units(result, language));
const sentence = (result: SitingResult, language: Language) =>
  words(result, language)
    .sentence.map(({ text }) => text)
    .join("");
const note = (result: SitingResult, heading: string, language: Language = "zh") =>
  words(result, language).notes.find((each) => each.heading === heading)?.text;
const cell = (result: SitingResult, heading: string, line: number) =>
  pageColumns(page(result), units(result, "zh"))
    .find((column) => column.heading === heading)!
    .value(pageLines(page(result))[line]!);

const roomed = () => {
  const site = madeSite(0, { people: 50, within: 200, served: 50, capacity: 50, buildCost: 100_000_00 });
  const made = madeResult(1, {
    chosen: [site],
    room: { before: 1_000, after: 1_050 },
    question: madeQuestion({ capacity: 50 }),
    cost: { build: 100_000_00, yearly: null, leftOut: 0 },
  });
  return { ...made, groups: [{ ...made.groups[0]!, people: 10_000, before: 2_000, after: 2_200 }] };
};

test("more room within the same reach: who has a place rises, who is near stays", () => {
  const made = roomed();
  const result = { ...made, groups: [{ ...made.groups[0]!, after: 2_000 }] };
  expect(sentence(result, "zh")).toContain("有位可去的由10.0%升至10.5%（走得到的仍为20.0%），");
  expect(sentence(result, "en")).toContain("rise from 10.0% to 10.5% (within reach: 20.0% as before)");
  expect(words(result, "zh").figures[0]).toMatchObject({ note: "走得到的 20.0%，没有变化" });
  const fewer = { ...result, room: { before: 1_050, after: 1_000 } };
  expect(sentence(fewer, "zh")).toContain("有位可去的由10.5%降至10.0%");
  expect(words(fewer, "en").figures[0]).toMatchObject({ value: "10.5% → 10.0%" });
});

test("where places hold only so many the sentence, figures, rows and files say who has a place, and who is near beside it", () => {
  const result = roomed();
  expect(sentence(result, "zh")).toBe(
    "建议新建1处助餐服务点，75岁以上步行15分钟内有位可去的由10.0%升至10.5%（走得到的由20.0%升至22.0%），新增服务50人，投入10 万元。",
  );
  expect(sentence(result, "en")).toContain(
    "with a place for them within a 15-minute walk rise from 10.0% to 10.5% (within reach: from 20.0% to 22.0%)",
  );
  const { figures, tables } = words(result, "zh");
  expect(figures.slice(0, 3)).toMatchObject([
    { label: "75岁以上有位可去", value: "10.0% → 10.5%", note: "走得到的 20.0% → 22.0%" },
    { label: "新增服务", value: "50 人" },
    { note: "每多覆盖 1 人 2,000 元、1 处按给定造价、年运行费未知" },
  ]);
  expect(tables[0]!.columns[2]!.heading).toBe("新增服务");
  expect(tables[0]!.rows[0]!.map(({ text }) => text)).toEqual(expect.arrayContaining(["50", "2,000 元"]));
  expect(tables[0]!.rows[0]![3]!.more).toBe("新走得到 200 人、可容 50 人");
  expect([cell(result, "新增服务（人）", 0), cell(result, "新走得到（人）", 0), cell(result, "可容（人）", 0)]).toEqual([
    50, 200, 50,
  ]);
  expect(note(result, "口径")).toContain("走得到而没有位子的不算");
});

test("compared, who has a place stands beside who is within reach, and what all share is what all were asked", () => {
  const [limited, open] = [comparedFigures(roomed()), comparedFigures(madeResult(1))];
  expect(limited).toMatchObject({ gain: 200, share: 0.22, perPerson: 500_00 });
  expect(limited.room).toEqual({ gain: 50, share: 0.105, perPerson: 2_000_00 });
  expect(open).toMatchObject({ gain: 1_860, room: null });
  expect([commonMeasure([limited, open]), commonGains([limited, open])]).toEqual(["gain", [200, 1_860]]);
  expect([commonMeasure([open]), commonGains([open])]).toEqual(["gain", [1_860]]);
  expect([commonMeasure([limited, limited]), commonGains([limited, limited])]).toEqual(["roomGain", [50, 50]]);
});

test("every condition that was asked stands on the page and in the files, and none that was not", () => {
  const asked = madeResult(1, {
    parts: { ...madeResult(1).parts, needs: { nameZh: "日间照料", nameEn: "Day care" } },
    cost: { build: null, yearly: null, leftOut: 4 },
    question: madeQuestion({
      count: 8,
      budget: { build: null, yearly: 500_000_00, years: [2027, 2028].map((year) => ({ year, build: 3_000_000_00 })) },
      usualCost: { build: 400_000_00, yearly: 50_000_00 },
      perDistrict: { least: 1, most: 3 },
      ...{ spacing: 800, capacity: 120, needs: { type: "day-care", metres: 600 }, stages: ["survey"], from: ["premises"] },
      ...{ must: ["premise:1"], never: ["premise:2", "premise:3"], off: ["a"] },
      groups: [
        { key: "75plus", weight: 2, limit: null },
        { key: "60plus", weight: 0.5, limit: { by: "metres", metres: 500 } },
      ],
    }),
  });
  const conditions = (result: SitingResult) => note(result, "怎么选的")!.split("条件：")[1];
  expect(conditions(asked)).toBe(
    [
      "最多新建 8 处；分年建设预算：2027 年 300 万元、2028 年 300 万元；年运行费不超过 50 万元",
      "造价未写明的按每处 40 万元；运行费未写明的按每处每年 5 万元；每区县至少 1 处；每区县至多 3 处；新建点至少相距 800 米",
      "未写明容量的每处最多服务 120 人；按权重一并考虑：75岁以上 2、60岁以上 0.5（步行500米）；600 米内须有日间照料",
      "候选：闲置用房；闲置用房限于摸排阶段；在建和规划的也算已有；1 处现有设施不计；必选 1 处；排除 2 处；费用不明的 4 处未参与。",
    ].join("；"),
  );
  const text = note(asked, "How they were chosen", "en")!;
  for (const said of ["¥3 million in 2027", "at most ¥500,000 a year", "800 m apart", "room for 120", "× 0.5 (a walk of 500 m)"])
    expect(text).toContain(said);
  expect(text).not.toMatch(/page\.|\{\{|undefined/);
  expect(conditions(madeResult(8))).toBe("最多新建 8 处；候选：闲置用房、社区中心；在建和规划的也算已有。");
  const about = aboutLines(page(asked), words(asked, "zh").notes, units(asked, "zh"));
  expect(about.find(([heading]) => heading === "怎么选的")![1]).toBe(note(asked, "怎么选的"));
});

test("what there was no time to look for is told as that, and no walks are told of where none were asked about", () => {
  const made = madeResult(1, { chosen: [madeSite(0, { nextBest: null })], reserve: [], withoutReserve: "not-in-time" });
  const own = (brief: boolean) => reasonWords(page(made).sites[0]!, page(made), units(made, "zh"), brief);
  expect([own(false), own(true)]).toEqual(["没有看过别处能否替代", "没看过别处"]);
  expect(words(made, "zh").tables.map(({ empty }) => empty)).toContain("没有备选：这次没有找过。多给些时间再问一次。");
});

test("the reason says what another would lose by the aim that was asked, or that none is allowed", () => {
  const reason = (next: object, aim: "most" | "twice" = "most", language: Language = "zh") => {
    const site = madeSite(0, { nextBest: { id: "x", name: "示例房", loses: 0, isAllowed: true, isEqual: false, ...next } });
    const result = madeResult(1, { chosen: [site], question: madeQuestion({ aim }) });
    return words(result, language).tables[0]!.rows[0]!.at(-1)!.text;
  };
  expect(reason({ id: null, isAllowed: false })).toBe("别的地点都不合条件");
  expect(reason({ id: null })).toBe("附近没有别的地点可替");
  expect(reason({ loses: 12 })).toBe("换成「示例房」少覆盖 12 人");
  expect(reason({ isEqual: true })).toBe("与「示例房」同样好");
  expect(reason({ loses: 0.2 })).toContain("略差");
  expect(reason({ loses: -30 })).toBe("换成「示例房」多覆盖 30 人，但按权重不如它");
  expect(reason({ loses: 12 }, "twice")).toBe("换成「示例房」，有两处可去的少 12 人");
  expect(reason({ loses: -5, losesReach: 7 }, "twice")).toBe("换成「示例房」，走得到的少 7 人");
});

test("what is exactly as good in one's place is named, in the row and in the files", () => {
  const top = ["甲", "乙"].map((each) => ({ id: each, name: `示例房${each}`, nameEn: null, lon: 113.6, lat: 34.7 }));
  const site = madeSite(0, { alternatives: { count: 4, top } });
  const result = madeResult(1, { chosen: [site] });
  expect(words(result, "zh").tables[0]!.rows[0]!.at(-1)!.text).toBe("此处同样好的：「示例房甲」，另 3 处");
  expect(cell(result, "此处同样好的", 0)).toBe("此处同样好的：「示例房甲」、「示例房乙」，另 2 处");
  const walk = madeResult(1, { chosen: [site], question: madeQuestion({ aim: "shortest" }) });
  expect(words(walk, "en").tables[0]!.rows[0]!.at(-1)!.text).toBe(
    "shortens all walks together; equally good in this place: «示例房甲» and 3 more",
  );
});

test("a reserve says whether it may stand beside the others, and why there is none", () => {
  const [one, two] = madeResult(1).reserve;
  const reserve = (...beside: boolean[]) => beside.map((isBeside, at) => ({ ...[one!, two!][at]!, isBeside }));
  const table = (said: Partial<SitingResult>) => words(madeResult(2, said), "zh").tables[1]!;
  expect(table({ reserve: reserve(false, false) }).heading).toBe("备选（只能替换其中一处）");
  const mixed = table({ reserve: reserve(true, false) });
  expect([mixed.heading, ...mixed.rows.map((row) => row[3]!.more)]).toEqual(["备选", undefined, "只能替换其中一处"]);
  expect(table({ reserve: [], withoutReserve: "not-allowed" }).empty).toContain("现有条件下");
  expect(table({ reserve: [], withoutReserve: null, question: madeQuestion({ aim: "farthest" }) }).empty).toBe(
    "问的是路程长短，不列备选。",
  );
  const result = madeResult(1, { reserve: reserve(true, false) });
  expect([cell(result, "理由", 1), cell(result, "理由", 2), cell(result, "年运行费（元）", 2)]).toEqual([
    "可以加建",
    "只能替换其中一处",
    two!.yearlyCost === null ? null : two!.yearlyCost / 100,
  ]);
});

test("each year has its running cost, and the last is held against the cap", () => {
  const rows = [2027, 2028].map((year, at) => ({
    ...{ year, budget: 100_000_00, spent: 90_000_00, left: 10_000_00, people: 50 },
    running: { known: (at + 1) * 30_000_00, unknown: 0 },
  }));
  const made = (yearly: number | null) =>
    madeResult(2, {
      chosen: [0, 1].map((at) => madeSite(at, { year: 2027 + at, yearlyCost: 30_000_00 })),
      question: madeQuestion({
        budget: { build: null, yearly, years: rows.map(({ year, budget }) => ({ year, build: budget })) },
      }),
      years: { rows, personYears: 100, isProved: true },
    });
  const said = note(made(60_000_00), "分年建设")!;
  expect(said).toContain("2027 年投入 9 万元，结余 1 万元，累计新增覆盖 50 人，当年运行 3 万元");
  expect(said).toContain("各处建成当年起按全年计运行费。运行费到末年 6 万元，不超过上限 6 万元。");
  expect(note(made(60_000_00 - 1), "分年建设")).toContain("超过上限");
  expect(note(made(null), "分年建设")).not.toContain("上限");
  expect([0, 1].map((line) => cell(made(null), "建成当年全部运行费（元）", line))).toEqual([30_000, 60_000]);
});

test("a gap wider than all that was found is told as not known; files keep the number", () => {
  const told = (gap: number) => {
    const made = madeResult(1, {
      proof: { objective: 100, bound: 100 + 100 * gap, gap, proved: false, ended: "stopped", seconds: 1 },
    });
    return [words(made, "zh").figures[3]!.value, note(made, "怎么选的")!, words(made, "en").figures[3]!.value];
  };
  expect(told(1)).toEqual(["与最优相差不到 100.0%", expect.stringContaining("最多再好 100.0%"), "within 100.0% of the best"]);
  const [value, why, english] = told(2.5);
  expect([value, english]).toEqual(["离最优多远还不知道", "Not yet known how near the best"]);
  expect(why).toContain("还没有证明没有更好的选法。");
  const wide = madeResult(1, { proof: { ...madeResult(1).proof, bound: 350, gap: 2.5, proved: false, ended: "stopped" } });
  expect(cell(wide, "可靠程度", 0)).toBe("与最优相差不到 250.0%");
});

test("what extending costs is given in the question, and counts among the costs that are", () => {
  const larger = { id: "extend:1", from: "extend" as const, people: 30, within: 0, capacity: 30, licensed: 40, isOwnCost: true };
  const result = madeResult(3, {
    chosen: [
      madeSite(0, { isOwnCost: false }),
      madeSite(1, { isOwnCost: true }),
      madeSite(3, { ...larger, buildCost: 80_000_00 }),
    ],
    room: { before: 1_000, after: 1_050 },
  });
  expect(words(result, "zh").figures[2]!.note).toContain("2 处按给定造价");
  expect(words(result, "en").figures[2]!.note).toContain("2 at the cost given");
  expect([0, 1, 2].map((line) => cell(result, "投入说明", line))).toEqual(["按方案给定的造价", "已知", "按方案给定的造价"]);
});

test("of walks the reason says which became shorter, and whether others as good were looked for", () => {
  const reason = (aim: "shortest" | "farthest", alternatives: object | null, brief = false, language: Language = "zh") => {
    const site = madeSite(0, { nextBest: null, alternatives: alternatives as null });
    const made = madeResult(1, { chosen: [site], question: madeQuestion({ aim }) });
    return reasonWords(page(made).sites[0]!, page(made), units(made, language), brief);
  };
  const none = { count: 0, top: [] };
  const one = { count: 1, top: [{ id: "premise:7", name: "示例房", nameEn: null, lon: 113.6, lat: 34.7 }] };
  expect(reason("shortest", none)).toBe("缩短所有人合计的路程");
  expect(reason("farthest", none)).toBe("缩短最远的路程");
  expect(reason("farthest", one)).toBe("缩短最远的路程；此处同样好的：「示例房」");
  expect(reason("shortest", null)).toBe("缩短所有人合计的路程；没有看过别处是否同样好");
  expect([reason("shortest", null, true), reason("farthest", none, true)]).toEqual(["没看过别处", "缩短最远路程"]);
  expect(reason("farthest", null, false, "en")).toBe(
    "shortens the longest walk; whether another place is as good was not looked at",
  );
});
