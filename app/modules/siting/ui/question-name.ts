import type { TFunction } from "i18next";
import type { SitingQuestion } from "../domain/siting-question";
import type { Named } from "../domain/siting-result";
import { circleWords, groupWords } from "./page-units";

const LONGEST = 80;

/** What a scenario nobody named is called: «新建8处助餐·75岁以上·步行15分钟». */
export function questionName(
  { types, groups, limit, count, upper = null }: SitingQuestion,
  known: readonly (Named & { readonly key: string })[],
  t: TFunction<"siting">,
  language: "zh" | "en",
): string {
  const named = known.filter(({ key }) => types.includes(key)).map(({ nameZh, nameEn }) => (language === "en" ? nameEn : nameZh));
  const above = upper && known.find(({ key }) => key === upper.type);
  const what = named.join(t("page.and"));
  const parts = [
    count === null ? t("question.nameAny", { what }) : t("question.nameOf", { count, what }),
    ...(above ? [t("question.nameUpper", { what: language === "en" ? above.nameEn : above.nameZh })] : []),
    groupWords(groups[0]?.key ?? "all", t),
    circleWords(limit, t),
  ];
  return parts.join(t("question.nameNext")).slice(0, LONGEST);
}
