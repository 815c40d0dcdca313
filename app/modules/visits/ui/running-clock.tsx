import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

interface RunningClockProps {
  /** ISO 8601, by the server's clock */
  readonly at: string;
  readonly since: string;
  readonly until: string | null;
  /** nobody's life hangs on it: at the end of its ladder no ambulance is called */
  readonly isOrder?: boolean;
}

const EVERY_MS = 10_000;
const MINUTE_MS = 60_000;

/** How long something has been running and when its next turn is; counted from the server's time, whatever this device's clock says. */
export function RunningClock({ at, since, until, isOrder = false }: RunningClockProps) {
  const { t } = useTranslation("visits");
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const began = performance.now();
    setPassed(0);
    const timer = setInterval(() => setPassed(performance.now() - began), EVERY_MS);
    return () => clearInterval(timer);
  }, [at]);
  const now = Date.parse(at) + passed;
  const minutes = (ms: number) => {
    const all = Math.max(0, Math.floor(ms / MINUTE_MS));
    return all < 60 ? t("watch.minutes", { minutes: all }) : t("watch.hours", { hours: Math.floor(all / 60), minutes: all % 60 });
  };
  const left = until === null ? null : Date.parse(until) - now;
  return (
    <span style={{ fontVariantNumeric: "tabular-nums" }}>
      <b>{t("watch.since", { time: minutes(now - Date.parse(since)) })}</b>
      {" · "}
      {left === null
        ? t(isOrder ? "watch.ladderOverOrder" : "watch.ladderOver")
        : left > 0
          ? t("watch.nextIn", { time: minutes(left) })
          : t("watch.nextNow")}
    </span>
  );
}
