import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import classes from "./shell.module.css";
import { waits } from "./waits";

/** While the server asks to wait: why nothing happens, that nothing typed is lost, and how long it will take. */
export function WaitingNotice() {
  const { t } = useTranslation("layout");
  const until = useSyncExternalStore(waits.subscribe, waits.lastEnd, waits.none);
  return (
    <aside aria-live="polite" aria-label={t("tooMany.label")}>
      {until === null ? null : <Waiting until={until} />}
    </aside>
  );
}

function Waiting({ until }: { readonly until: number }) {
  const { t } = useTranslation("layout");
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(clock);
  }, []);
  const seconds = Math.max(1, Math.ceil((until - now) / 1000));
  return (
    <div className={classes.notice}>
      {/* Read aloud once, not with each second. */}
      <strong>{t("tooMany.title")}</strong> <span aria-live="off">{t("tooMany.waiting", { seconds })}</span>
    </div>
  );
}
