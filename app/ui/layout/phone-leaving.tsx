import { useNetwork } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { isOnPhone } from "./phone-document";
import classes from "./phone.module.css";

/** Links that lead away from the pages the phone keeps: with a network each opens as a document of its own, without one it is said why not. */
export function PhoneLeaving() {
  const { online } = useNetwork();
  const { t } = useTranslation("layout");
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (online) setHeld(false);
    const lead = (event: MouseEvent) => {
      const away = addressAway(event);
      if (!away) return;
      event.preventDefault();
      event.stopPropagation();
      if (online) window.location.assign(away);
      else setHeld(true);
    };
    // Before the links' own listeners.
    window.addEventListener("click", lead, true);
    return () => window.removeEventListener("click", lead, true);
  }, [online]);
  return (
    <aside aria-live="polite" aria-label={t("offlineLabel")}>
      {isHeld && !online && <div className={classes.line}>{t("phone.away")}</div>}
    </aside>
  );
}

function addressAway(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  if (!link || link.target === "_blank" || link.hasAttribute("download")) return null;
  return link.origin === window.location.origin && !isOnPhone(link.pathname) ? link.href : null;
}
