import { Button, Group, TextInput } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface Props {
  readonly city: string;
  readonly place: { readonly areaCode: string; readonly month: string };
  /** begins with «?» */
  readonly query: string;
}

/** Which month, and what else there is of it: the workbook, the superior's form, the two lists. */
export function MonthFilter({ city, place, query }: Props) {
  const { t } = useTranslation("visits");
  return (
    <Form className="no-print">
      <input type="hidden" name="city" value={city} />
      <input type="hidden" name="area" value={place.areaCode} />
      <Group align="end">
        <TextInput type="month" name="month" label={t("month.month")} defaultValue={place.month.slice(0, 7)} />
        <Button type="submit" variant="default">
          {t("month.show")}
        </Button>
        <Button component="a" variant="default" href={`/visits/month/export${query}`}>
          {t("month.export")}
        </Button>
        <Button component={Link} variant="default" to={`/visits/month/form${query}`}>
          {t("monthForm.link")}
        </Button>
        {(["unvisited", "findings"] as const).map((list) => (
          <Button key={list} component={Link} variant="default" to={`/visits/month/${list}${query}`}>
            {t(`sheet.${list}`)}
          </Button>
        ))}
      </Group>
    </Form>
  );
}
