import { expect, test } from "vitest";
import { questionName } from "~/modules/siting/ui/question-name";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { madeQuestion } from "../../factories/siting-result";

const T = {
  zh: translator("zh", zh).getFixedT("zh", "siting"),
  en: translator("en", en).getFixedT("en", "siting"),
};
const KNOWN = [
  { key: "meals", nameZh: "助餐", nameEn: "Meals" },
  { key: "day-care", nameZh: "日间照料", nameEn: "Day care" },
];

test("a scenario nobody named is called by what was asked, so that ten questions have ten names", () => {
  expect(questionName(madeQuestion(), KNOWN, T.zh, "zh")).toBe("新建8处助餐·75岁以上·步行15分钟");
  expect(questionName(madeQuestion(), KNOWN, T.en, "en")).toBe("8 new: Meals · people of 75 and over · a 15-minute walk");
  const other = madeQuestion({ count: null, types: ["meals", "day-care"], limit: { by: "metres", metres: 800 } });
  expect(questionName(other, KNOWN, T.zh, "zh")).toBe("新建助餐、日间照料·75岁以上·步行800米");
});

test("no name is longer than one may be", () => {
  const many = Array.from({ length: 30 }, (_, at) => ({ key: `k${at}`, nameZh: `示例服务${at}`, nameEn: `Service ${at}` }));
  const question = madeQuestion({ types: many.map(({ key }) => key) });
  expect(questionName(question, many, T.zh, "zh")).toHaveLength(80);
});
