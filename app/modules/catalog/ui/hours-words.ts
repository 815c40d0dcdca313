import { useTranslation } from "react-i18next";
import { isAllDay, weekDayRuns } from "../domain/opening-hours";
import { isWeekDays, type Hours } from "../domain/facility";

/** «周一至周五», «每天», «周一、周三», from the letters of a schedule; anything else as it stands. */
export function useWeekDayWords(): (byDay: string) => string {
  const { t } = useTranslation("catalog");
  return (byDay) => {
    if (!isWeekDays(byDay)) return byDay;
    const runs = weekDayRuns(byDay);
    if (runs[0]?.[0] === "MO" && runs[0][1] === "SU") return t("hours.daily");
    const day = (key: string) => t(`weekDay.${key}`);
    return runs
      .map(([from, to]) => (from === to ? t("hours.one", { day: day(from) }) : t("hours.run", { from: day(from), to: day(to) })))
      .join(t("hours.join"));
  };
}

export function useHoursWords(): (hours: Hours) => string {
  const { t } = useTranslation("catalog");
  const days = useWeekDayWords();
  return (hours) => `${days(hours.byDay)} ${isAllDay(hours) ? t("hours.allDay") : t("hours.between", { ...hours })}`;
}
