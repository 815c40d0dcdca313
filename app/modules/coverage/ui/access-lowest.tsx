import { Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AreaAccess } from "../domain/area-access";
import type { AccessMeasure } from "../domain/access-run";
import { accessText } from "./access-text";
import { areaName, countText } from "./figure-text";

interface AccessLowestProps {
  readonly measure: AccessMeasure;
  readonly lowest: readonly (AreaAccess & { readonly inName: string; readonly inNameEn: string | null })[];
}

/** The communities that have least, the most people first among equals. */
export function AccessLowest({ measure, lowest }: AccessLowestProps) {
  const { t, i18n } = useTranslation("coverage");
  return (
    <Stack gap="xs" className="surface" p="md" component="section" aria-labelledby="access-lowest">
      <Title order={2} size="h4" id="access-lowest">
        {t("access.lowest.title")}
      </Title>
      {lowest.length === 0 && <Text size="sm">{t("access.lowest.none")}</Text>}
      <ol style={{ margin: 0, paddingInlineStart: "1.6em" }} data-testid="access-lowest-list">
        {lowest.map((area) => (
          <li key={area.code} style={{ paddingBlock: 3 }}>
            <Text span>{areaName(i18n.language, area)}</Text>{" "}
            <Text size="sm" c="dimmed" span>
              {areaName(i18n.language, { name: area.inName, nameEn: area.inNameEn })}
            </Text>
            <Text size="sm">
              {accessText(area, measure, { language: i18n.language, withUnit: true, t })} ·{" "}
              {t("access.lowest.people", { people: countText(area.people ?? 0, i18n.language) })}
            </Text>
          </li>
        ))}
      </ol>
    </Stack>
  );
}
