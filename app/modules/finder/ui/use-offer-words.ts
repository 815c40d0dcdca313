import { useTranslation } from "react-i18next";
import { isWalkerKey } from "~/modules/places/domain/walker";
import { monthName } from "./month-name";
import type { OfferLine, VacancyFact } from "../domain/offer-line";

/** «9 min with a pram · 2 places for 18-month-olds from March, confirmed 3 days ago · ¥1,400 a month», part by part. */
export function useOfferWords(walker: string, today: string): (line: OfferLine) => string[] {
  const { t, i18n } = useTranslation("finder");
  const month = (from: string) => {
    if (from === today.slice(0, 7)) return t("search.now");
    return t("search.fromMonth", { month: monthName(from, i18n.language, from.slice(0, 4) !== today.slice(0, 4)) });
  };
  const ago = (days: number) =>
    days === 0 ? t("search.ago.today") : days === 1 ? t("search.ago.yesterday") : t("search.ago.days", { days });
  const vacancy = (fact: VacancyFact, months: number | null) => {
    switch (fact.kind) {
      case "free": {
        const facts = { places: fact.places, count: fact.places, from: month(fact.from), ago: ago(fact.daysAgo) };
        return months === null ? t("search.freePlaces", facts) : t("search.freeFor", { ...facts, months });
      }
      case "full":
        return t("search.full", { from: month(fact.from), ago: ago(fact.daysAgo) });
      case "unknown":
        return t(`search.unknown.${fact.why}`, { ago: fact.daysAgo === null ? "" : ago(fact.daysAgo) });
    }
  };
  const price = ({ yuan, unit, isInclusive, stands }: NonNullable<OfferLine["price"]>) => {
    const told = t(`search.yuan.${unit}`, { yuan: yuan.toLocaleString("en") });
    const said = stands === "plain" ? told : t(`search.subsidy.${stands}`, { price: told });
    return isInclusive ? t("search.inclusiveYuan", { price: said }) : said;
  };
  return (line) => {
    const { minutes, fromOther, extraMinutes } = line;
    const walk = minutes === null ? t("search.far") : t(`search.walk.${isWalkerKey(walker) ? walker : "other"}`, { minutes });
    // Too far from the one place, and near the other: only the other is said.
    const isOfOther = minutes === null && fromOther !== null;
    return [
      ...(isOfOther ? [] : [line.isRough ? `${walk} (${t("search.rough")})` : walk]),
      ...(extraMinutes !== null
        ? [extraMinutes === 0 ? t("search.onTheWay") : t("search.extraMinutes", { minutes: extraMinutes })]
        : []),
      ...(extraMinutes === null && fromOther !== null
        ? [`${t("search.fromOther", { minutes: fromOther })}${isOfOther && line.isRough ? ` (${t("search.rough")})` : ""}`]
        : []),
      ...(line.vacancy ? [vacancy(line.vacancy, line.months)] : []),
      ...(line.price ? [price(line.price)] : []),
    ];
  };
}
