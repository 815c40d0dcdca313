import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { HolidaysSaid } from "../domain/holidays-said";

/** Public holidays in what is shown, and that a year's are not announced yet; nothing where there is nothing to say. */
export function HolidayNote({ holidays: { days, unknownYears } }: { readonly holidays: HolidaysSaid }) {
  const { t } = useTranslation("visits");
  if (days.length === 0 && unknownYears.length === 0) return null;
  return (
    <Alert color="yellow">
      {days.length > 0 && <div>{t("holiday.off", { days: days.join(t("list")) })}</div>}
      {unknownYears.length > 0 && <div>{t("holiday.unknown", { years: unknownYears.join(t("list")) })}</div>}
    </Alert>
  );
}
