import { useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import classes from "./shell.module.css";

/** The next screen is on its way; the present one stays still. */
export function PendingBar() {
  const { state } = useNavigation();
  const { t } = useTranslation("layout");
  return state === "idle" ? null : <div className={classes.pending} role="progressbar" aria-label={t("loading")} />;
}
