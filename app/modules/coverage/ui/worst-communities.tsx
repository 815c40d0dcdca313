import { Stack, Text, Title, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { areaName, countText } from "./figure-text";
import report from "./report.module.css";

interface WorstCommunitiesProps {
  readonly worst: readonly {
    readonly code: string;
    readonly name: string;
    readonly nameEn: string | null;
    readonly inName: string;
    readonly inNameEn: string | null;
    readonly people: number;
    readonly minutes: number | null;
  }[];
  readonly boundMinutes: number;
  readonly onShow: (code: string) => void;
}

/** Where the next place would spare most people most minutes. A name shows the community on the map. */
export function WorstCommunities({ worst, boundMinutes, onShow }: WorstCommunitiesProps) {
  const { t, i18n } = useTranslation("coverage");
  return (
    <Stack gap="xs" className={`surface ${report.whole}`} p="md" component="section" aria-labelledby="worst-ten">
      <div>
        <Title order={2} size="h4" id="worst-ten">
          {t("worst.title")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("worst.how")}
        </Text>
      </div>
      {worst.length === 0 && <Text size="sm">{t("worst.none")}</Text>}
      <ol className={report.worst} style={{ margin: 0, paddingInlineStart: "1.6em" }} data-testid="worst-ten-list">
        {worst.map((area) => (
          <li key={area.code} style={{ paddingBlock: 3 }}>
            <UnstyledButton
              className={report.plain!}
              onClick={() => onShow(area.code)}
              style={{ textDecoration: "underline", textUnderlineOffset: 3 }}
            >
              {areaName(i18n.language, area)}
            </UnstyledButton>{" "}
            <Text size="sm" c="dimmed" span>
              {areaName(i18n.language, { name: area.inName, nameEn: area.inNameEn })}
            </Text>
            <Text size="sm">
              {t("share.beyond", { people: countText(area.people, i18n.language) })} ·{" "}
              {area.minutes === null
                ? t("worst.far", { minutes: Math.round(boundMinutes) })
                : t("worst.minutes", { minutes: Math.round(area.minutes) })}
            </Text>
          </li>
        ))}
      </ol>
    </Stack>
  );
}
