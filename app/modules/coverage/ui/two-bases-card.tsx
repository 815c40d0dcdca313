import { Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AreaFigures } from "../domain/area-figures";
import type { CoverageQuery } from "../domain/coverage-query";
import type { MethodStatement } from "../domain/method-statement";
import { REPORTED_ONLY, type Difference, type TwoBases } from "../domain/two-bases";
import { countText, limitText, percentText, stepText } from "./figure-text";
import report from "./report.module.css";

interface TwoBasesCardProps {
  readonly query: CoverageQuery;
  readonly total: AreaFigures;
  readonly bases: TwoBases;
  readonly method: MethodStatement;
  readonly walkerName: string;
}

/** Last year's report and this year's walk side by side, and the people between them by reason. */
export function TwoBasesCard({ query, total, bases, method, walkerName }: TwoBasesCardProps) {
  const { t, i18n } = useTranslation("coverage");
  if (total.share === null) return null;
  const limit = limitText(query.limit, t);
  const row = ({ people, communities }: Difference) =>
    t("bases.row", { people: countText(people, i18n.language), count: communities });
  const reasons = REPORTED_ONLY.filter((reason) => bases.reportedOnly[reason].communities > 0);
  const between = reasons.reduce((sum, reason) => sum + bases.reportedOnly[reason].people, 0);
  return (
    <Stack gap="xs" className={`surface ${report.whole}`} p="md" component="section" aria-labelledby="two-bases">
      <Title order={2} size="h4" id="two-bases">
        {t("bases.title")}
      </Title>
      <Group grow align="flex-start" gap="md">
        <div data-testid="basis-reported">
          <Text fw={600}>{t("bases.reported")}</Text>
          <Text fz="xl" fw={650}>
            {total.reportedShare === null ? "–" : percentText(total.reportedShare)}
          </Text>
          <Text size="sm">{t("bases.reportedWhat", { radius: stepText(method.radius.value, "metres", t) })}</Text>
        </div>
        <div data-testid="basis-walking">
          <Text fw={600}>{t("bases.walking")}</Text>
          <Text fz="xl" fw={650} c="jade">
            {percentText(total.share)}
          </Text>
          <Text size="sm">{t("bases.walkingWhat", { walker: walkerName, limit })}</Text>
        </div>
      </Group>
      {between === 0 && bases.walkingOnly.people === 0 && <Text size="sm">{t("bases.none")}</Text>}
      {between > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t("bases.difference")}: {countText(between, i18n.language)}
          </Text>
          <ul style={{ margin: 0, paddingInlineStart: "1.2em" }}>
            {reasons.map((reason) => (
              <li key={reason}>
                <Text size="sm" span>
                  {t(`bases.${reason}`, { walker: walkerName })}: {row(bases.reportedOnly[reason])}
                </Text>
              </li>
            ))}
          </ul>
        </div>
      )}
      {bases.walkingOnly.people > 0 && (
        <Text size="sm">
          {t("bases.walkingOnly")}: {row(bases.walkingOnly)}
        </Text>
      )}
      {bases.unlocated.communities > 0 && (
        <Text size="sm">
          {t("bases.unlocated")}: {row(bases.unlocated)}
        </Text>
      )}
    </Stack>
  );
}
