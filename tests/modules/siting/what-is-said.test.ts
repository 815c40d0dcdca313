import { expect, test } from "vitest";
import type { CityGround } from "~/modules/coverage/domain/city-ground";
import { readQuestion } from "~/modules/siting/domain/read-question";
import type { FewerReason } from "~/modules/siting/domain/siting-result";
import { alternativeWords, insteadWords } from "~/modules/siting/ui/instead-words";
import type { OnePage } from "~/modules/siting/domain/one-page";
import { pageFigures, pageSentence } from "~/modules/siting/ui/page-sentence";
import { pageUnits } from "~/modules/siting/ui/page-units";
import { fewerWords, relaxWords } from "~/modules/siting/ui/relax-words";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

const GROUND = {
  ...{ code: "9901", streets: null, walks: null, populations: [], areas: [], walkers: [{ key: "adult" }] },
  types: [
    {
      ...{
        key: "meals",
        nameZh: "助餐",
        nameEn: "Meals",
        symbol: "·",
        circleMinutes: 15,
        circleMetres: null,
        walkerKey: "adult",
      },
      ...{ populationGroup: "75plus", capacityUnit: "meal" },
    },
  ],
} as unknown as CityGround;
const QUESTION = readQuestion(new URLSearchParams("least=1&most=2"), GROUND, "2026-11-23", [])!.question;
const AREA = { code: "990101", name: "甲区", nameEn: "First" };

const unitsIn = (language: "zh" | "en") =>
  pageUnits(translator(language, language === "en" ? en : zh).getFixedT(language, "siting"), language, QUESTION, 4);

test("what a district needs is said on the side that gives, with its figure", () => {
  const words = (needed: number, language: "zh" | "en" = "zh") =>
    relaxWords({ key: "district 990101", needed, area: AREA }, QUESTION, unitsIn(language));
  expect(words(3)).toBe("甲区需要 3 处：把每区县至多放宽到 3 处");
  expect(words(3, "en")).toBe("First needs 3: raise the most in each district to 3");
  expect(words(0)).toBe("甲区一处也建不了：取消每区县至少");
  expect(words(0, "en")).toBe("First can have none: drop the least in each district");
});

test("money that is too little is said with the cheapest place and its price", () => {
  const cheapest = { name: "旧粮站", nameEn: "Old granary", lon: 113, lat: 34, price: 12_000_000 };
  const reason: FewerReason = { key: "build", needed: 42_000_000, cheapest };
  expect(fewerWords(reason, 0, unitsIn("zh"))).toBe("预算不够建任何一处：最便宜的「旧粮站」要 12 万元。");
  expect(fewerWords(reason, 1, unitsIn("zh"))).toBe("剩下的预算不够再建一处：最便宜的「旧粮站」要 12 万元，总预算需 42 万元。");
  expect(fewerWords(reason, 0, unitsIn("en"))).toMatch(/^The budget builds no place: the cheapest, Old granary, costs .*120,000/);
});

test("what is told of some of the places left says how many, and of all of them «the others»", () => {
  const cheapest = { name: "旧粮站", nameEn: "Old granary", lon: 113, lat: 34, price: 12_000_000 };
  const words = (reason: FewerReason, language: "zh" | "en" = "zh") => fewerWords(reason, 1, unitsIn(language));
  const money = { key: "build", needed: 42_000_000, cheapest } as const;
  expect(words({ key: "nobody" })).toBe("其余地点不会让更多人受益。");
  expect(words({ key: "nobody", some: 5 })).toBe("有 5 处可以再选，但不会让更多人受益。");
  expect(words({ key: "conflicts", some: 2 })).toBe("有 2 处离已选的太近。");
  expect(words({ key: "conflicts", some: 1 }, "en")).toBe("One place is too near to the chosen ones.");
  expect(words({ key: "needs", some: 1 })).toMatch(/^有 1 处附近没有上一级/);
  expect(words({ ...money, some: 2 })).toBe("因预算不够而没选的有 2 处，其中最便宜的「旧粮站」要 12 万元，总预算需 42 万元。");
  expect(words({ ...money, adds: true })).toBe("「旧粮站」能让更多人受益，但预算不够：要 12 万元，总预算需 42 万元。");
  expect(words({ ...money, key: "yearly", adds: true }, "en")).toMatch(/^Old granary would help more people, but the yearly/);
});

