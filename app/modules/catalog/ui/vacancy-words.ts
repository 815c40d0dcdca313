import { useTranslation } from "react-i18next";
import { daysAgoIn } from "~/shared/days-ago";
import type { Vacancy } from "../domain/vacancy";

/** What is said of free places, always with how old the word is; `now` is the server's, so that no page is younger than its data. */
export function useVacancyWords(timeZone: string, now: number) {
  const { t, i18n } = useTranslation("catalog");
  const day = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", { timeZone, month: "short", day: "numeric" });
  const daysAgo = daysAgoIn(timeZone);
  const when = (at: Date): string => {
    const days = daysAgo(at, new Date(now));
    return days === 0 ? t("vacancySaid.today") : t("vacancySaid.daysAgo", { count: days, date: day.format(at) });
  };
  const said = (vacancy: Vacancy): string => {
    if (vacancy.kind === "free") return t("vacancySaid.free", { places: vacancy.places, when: when(vacancy.confirmedAt) });
    if (vacancy.kind === "full") return t("vacancySaid.full", { when: when(vacancy.confirmedAt) });
    const last = vacancy.lastConfirmedAt === null ? "" : when(vacancy.lastConfirmedAt);
    return t(`vacancySaid.unknown.${vacancy.why}`, { when: last });
  };
  const named = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", {
    ...{ timeZone: "UTC", year: "numeric", month: "long" },
  });
  const month = (key: string): string => named.format(new Date(`${key}-15T00:00:00Z`));
  return { said, when, month };
}
