import { useNetwork } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./shell.module.css";

export function OfflineNotice() {
  const { online } = useNetwork();
  const { t } = useTranslation("layout");
  return (
    <aside aria-live="polite" aria-label={t("offlineLabel")}>
      {online ? null : <Offline />}
    </aside>
  );
}

/** While the network is away, whatever would lose the open page is held back: links to other pages, and forms with what they hold. */
function Offline() {
  const { t } = useTranslation("layout");
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const hold = (event: Event) => {
      if (!needsNetwork(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setHeld(true);
    };
    // Before the page's own listeners.
    window.addEventListener("click", hold, true);
    window.addEventListener("submit", hold, true);
    return () => {
      window.removeEventListener("click", hold, true);
      window.removeEventListener("submit", hold, true);
    };
  }, []);
  return <div className={classes.notice}>{t(held ? "offlineHeld" : "offline")}</div>;
}

function needsNetwork(event: Event): boolean {
  if (event.type === "submit") return true;
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  if (!link || link.origin !== location.origin) return false;
  return link.hash === "" || link.pathname + link.search !== location.pathname + location.search;
}
