import { useTranslation } from "react-i18next";
import type { OutboxItem } from "~/offline/care-phone";
import { dialLink } from "~/ui/layout/dial-link";
import { doNow } from "../../domain/danger-signs";
import type { CareList } from "../../domain/care-list";
import classes from "./care.module.css";
import { hourWords } from "./care-words";
import type { SavedDanger } from "./done-today";

interface SavedDangersProps {
  readonly list: CareList;
  readonly dangers: readonly SavedDanger[];
  readonly items: readonly OutboxItem[];
  readonly now: number;
  readonly onRefresh: () => void;
}

/** Dangers saved today: who knows of them as far as this phone does, and whom to ring meanwhile. */
export function CareSavedDangers({ dangers, items, ...rest }: SavedDangersProps) {
  return dangers.map((danger) => (
    // What the outbox holds no more was taken by the server.
    <OneDanger key={danger.visitId} {...{ danger, ...rest }} state={items.find(({ id }) => id === danger.visitId)?.state} />
  ));
}

interface OneDangerProps extends Pick<SavedDangersProps, "list" | "now" | "onRefresh"> {
  readonly danger: SavedDanger;
  readonly state: OutboxItem["state"] | undefined;
}

function OneDanger({ list, danger, state, now, onRefresh }: OneDangerProps) {
  const { t } = useTranslation("care");
  const { residentId, signs, at } = danger;
  const name = list.residents.find(({ id }) => id === residentId)?.name ?? t("calledUpon.somebody");
  const alarm = list.alarms?.find((one) => one.kind === "finding" && one.residentId === residentId);
  const told = (alarm?.ladder ?? []).slice(0, (alarm?.rung ?? -1) + 1).filter(({ who }) => who !== "visitor");
  const isTaken = alarm?.isTaken === true;
  const isUnknown = state === "waiting" || state === "sending";
  const stands = isUnknown ? "unsent" : state === "refused" ? "refused" : isTaken ? "taken" : "sent";
  return (
    <section className={classes.line} data-tone={isTaken ? "warn" : "bad"} style={{ display: "block" }} aria-label={name}>
      <h2 style={{ margin: 0, fontSize: "1.25rem" }}>
        {t("savedDanger.title", { name, at: hourWords(at, now, list.city.timeZone) })}{" "}
        {signs.map((sign) => t(`danger.sign.${sign}`)).join(t("form.comma"))}
      </h2>
      <p style={{ margin: "0.25rem 0 0.5rem" }}>
        <b>{t(`savedDanger.${stands}`)}</b>{" "}
        {!isUnknown &&
          told.length > 0 &&
          t("savedDanger.told", { who: told.map(({ who }) => t(`savedDanger.who.${who}`)).join(t("form.comma")) })}
      </p>
      <div style={{ display: "grid", gap: "0.5rem" }}>
        {[...new Set(signs.flatMap((sign) => doNow(sign).ring))].map((number) => (
          <a key={number} className={classes.big} href={dialLink(number)}>
            {t(`danger.ring.${number}`)}
          </a>
        ))}
        {list.onDuty.map((duty) => (
          <a key={`${duty.name} ${duty.phone}`} className={classes.big} data-tone="quiet" href={dialLink(duty.phone)}>
            {t("danger.duty", { name: duty.name, phone: duty.phone })}
          </a>
        ))}
        {!isUnknown && !isTaken && (
          <button type="button" className={classes.choice} onClick={onRefresh}>
            {t("savedDanger.refresh")}
          </button>
        )}
      </div>
    </section>
  );
}
