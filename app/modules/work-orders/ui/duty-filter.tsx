import { Button, Group } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AreaEntry, areaText } from "~/ui/forms/area-entry";

interface DutyFilterProps {
  readonly cityCode: string;
  /** its Monday */
  readonly week: string;
  readonly area: { readonly code: string; readonly name: string };
  /** where the weeks beside it are */
  readonly before: string;
  readonly after: string;
}

/** Which area's week is shown, and the ways to others. */
export function DutyFilter({ cityCode, week, area: { code, name }, before, after }: DutyFilterProps) {
  const { t, i18n } = useTranslation("work-orders");
  return (
    <Form className="no-print">
      <input type="hidden" name="city" value={cityCode} />
      <input type="hidden" name="week" value={week} />
      <Group align="end">
        <AreaEntry
          name="area"
          label={t("duty.area")}
          defaultValue={areaText({ code, name, nameEn: name, within: "", withinEn: "" }, i18n.language)}
        />
        <Button type="submit" variant="default">
          {t("duty.show")}
        </Button>
        <Button component={Link} to={before} variant="default">
          {t("duty.weekBefore")}
        </Button>
        <Button component={Link} to={after} variant="default">
          {t("duty.weekAfter")}
        </Button>
        <Button variant="default" onClick={() => window.print()}>
          {t("duty.print")}
        </Button>
      </Group>
    </Form>
  );
}
