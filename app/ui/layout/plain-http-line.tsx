import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import classes from "./line.module.css";

const never = () => () => undefined;

/** For staff, on every page: what the browser withholds because nothing protects the way here. */
export function PlainHttpLine() {
  const { t } = useTranslation("layout");
  const isSecure = useSyncExternalStore(
    never,
    () => window.isSecureContext,
    () => true,
  );
  if (isSecure) return null;
  return (
    <aside className={`${classes.line} no-print`} aria-label={t("plainHttp.label")}>
      {t("plainHttp.line")}
    </aside>
  );
}
