import { useTranslation } from "react-i18next";
import classes from "./shell.module.css";

/** Stays on screen and on paper. */
export function DemoMark() {
  const { t } = useTranslation("layout");
  return (
    <aside className={classes.mark} aria-label={t("demoLabel")}>
      {t("demoMark")}
    </aside>
  );
}
