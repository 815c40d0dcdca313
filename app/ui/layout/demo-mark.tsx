import { useTranslation } from "react-i18next";
import classes from "./shell.module.css";

/** Stays on screen and on paper. */
export function DemoMark() {
  const { t } = useTranslation("layout");
  return (
    <div className={classes.mark} role="note">
      {t("demoMark")}
    </div>
  );
}
