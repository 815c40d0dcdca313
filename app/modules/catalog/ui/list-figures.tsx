import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CalendarDay } from "~/shared/calendar-day";
import type { ListFigures as Figures } from "../domain/facility-row";

/** Two numbers side by side, each with its word and its day, so that nobody takes one for the other. */
export function ListFigures({ figures, day }: { readonly figures: Figures; readonly day: CalendarDay }) {
  const { t } = useTranslation("catalog");
  const number = (value: number) => value.toLocaleString("en");
  return (
    <Group gap="xl" align="flex-end" role="group" aria-label={t("figures.label", { day })}>
      <Figure
        id="facilities"
        value={number(figures.facilities)}
        word={t("figures.facilities")}
        how={t("figures.facilitiesHow")}
      />
      <Figure
        id="service-points"
        value={number(figures.servicePoints)}
        word={t("figures.servicePoints")}
        how={t("figures.servicePointsHow")}
      />
      <Text c="dimmed" size="sm" pb={6}>
        {t("figures.asOf", { day, lines: number(figures.lines), unplaced: number(figures.unplaced) })}
      </Text>
    </Group>
  );
}

function Figure({
  id,
  value,
  word,
  how,
}: {
  readonly id: string;
  readonly value: string;
  readonly word: string;
  readonly how: string;
}) {
  return (
    <div data-figure={id}>
      <div className="figure">{value}</div>
      <Text fw={600}>{word}</Text>
      <Text c="dimmed" size="sm">
        {how}
      </Text>
    </div>
  );
}
