import { useNavigate, useOutletContext } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { cityTime, todayAt, turnsOfToday } from "~/modules/visits/domain/care-day";
import { beginVisit, refusalOf } from "~/modules/visits/ui/care/begin-visit";
import type { Care } from "~/modules/visits/ui/care/care-context";
import { CareToday } from "~/modules/visits/ui/care/care-today";
import { doneToday } from "~/modules/visits/ui/care/done-today";
import { useNow } from "~/modules/visits/ui/care/use-phone";

export default function CareTodayPage() {
  const care = useOutletContext<Care>();
  const { t } = useTranslation("care");
  const navigate = useNavigate();
  const clock = useNow(care.phone);
  const { list, drafts } = care;
  if (!list) return null;
  const now = cityTime(list, clock);
  const today = todayAt(now, list.city.timeZone);
  const isDone = doneToday(drafts, today);
  async function start(residentId: string) {
    await beginVisit(care, residentId).catch((error: unknown) => care.tell(t(`save.refused.${refusalOf(error)}`)));
    navigate(`/care/visit/${residentId}`);
  }
  return (
    <CareToday
      {...{ list, today, now, drafts, isDone }}
      isUnsent={care.outbox.unsent > 0}
      items={care.outbox.items}
      onRefresh={() => void care.phone.refresh()}
      turns={turnsOfToday(list, today, (turn) => isDone(turn) !== null)}
      onStart={(residentId) => void start(residentId)}
    />
  );
}
