import { Anchor, Button, Group, Text, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { IsolationCategory } from "~/modules/residents/domain/isolation-category";
import { monthQuery } from "../domain/month-address";

const LISTS = ["unvisited", "findings"] as const;

interface MonthHeadProps {
  readonly list: (typeof LISTS)[number];
  readonly unit: string;
  readonly city: string;
  readonly place: { readonly areaCode: string; readonly month: string };
  readonly category: IsolationCategory | null;
}

/** The head of one of the month's lists, on the screen and on paper, and the way to the others. */
export function MonthHead({ list, unit, city, place, category }: MonthHeadProps) {
  const { t } = useTranslation("visits");
  const query = monthQuery(city, place, category);
  const of = t(`sheet.${list}`);
  const heading = { unit, month: place.month.slice(0, 7) };
  return (
    <div>
      <Title order={1} size="h2">
        {t("monthList.heading", {
          ...heading,
          list: category ? t("monthList.ofCategory", { list: of, category: t(`category.${category}`) }) : of,
        })}
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
        {category && (
          <Anchor component={Link} to={`/visits/month/${list}?${monthQuery(city, place)}`}>
            {t("month.everyCategory")}
          </Anchor>
        )}
        <Button size="xs" variant="default" onClick={() => window.print()}>
          {t("monthList.print")}
        </Button>
        <Button size="xs" variant="default" component={Link} to={`/visits/month/names?list=${list}&${query}`}>
          {t("names.link")}
        </Button>
      </Group>
    </div>
  );
}
