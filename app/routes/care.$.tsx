import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

/** An address below /care that is no page, opened without a network as likely as with one. */
export default function NoCarePage() {
  const { t } = useTranslation("layout");
  return (
    <div style={{ display: "grid", gap: "1rem" }}>
      <h1 style={{ margin: 0, fontSize: "1.25rem" }}>{t("error.not-found.title")}</h1>
      <p style={{ margin: 0 }}>{t("error.not-found.what")}</p>
      <Link to="/care">{t("phone.brand")}</Link>
    </div>
  );
}
