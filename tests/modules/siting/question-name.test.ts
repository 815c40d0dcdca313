import { expect, test } from "vitest";
import { nameApart, tellingApart } from "~/modules/siting/domain/name-apart";
import { relaxedQuestion, relaxedSince } from "~/modules/siting/domain/relaxed-question";
import type { SitingQuestion } from "~/modules/siting/domain/siting-question";
import { questionName } from "~/modules/siting/ui/question-name";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { madeQuestion } from "../../factories/siting-result";

const T = {
  zh: translator("zh", zh).getFixedT("zh", "siting"),
  en: translator("en", en).getFixedT("en", "siting"),
};
const KNOWN = {
  types: [
    { key: "meals", nameZh: "助餐", nameEn: "Meals" },
    { key: "day-care", nameZh: "日间照料", nameEn: "Day care" },
  ],
  districts: [{ code: "410105", name: "金水区", nameEn: "Jinshui District" }],
};
const asked = (said: Partial<SitingQuestion> = {}) => madeQuestion({ from: ["communities"], ...said });
const named = (question: SitingQuestion, language: "zh" | "en" = "zh", before: SitingQuestion | null = null) =>
  questionName(question, KNOWN, T[language], language, before);
const money = (yuan: number): SitingQuestion["budget"] => ({ build: yuan * 100, yearly: null, years: [] });

test("a scenario nobody named is called by what was asked, so that ten questions have ten names", () => {
  expect(named(asked())).toBe("新建8处助餐·75岁以上·步行15分钟");
  expect(named(asked(), "en")).toBe("8 new: Meals · people of 75 and over · a 15-minute walk");
  const other = asked({ count: null, types: ["meals", "day-care"], limit: { by: "metres", metres: 800 } });
  expect(named(other)).toBe("新建助餐、日间照料·75岁以上·步行800米");
  const each: Partial<SitingQuestion>[] = [
    ...([{}, { count: 9 }, { limit: { by: "minutes", minutes: 10 } }, { aim: "all" }, { aim: "farthest" }] as const),
    ...[{ budget: money(3_000_000) }, { budget: money(4_200_000) }, { areaCode: "410105" }, { isKeeping: false }],
    ...[{ capacity: 80 }, { spacing: 500 }, { perDistrict: { least: 1, most: null } }, { from: ["premises" as const] }],
  ];
  for (const language of ["zh", "en"] as const) {
    const names = each.map((said) => named(asked(said), language));
    expect(new Set(names).size).toBe(each.length);
    for (const name of names) expect(name).not.toMatch(/question\.|page\.|undefined|\{\{/);
  }
});

test("money, aim and area stand in the name, and what was let go of at its end", () => {
  const before = asked({ count: 5, aim: "all", areaCode: "410105", budget: money(3_000_000) });
  expect(named(before)).toBe("新建5处助餐·75岁以上·步行15分钟·人人走得到·建设300 万元内·金水区");
  const after = relaxedQuestion(before, { key: "build", needed: 420_000_000 }, { key: "sites", needed: 6 })!;
  expect(named(after, "zh", before)).toBe(
    "新建6处助餐·75岁以上·步行15分钟·人人走得到·建设420 万元内·金水区（已放宽处数、建设预算）",
  );
  expect(named(after, "en", before)).toMatch(/^6 new: Meals .* \(relaxed: number, building budget\)$/);
  // More time relaxes nothing.
  expect(named({ ...before, seconds: 120 }, "zh", before)).toBe(named(before));
});

test("what is wider than it was is told, and what is narrower is not", () => {
  const before = asked({ count: 5, spacing: 500, capacity: 80, perDistrict: { least: 2, most: 3 }, must: ["area:1", "area:2"] });
  expect(relaxedSince(before, before)).toEqual([]);
  expect(relaxedSince(before, { ...before, count: 4, spacing: 600, capacity: 60, perDistrict: { least: 3, most: 2 } })).toEqual(
    [],
  );
  expect(relaxedSince(before, { ...before, count: null, spacing: 300, capacity: null, must: ["area:2"] })).toEqual([
    ...["sites", "spacing", "capacity", "must"],
  ]);
  expect(relaxedSince(before, { ...before, perDistrict: { least: null, most: 3 } })).toEqual(["district"]);
  expect(relaxedSince(before, { ...before, perDistrict: { least: 2, most: null } })).toEqual(["district"]);
  expect(relaxedSince(asked(), asked({ budget: money(1) }))).toEqual([]);
});

test("no name is longer than one may be, and none is cut within what it says", () => {
  const long = asked({
    ...{ aim: "shortest", budget: { ...money(3_000_000), yearly: 90_000_000 }, areaCode: "410105", capacity: 80, spacing: 500 },
    ...{ perDistrict: { least: 1, most: 4 }, from: ["communities", "premises", "facilities"], isKeeping: false },
  });
  for (const language of ["zh", "en"] as const) {
    expect(named(long, language).length).toBeLessThanOrEqual(80);
    expect(named(long, language)).toMatch(/^[^（(]*[^·\s（(]$/);
    const relaxed = named({ ...long, spacing: null }, language, long);
    expect(relaxed.length).toBeLessThanOrEqual(80);
    expect(relaxed).toMatch(/（已放宽间距）$| \(relaxed: distance apart\)$/);
  }
  const types = Array.from({ length: 30 }, (_, at) => ({ key: `k${at}`, nameZh: `示例服务${at}`, nameEn: `Service ${at}` }));
  expect(questionName(asked({ types: types.map(({ key }) => key) }), { ...KNOWN, types }, T.zh, "zh")).toHaveLength(80);
});

test("a name that is taken gets the first number that is free, however long it is", () => {
  expect(nameApart("新建8处", new Set(["新建9处"]))).toBe("新建8处");
  expect(nameApart("新建8处", new Set(["新建8处", "新建8处（2）"]))).toBe("新建8处（3）");
  expect(nameApart("8 new", new Set(["8 new"]))).toBe("8 new (2)");
  const long = "新".repeat(80);
  const second = nameApart(long, new Set([long]));
  expect(second).toHaveLength(80);
  expect(second).toMatch(/（2）$/);
});

test("beside each other names are told by what they do not share", () => {
  const names = [asked(), asked({ count: 9 }), asked({ count: 9, budget: money(3_000_000) })].map((each) => named(each));
  expect(tellingApart(names)).toEqual(["新建8处助餐", "新建9处助餐", "新建9处助餐 · 建设300 万元内"]);
  expect(tellingApart(["示例甲", "示例乙"])).toEqual(["示例甲", "示例乙"]);
  expect(tellingApart(["示例甲", "示例甲"])).toEqual(["示例甲", "示例甲（2）"]);
  expect(tellingApart(["新建8处助餐·75岁以上", "新建8处助餐·75岁以上·建设300 万元内"])).toEqual([
    ...["新建8处助餐·75岁以上", "建设300 万元内"],
  ]);
});
