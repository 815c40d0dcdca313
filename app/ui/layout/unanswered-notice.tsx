import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import classes from "./shell.module.css";
import { unanswered } from "./unanswered";

/** A form went out and no answer came: the page and what was typed stay, and whoever sent it decides when it is tried again. */
export function UnansweredNotice() {
  const { t } = useTranslation("layout");
  const count = useSyncExternalStore(unanswered.subscribe, unanswered.count, unanswered.none);
  return (
    <aside aria-live="polite" aria-label={t("unanswered.label")}>
      {count === 0 ? null : (
        <div className={classes.notice}>
          <strong>{t("unanswered.title")}</strong> {t("unanswered.what")}{" "}
          <button type="button" className={classes.noticeButton} onClick={unanswered.tryAgain}>
            {t("unanswered.again")}
          </button>
        </div>
      )}
    </aside>
  );
}
