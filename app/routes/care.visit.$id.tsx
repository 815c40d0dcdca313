import { Link, useOutletContext, useParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { residentOf } from "~/modules/visits/domain/care-day";
import type { Care } from "~/modules/visits/ui/care/care-context";
import { CareVisitScreen } from "~/modules/visits/ui/care/care-visit-screen";
import { useScreenTitle } from "~/modules/visits/ui/care/use-phone";

/** By the register's own id: nothing of anybody stands in the address. */
export default function CareVisitPage() {
  const care = useOutletContext<Care>();
  const { id } = useParams();
  const { t } = useTranslation("care");
  useScreenTitle(`${t("visit.title")} · ${t("brand")}`);
  const { list } = care;
  if (!list) return null;
  const resident = residentOf(list, care.drafts, id);
  if (!resident)
    return (
      <div style={{ display: "grid", gap: "1rem" }}>
        <h1 style={{ margin: 0, fontSize: "1.25rem" }}>{t("visit.notOnList")}</h1>
        <p style={{ margin: 0 }}>{t("visit.notOnListWhat")}</p>
        <Link to="/care">{t("tabs.today")}</Link>
      </div>
    );
  return <CareVisitScreen key={resident.id} {...{ care, list, resident }} />;
}
