import { useOutletContext } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { cityTime, todayAt, weekOf } from "~/modules/visits/domain/care-day";
import type { Care } from "~/modules/visits/ui/care/care-context";
import { CareWeekList } from "~/modules/visits/ui/care/care-week";
import { doneToday } from "~/modules/visits/ui/care/done-today";
import { useScreenTitle } from "~/modules/visits/ui/care/use-phone";

export default function CareWeekPage() {
  const { list, drafts, phone } = useOutletContext<Care>();
  const { t } = useTranslation("care");
  useScreenTitle(`${t("tabs.week")} · ${t("brand")}`);
  if (!list) return null;
  const today = todayAt(cityTime(list, phone.now()), list.city.timeZone);
  return <CareWeekList list={list} week={weekOf(list, today)} isDone={doneToday(drafts, today)} />;
}
