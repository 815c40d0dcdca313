import { useTranslation } from "react-i18next";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Fen } from "~/shared/units";
import type { OpenNow } from "../domain/open-now";
import type { TwoNames } from "../domain/public-facility";
import { papersSaid, type PublicPlace, type ReadClass, type VacancySaid, type WalkSaid } from "../domain/public-place";

/** How facts about a place are said, on its own page and where several are compared. */
export function usePlaceWords() {
  const { t, i18n } = useTranslation("finder");
  const name = (names: TwoNames): string => (i18n.language === "en" ? names.en : names.zh);
  const dateParts = (day: CalendarDay) => {
    const [year, month, date] = day.split("-").map(Number);
    return { year, month: t(`place.months.${month}`), day: date };
  };
  const date = (day: CalendarDay): string => t("place.date", dateParts(day));
  const month = (day: CalendarDay): string => {
    const { year, month: named } = dateParts(day);
    return t("place.month", { year, month: named });
  };
  const yuan = (fen: Fen): string => t("place.yuan", { yuan: (fen / 100).toLocaleString("en-US") });
  const ago = (daysAgo: number, on: CalendarDay): string => {
    const said =
      daysAgo === 0 ? t("place.ago.today") : daysAgo === 1 ? t("place.ago.yesterday") : t("place.ago.days", { count: daysAgo });
    return t("place.ago.on", { ago: said, date: date(on) });
  };
  const age = (vacancy: VacancySaid): string =>
    vacancy.on === null || vacancy.daysAgo === null ? "" : ago(vacancy.daysAgo, vacancy.on);
  return {
    ...{ name, date, month, yuan, ago },
    perUnit: (fen: Fen, unit: string): string => t("place.perUnit", { yuan: yuan(fen), unit: t(`place.unit.${unit}`) }),
    kind: (kind: string): string => t(`place.kind.${kind}`, { defaultValue: kind }),
    ages: ({ fromMonths: from, toMonths: to }: Pick<ReadClass, "fromMonths" | "toMonths">): string =>
      to !== null
        ? t("place.classes.band", { from: from ?? 0, to })
        : from !== null
          ? t("place.classes.from", { from })
          : t("place.classes.any"),
    free: (vacancy: VacancySaid): string =>
      vacancy.kind === "free" ? t("place.free.places", { count: vacancy.places }) : t(`place.free.${vacancy.kind}`),
    /** how fresh, or why unknown */
    freshness: (vacancy: VacancySaid): string =>
      vacancy.kind === "unknown"
        ? t(`place.free.why.${vacancy.why}`, { ago: age(vacancy) })
        : t("place.free.confirmed", { ago: age(vacancy) }),
    /** a projection, and said to be one */
    expected: ({ from, countedOn }: NonNullable<ReadClass["expected"]>): string =>
      t("place.free.expected", { month: month(from), date: date(countedOn) }),
    open: (open: OpenNow): string =>
      open.kind === "open"
        ? t("place.hours.open", { until: open.until })
        : open.kind === "closed"
          ? t("place.hours.opens", { when: whenOf(open), at: open.opensAt })
          : t("place.hours.none"),
    walk: (walk: WalkSaid): string =>
      walk.kind === "minutes"
        ? [
            ...(walk.minutes === null ? [] : [t("place.walk.minutes", { minutes: walk.minutes })]),
            ...(walk.extraMinutes !== null
              ? [walk.extraMinutes === 0 ? t("place.walk.onTheWay") : t("place.walk.extra", { minutes: walk.extraMinutes })]
              : walk.fromOther !== null
                ? [t("place.walk.fromOther", { minutes: walk.fromOther })]
                : []),
          ].join(" · ")
        : t("place.walk.tooFar", { walker: name(walk.walker), most: walk.most }),
    /** in metres, from where each is */
    metres: ({ metres, metresFromOther }: Extract<WalkSaid, { kind: "minutes" }>): string =>
      [
        ...(metres === null ? [] : [t("place.walk.metres", { metres })]),
        ...(metresFromOther === null ? [] : [t("place.walk.metresFromOther", { metres: metresFromOther })]),
      ].join(" · "),
    papers: (place: Pick<PublicPlace, "licence" | "filing">): string => t(`place.papers.said.${papersSaid(place)}`),
    yesNo: (value: boolean | null): string => t(`place.access.${value === null ? "unknown" : value ? "yes" : "no"}`),
  };

  function whenOf({ inDays, weekDay }: Extract<OpenNow, { kind: "closed" }>): string {
    if (inDays === 0) return t("place.hours.today");
    return inDays === 1 ? t("place.hours.tomorrow") : t(`place.weekDay.${weekDay}`);
  }
}

export type PlaceWords = ReturnType<typeof usePlaceWords>;
