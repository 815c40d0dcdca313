import type { TFunction } from "i18next";
import type { VisitRule } from "../domain/visit-rule";

type Words = TFunction<"visits">;
type Asked = Pick<
  VisitRule,
  "times" | "per" | "mostDaysApart" | "hoursAfterChange" | "minutes" | "isPhoneEnough" | "categories" | "risks" | "modes"
>;

/** «每周 1 次，两次间隔不超过 10 天»: what a rule asks for. */
export const askedWords = ({ times, per, mostDaysApart, hoursAfterChange }: Asked, t: Words): string =>
  [
    per ? t(`rule.per.${per}`, { times }) : "",
    mostDaysApart === null ? "" : t("rule.apart", { days: mostDaysApart }),
    hoursAfterChange === null ? "" : t("rule.afterChange", { hours: hoursAfterChange }),
  ]
    .filter(Boolean)
    .join(t("list"));

/** «高风险 · 独居»: whom it means. */
export const whomWords = ({ categories, risks, modes }: Asked, t: Words): string =>
  [
    risks.length === 0 ? t("rule.allRisks") : risks.map((risk) => t(`risk.${risk}`)).join(t("or")),
    categories.length === 0 ? t("rule.allCategories") : categories.map((key) => t(`category.${key}`)).join(t("or")),
    modes.length === 0 ? "" : t("rule.inMode", { modes: modes.map((mode) => t(`mode.kind.${mode}`)).join(t("or")) }),
  ]
    .filter(Boolean)
    .join(t("list"));
