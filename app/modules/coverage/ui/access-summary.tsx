import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AreaAccess } from "../domain/area-access";
import type { AccessMeasure } from "../domain/access-run";
import type { Limit } from "../domain/coverage-query";
import { accessNotes, accessText } from "./access-text";
import { countText, limitText } from "./figure-text";

interface AccessSummaryProps {
  readonly measure: AccessMeasure;
  readonly limit: Limit;
  readonly figures: {
    readonly city: AreaAccess;
    readonly catchmentMinutes: number;
    readonly places: number;
    readonly reachedPlaces: number;
    readonly unknownCapacities: number;
  };
}

/** The city's figure, what it was made from, and what it could not take in. */
export function AccessSummary({ measure, limit, figures }: AccessSummaryProps) {
  const { t, i18n } = useTranslation("coverage");
  const { city, unknownCapacities } = figures;
  const count = (value: number) => countText(value, i18n.language);
  return (
    <Stack gap={6} className="surface" p="md" component="section" data-testid="access-total">
      <Text fw={600}>{t("access.city")}</Text>
      <Text className="figure" c="jade" data-testid="access-mean">
        {accessText(city, measure, { language: i18n.language, withUnit: true, t })}
      </Text>
      <Text size="sm">
        {t("access.catchment", { limit: limitText(limit, t), minutes: Math.round(figures.catchmentMinutes) })}
      </Text>
      {city.withNothing !== null && (
        <Text fw={650} c="var(--gap-orange)">
          {t("access.withNothing", { people: count(city.withNothing) })}
        </Text>
      )}
      <Text size="sm">{t("access.reached", { reached: count(figures.reachedPlaces), places: count(figures.places) })}</Text>
      {unknownCapacities > 0 && <Text size="sm">{t("access.lowerBound", { count: unknownCapacities })}</Text>}
      {accessNotes(city, i18n.language, t).map((note) => (
        <Text key={note} size="sm">
          {note}
        </Text>
      ))}
      <Text size="sm" c="dimmed">
        {t("access.method", { measure: t(`access.measures.${measure}`), what: t(`access.what.${measure}`) })}
      </Text>
    </Stack>
  );
}
