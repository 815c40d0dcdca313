import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ISOLATION_CATEGORIES, type IsolationCategory } from "~/modules/residents/domain/isolation-category";
import { ledgerOfMonth, ledgerQuery, monthQuery } from "../domain/month-address";

interface Props {
  readonly city: string;
  readonly place: { readonly areaCode: string; readonly month: string };
  readonly category: IsolationCategory | null;
}

/** Which month and whom of it, and what else there is: the three lists, the workbook, the superior's form. */
export function MonthFilter({ city, place, category }: Props) {
  const { t } = useTranslation("visits");
  const query = monthQuery(city, place, category);
  return (
    <Form className="no-print">
      <input type="hidden" name="city" value={city} />
      <input type="hidden" name="area" value={place.areaCode} />
      <Group align="end" gap="sm">
        <TextInput type="month" name="month" label={t("month.month")} defaultValue={place.month.slice(0, 7)} />
        <NativeSelect
          key={category}
          name="category"
          label={t("month.category")}
          defaultValue={category ?? ""}
          data={[
            { value: "", label: t("month.everyCategory") },
            ...ISOLATION_CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) })),
          ]}
        />
        <Button type="submit" variant="default">
          {t("month.show")}
        </Button>
        {(["unvisited", "findings"] as const).map((list) => (
          <Button key={list} component={Link} variant="default" to={`/visits/month/${list}?${query}`}>
            {t(`sheet.${list}`)}
          </Button>
        ))}
        <Button component={Link} variant="default" to={`/visits/log?${ledgerQuery(city, ledgerOfMonth(place, category))}`}>
          {t("sheet.ledger")}
        </Button>
        {category === null && (
          <>
            <Button component="a" variant="default" href={`/visits/month/export?${query}`}>
              {t("month.export")}
            </Button>
            <Button component={Link} variant="default" to={`/visits/month/form?${query}`}>
              {t("monthForm.link")}
            </Button>
          </>
        )}
      </Group>
    </Form>
  );
}
