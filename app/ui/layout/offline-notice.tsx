import { useNetwork } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import classes from "./shell.module.css";

export function OfflineNotice() {
  const { online } = useNetwork();
  const { t } = useTranslation("layout");
  return (
    <aside aria-live="polite" aria-label={t("offlineLabel")}>
      {online ? null : <div className={classes.notice}>{t("offline")}</div>}
    </aside>
  );
}