test("money that does most by extending is said with both prices a person, and with what to lower for new places", () => {
  const cheapest = { name: "旧粮站", nameEn: "Old granary", lon: 113, lat: 34, price: 12_000_000 };
  const each = { extended: 200_000, fresh: 400_000 };
  const words = (more: object, language: "zh" | "en" = "zh") =>
    fewerWords({ key: "extending", cheapest, ...more }, 1, unitsIn(language));
  expect(words({ each })).toBe(
    "钱用来扩建最见效，剩下的不够新建最便宜的「旧粮站」：扩建每多容纳一人 2,000 元，新建它每人 4,000 元。想要新建，可以调低「最多扩建几处」。",
  );
  expect(words({ some: 2 })).toBe("钱用来扩建最见效，剩下的不够新建「旧粮站」。想要新建，可以调低「最多扩建几处」。");
  expect(words({ some: 2 }, "en")).toMatch(/does not pay for Old granary\. For new places, lower “Extended at most”\.$/);
  expect(fewerWords({ key: "build", needed: 42_000_000, cheapest, mayExtend: true }, 1, unitsIn("zh"))).toMatch(
    /总预算需 42 万元。再加的预算也可能先用来扩建；/,
  );
});

test("the sentence and the figure below it tell the same shares, with as many decimals as the difference needs", () => {
  const measure = { kind: "people", people: 400_000, before: 19_000, after: 19_120, within: { before: 170_000, after: 170_040 } };
  const page = {
    ...{
      question: { ...QUESTION, isKeeping: true },
      sites: [{ id: "community:1", build: 0 }],
      parts: { types: [] },
      upper: null,
      measure,
    },
    ...{
      gained: 120,
      isRoomed: true,
      build: { known: 0, unknown: 0 },
      yearly: { known: 0, unknown: 0 },
      proof: { proved: true },
    },
  } as unknown as OnePage;
  const sentence = pageSentence(page, unitsIn("zh"))
    .map(({ text }) => text)
    .join("");
  expect(sentence).toContain("4.75%");
  expect(sentence).toContain("4.78%");
  const [first] = pageFigures(page, unitsIn("zh"));
  expect(first).toMatchObject({ value: "4.75% → 4.78%", note: expect.stringContaining("42.50% → 42.51%") as string });
});

test("places to extend that are too few are said by their number", () => {
  const words = (needed: number | null, language: "zh" | "en") =>
    relaxWords({ key: "extended", needed, area: null }, QUESTION, unitsIn(language));
  expect(words(3, "zh")).toBe("扩建处数：至少要 3 处");
  expect(words(3, "en")).toBe("How many extended: at least 3");
  expect(words(null, "en")).toBe("The most extended");
});

test("a place made larger is called so wherever it is named: in the list, in another's place, among those as good", () => {
  const asked = { ...QUESTION, capacity: 80, extend: { people: 1_200, build: null, yearly: null, most: 3 } };
  const t = (language: "zh" | "en") => translator(language, language === "en" ? en : zh).getFixedT(language, "siting");
  const units = (language: "zh" | "en") => pageUnits(t(language), language, asked, 4);
  const place = { id: "extend:7", name: "示例站", nameEn: null, lon: 113, lat: 34 };
  expect(units("zh").name(place)).toBe("扩建 示例站（+1,200 人）");
  expect(units("en").name(place)).toBe("Extend 示例站 (+1,200)");
  expect(units("zh").name({ ...place, id: "place:7" })).toBe("示例站");
  const instead = { ...place, loses: 5 };
  expect(insteadWords(instead, false, units("zh"))).toBe("换成「扩建 示例站（+1,200 人）」少覆盖 5 人");
  expect(alternativeWords({ alternatives: { count: 1, top: [place] } }, units("zh"))).toContain("「扩建 示例站（+1,200 人）」");
});
