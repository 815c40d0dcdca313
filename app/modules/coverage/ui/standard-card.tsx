import { Stack, Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { StandardRule } from "../domain/standards-check";
import { countText, groupText, nameIn, percentText } from "./figure-text";
import { SourceNote } from "./source-note";

interface StandardCardProps {
  readonly check: {
    readonly rule: StandardRule;
    readonly group: string;
    readonly areas: number;
    readonly met: number;
    readonly unknown: number;
    readonly unattributed: number;
    readonly lacking: readonly {
      readonly code: string;
      readonly name: string;
      readonly inName: string;
      readonly found: number | null;
      readonly people: number | null;
    }[];
    readonly lackingCount: number;
    readonly lackingPeople: number | null;
  };
  readonly type: { readonly nameZh: string; readonly nameEn: string };
}

const WORDED = new Set(["facilities-min", "street-centres-min", "nursery-places-min"]);

/** One rule of one level: who meets it, who lacks it. */
export function StandardCard({ check, type }: StandardCardProps) {
  const { t, i18n } = useTranslation("coverage");
  const { rule } = check;
  const level = t(`level.${rule.level}`);
  const words = WORDED.has(rule.key) ? rule.key : rule.unit === "facility" ? "otherFacility" : "otherPlace";
  const count = (value: number | null) => (value === null ? t("table.unknown") : countText(value, i18n.language));
  return (
    <Stack
      gap="xs"
      className="surface"
      p="md"
      component="section"
      aria-label={t(`standards.${words}`, { type: nameIn(i18n.language, type), value: rule.value, level })}
    >
      <Title order={2} size="h4">
        {t(`standards.${words}`, { type: nameIn(i18n.language, type), value: rule.value, level })}
      </Title>
      <Text fz="xl" fw={650}>
        {t("standards.met", {
          met: count(check.met),
          areas: count(check.areas),
          level,
          share: check.areas > 0 ? percentText(check.met / check.areas) : "–",
        })}
      </Text>
      {check.lackingCount > 0 && (
        <Text c="var(--gap-orange)" fw={600}>
          {t("standards.lackingPeople", {
            count: check.lackingCount,
            group: groupText(check.group, t),
            people: count(check.lackingPeople),
          })}
        </Text>
      )}
      {check.unknown > 0 && <Text size="sm">{t("standards.unknownSize", { count: check.unknown, level })}</Text>}
      {check.unattributed > 0 && <Text size="sm">{t("standards.unattributed", { count: check.unattributed, level })}</Text>}
      <SourceNote source={rule.source} mark={rule.mark} />
      {check.lacking.length > 0 && (
        <details>
          <summary style={{ minHeight: 28, cursor: "pointer" }}>{t("standards.lacking")}</summary>
          {check.lackingCount > check.lacking.length && (
            <Text size="sm">{t("standards.first", { count: check.lacking.length })}</Text>
          )}
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("table.name")}</Table.Th>
                <Table.Th>{t("standards.in")}</Table.Th>
                <Table.Th ta="right">{t("standards.found")}</Table.Th>
                <Table.Th ta="right">{t("table.people")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {check.lacking.map((area) => (
                <tr key={area.code}>
                  <td>{area.name}</td>
                  <td>{area.inName}</td>
                  <td style={{ textAlign: "right" }}>{count(area.found)}</td>
                  <td style={{ textAlign: "right" }}>{count(area.people)}</td>
                </tr>
              ))}
            </Table.Tbody>
          </Table>
        </details>
      )}
    </Stack>
  );
}
