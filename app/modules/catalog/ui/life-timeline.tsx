import { Text, Timeline } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { holdsOn, type CalendarDay } from "~/shared/calendar-day";
import type { StatePeriod } from "../domain/life-cycle";

/** The life of a facility, the newest state first. */
export function LifeTimeline({ life, day }: { readonly life: readonly StatePeriod[]; readonly day: CalendarDay }) {
  const { t } = useTranslation("catalog");
  const newestFirst = [...life].reverse();
  const at = newestFirst.findIndex((period) => holdsOn(period, day));
  return (
    <Timeline active={newestFirst.length - 1} bulletSize={16} lineWidth={2} aria-label={t("detail.life")}>
      {newestFirst.map((period, index) => (
        <Timeline.Item key={`${period.state}${period.from}`} title={t(`state.${period.state}`)}>
          <Text size="sm">
            {period.to === null
              ? t("detail.since", { from: period.from })
              : t("detail.between", { from: period.from, to: period.to })}
            {index === at && ` · ${t("detail.onDay", { day })}`}
          </Text>
          {period.reason && (
            <Text size="sm" c="dimmed">
              {period.reason}
            </Text>
          )}
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
