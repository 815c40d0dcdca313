import { Anchor, Button, Group, Text, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

const LISTS = ["unvisited", "findings"] as const;

/** The head of one of the month's lists, on the screen and on paper, and the way to the others. */
export function MonthHead({
  list,
  unit,
  month,
  query,
}: {
  readonly list: (typeof LISTS)[number];
  readonly unit: string;
  readonly month: string;
  readonly query: string;
}) {
  const { t } = useTranslation("visits");
  return (
    <div>
      <Title order={1} size="h2">
        {t("monthList.heading", { unit, month, list: t(`sheet.${list}`) })}
      </Title>
      <Text c="dimmed">{t(`monthList.lead.${list}`)}</Text>
      <Group className="no-print" gap="sm" mt="xs">
        <Anchor component={Link} to={`/visits/month?${query}`}>
          {t("monthForm.back")}
        </Anchor>
        {LISTS.filter((each) => each !== list).map((each) => (
          <Anchor key={each} component={Link} to={`/visits/month/${each}?${query}`}>
            {t(`sheet.${each}`)}
          </Anchor>
        ))}
        <Button size="xs" variant="default" onClick={() => window.print()}>
          {t("monthList.print")}
        </Button>
      </Group>
    </div>
  );
}
