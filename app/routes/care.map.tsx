import { useNavigate, useOutletContext } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { cityTime, todayAt, turnsOfToday } from "~/modules/visits/domain/care-day";
import type { Care } from "~/modules/visits/ui/care/care-context";
import { CareMap } from "~/modules/visits/ui/care/care-map";
import { doneToday } from "~/modules/visits/ui/care/done-today";
import { useScreenTitle } from "~/modules/visits/ui/care/use-phone";

export default function CareMapPage() {
  const { list, drafts, phone } = useOutletContext<Care>();
  const { t } = useTranslation("care");
  const navigate = useNavigate();
  useScreenTitle(`${t("map.title")} · ${t("brand")}`);
  if (!list) return null;
  const today = todayAt(cityTime(list, phone.now()), list.city.timeZone);
  const isDone = doneToday(drafts, today);
  return (
    <CareMap
      list={list}
      turns={turnsOfToday(list, today, (turn) => isDone(turn) !== null)}
      isDone={isDone}
      onSelect={(residentId) => navigate(`/care/visit/${residentId}`)}
    />
  );
}
