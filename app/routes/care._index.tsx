import { useNavigate, useOutletContext } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { todayAt, turnsOfToday } from "~/modules/visits/domain/care-day";
import { beginVisit } from "~/modules/visits/ui/care/begin-visit";
import type { Care } from "~/modules/visits/ui/care/care-context";
import { CareToday } from "~/modules/visits/ui/care/care-today";
import { useNow } from "~/modules/visits/ui/care/use-phone";

export default function CareTodayPage() {
  const care = useOutletContext<Care>();
  const { t } = useTranslation("care");
  const navigate = useNavigate();
  const now = useNow();
  const { list, drafts, phone } = care;
  if (!list) return null;
  const today = todayAt(phone.now(), list.city.timeZone);
  async function start(residentId: string) {
    await beginVisit(care, residentId).catch(() => care.tell(t("save.refused.full")));
    navigate(`/care/visit/${residentId}`);
  }
  return (
    <CareToday
      {...{ list, today, now, drafts }}
      turns={turnsOfToday(list, today)}
      onStart={(residentId) => void start(residentId)}
    />
  );
}
