import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AreaFigures } from "../domain/area-figures";
import type { CoverageQuery } from "../domain/coverage-query";
import type { MethodStatement } from "../domain/method-statement";
import { countText, groupText, limitText, nameIn, percentText, shareText, stepText } from "./figure-text";
import report from "./report.module.css";

interface Named {
  readonly key: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

interface CoverageSummaryProps {
  readonly city: { readonly nameZh: string; readonly nameEn: string };
  readonly choices: { readonly types: readonly Named[]; readonly walkers: readonly Named[] };
  readonly query: CoverageQuery;
  readonly steps: readonly [number, number, number];
  readonly total: AreaFigures;
  readonly gapCommunities: number;
  readonly medianMinutes: number | null;
  readonly p90Minutes: number | null;
  readonly boundMinutes: number;
  readonly method: MethodStatement;
}

const BY = { network: "share.byStreets", sectors: "share.bySectors", circle: "share.byCircle" } as const;

/** The one large figure, what it leaves out, and how sure it is. */
export function CoverageSummary({
  city,
  choices,
  query,
  steps,
  total,
  gapCommunities,
  medianMinutes,
  p90Minutes,
  boundMinutes,
  method,
}: CoverageSummaryProps) {
  const { t, i18n } = useTranslation("coverage");
  const count = (people: number | null) => (people === null ? t("table.unknown") : countText(people, i18n.language));
  const named = (all: readonly Named[], key: string) =>
    nameIn(i18n.language, all.find((one) => one.key === key) ?? { nameZh: key, nameEn: key });
  const located = (total.people ?? 0) - (total.unlocated ?? 0);
  const minutes = (value: number | null) =>
    value === null ? t("share.bound", { minutes: Math.round(boundMinutes) }) : t("minutesOption", { minutes: Math.round(value) });
  const [near, middle, far] = steps.map((step) => stepText(step, query.limit.by, t)) as [string, string, string];
  return (
    <Stack gap={6} className={`surface ${report.answer}`} p="md" data-testid="coverage-total">
      <Text className={report.question!}>
        {t("report.question", {
          city: nameIn(i18n.language, city),
          types: query.types.map((key) => named(choices.types, key)).join(t("report.and")),
          group: groupText(query.group, t),
          walker: named(choices.walkers, query.walker),
          speed: method.speedKmh,
          limit: limitText(query.limit, t),
          date: query.date,
        })}
      </Text>
      {total.people !== null && total.share !== null && (
        <Text className={report.sentence!}>
          {t("report.sentence", {
            share: percentText(total.share),
            covered: count(total.covered),
            people: count(located),
            beyond: count(total.beyond),
            communities: count(gapCommunities),
          })}
        </Text>
      )}
      <Text
        span
        className={total.share === null ? undefined : `figure ${report.onScreen}`}
        c="jade"
        fz={total.share === null ? "xl" : undefined}
        data-testid="coverage-share"
      >
        {shareText(total.share, total.shareKind, t)}
      </Text>
      <Text fw={600} className={total.share === null ? undefined : report.onScreen!}>
        {t("share.within", { limit: limitText(query.limit, t) })}
      </Text>
      {total.people !== null && (
        <Text className={total.share === null ? undefined : report.onScreen!}>
          {t("share.people", { covered: count(total.covered), people: count(located) })}
        </Text>
      )}
      {total.share !== null && (
        <>
          <Text fw={650} size="lg" c="var(--gap-orange)" className={report.onScreen!}>
            {t("share.beyond", { people: count(total.beyond) })}
          </Text>
          <Text size="sm" className={report.onScreen!}>
            {t("share.beyondWhere", { count: gapCommunities })}
          </Text>
          <Text size="sm">
            {t("share.steps", {
              near,
              middle,
              far,
              a: count(total.within[0]),
              b: count(total.within[1]),
              c: count(total.within[2]),
            })}
          </Text>
          <Text size="sm">{t("share.backup", { people: count(total.backup) })}</Text>
          <Text size="sm">{t("share.median", { median: minutes(medianMinutes), p90: minutes(p90Minutes) })}</Text>
          {(total.unlocated ?? 0) > 0 && <Text size="sm">{t("share.unlocated", { people: count(total.unlocated) })}</Text>}
          <Text size="sm" c="dimmed">
            {t(BY[query.method], { speed: method.speedKmh, detour: method.detourIndex })}
          </Text>
          <Text size="sm" c="dimmed">
            {t(method.error.of === "circle" ? "share.band" : "share.bandMeasured", {
              low: percentText((total.coveredLow ?? 0) / located),
              high: percentText((total.coveredHigh ?? 0) / located),
              from: (method.error.of === "circle" ? method.detourHigh : method.error.high).toFixed(2),
              to: (method.error.of === "circle" ? method.detourLow : method.error.low).toFixed(2),
            })}
          </Text>
        </>
      )}
    </Stack>
  );
}
