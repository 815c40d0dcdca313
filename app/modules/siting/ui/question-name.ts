import type { TFunction } from "i18next";
import { relaxedSince } from "../domain/relaxed-question";
import { NAME_LENGTH } from "../domain/siting-scenario";
import { buildBudget, type SitingQuestion } from "../domain/siting-question";
import type { Named, NamedArea } from "../domain/siting-result";
import { circleWords, groupWords, moneyWords } from "./page-units";

interface Known {
  readonly types: readonly (Named & { readonly key: string })[];
  readonly districts: readonly NamedArea[];
}

/**
 * What a scenario nobody named is called: what tells it from others, the most telling first, as much of it as there is room for.
 * «新建8处助餐·75岁以上·步行15分钟·建设300 万元内».
 * @param before the question it was relaxed from, null = it was asked outright
 */
export function questionName(
  question: SitingQuestion,
  known: Known,
  t: TFunction<"siting">,
  language: "zh" | "en",
  before: SitingQuestion | null = null,
): string {
  const relaxed = before ? relaxedSince(before, question).map((key) => t(`question.relaxed.${key}`)) : [];
  const end = relaxed.length > 0 ? t("question.nameRelaxed", { what: relaxed.join(t("page.and")) }) : "";
  const next = t("question.nameNext");
  const name = parts(question, known, t, language)
    .filter(Boolean)
    .reduce((said, part) =>
      said.length + next.length + part.length + end.length > NAME_LENGTH ? said : `${said}${next}${part}`,
    );
  return `${name.slice(0, NAME_LENGTH - end.length)}${end}`;
}

function parts(question: SitingQuestion, { types, districts }: Known, t: TFunction<"siting">, language: "zh" | "en"): string[] {
  const { count, upper = null, extend = null, limit, aim, budget, areaCode, perDistrict, capacity, spacing, from } = question;
  const named = ({ nameZh, nameEn }: Named) => (language === "en" ? nameEn : nameZh);
  const money = moneyWords(t, language);
  const what = types
    .filter(({ key }) => question.types.includes(key))
    .map(named)
    .join(t("page.and"));
  const above = upper && types.find(({ key }) => key === upper.type);
  const area = districts.find(({ code }) => code === areaCode);
  const build = buildBudget({ budget });
  const said = <T>(value: T | null | undefined, words: (value: T) => string) =>
    value === null || value === undefined ? "" : words(value);
  return [
    count === null ? t("question.nameAny", { what }) : t("question.nameOf", { count, what }),
    said(above, (type) => t("question.nameUpper", { what: named(type) })),
    groupWords(question.groups[0]?.key ?? "all", t),
    circleWords(limit, t),
    aim === "most" ? "" : t(`question.nameAim.${aim}`),
    said(build, (cost) => t("question.nameBuild", { cost: money(cost) })),
    said(area, ({ name, nameEn }) => (language === "en" && nameEn) || name),
    said(budget.yearly, (cost) => t("question.nameYearly", { cost: money(cost) })),
    from.join() === "communities" ? "" : from.map((source) => t(`page.conditions.source.${source}`)).join(t("page.and")),
    said(capacity, (people) => t("question.nameRoom", { people })),
    said(extend, ({ people }) => t("question.nameExtend", { people })),
    said(perDistrict.least, (value) => t("page.conditions.least", { value })),
    said(perDistrict.most, (value) => t("page.conditions.most", { value })),
    said(spacing, (value) => t("question.nameSpacing", { value })),
    question.isKeeping ? "" : t("question.nameAlone"),
  ];
}
