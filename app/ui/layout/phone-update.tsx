import { useEffect, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { holdUpdates } from "~/offline/hold-updates";
import { keepWorker, workerUpdate } from "~/offline/keep-worker";
import classes from "./phone.module.css";

/** Keeps the worker that opens these pages without a network, and says calmly when a newer version waits. */
export function PhoneUpdate() {
  const { t } = useTranslation("layout");
  const state = useSyncExternalStore(workerUpdate.subscribe, workerUpdate.state, () => "none" as const);
  useEffect(keepWorker, []);
  return (
    <aside aria-live="polite" aria-label={t("phone.update.label")}>
      {state !== "none" && (
        <div className={classes.line}>
          <span>{t(`phone.update.${state}`)}</span>
          <button type="button" className={classes.answer} disabled={state === "asked"} onClick={workerUpdate.take}>
            {t("phone.update.take")}
          </button>
        </div>
      )}
    </aside>
  );
}

/** For a screen on which something is typed: while it is open, no new version takes over. */
export const useUpdatesHeld = (): void => useEffect(holdUpdates, []);
