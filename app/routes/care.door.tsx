import { Link, useLocation, useNavigate, useOutletContext } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { beginVisit } from "~/modules/visits/ui/care/begin-visit";
import type { Care } from "~/modules/visits/ui/care/care-context";
import { useScreenTitle } from "~/modules/visits/ui/care/use-phone";
import { canSeal } from "~/offline/can-work-offline";
import { digestOf } from "~/offline/vault-cipher";

/** Where the QR on a door leads: its code stands behind the # of the address and never reaches a server's log. */
export default function CareDoorPage() {
  const care = useOutletContext<Care>();
  const { t } = useTranslation("care");
  const { hash } = useLocation();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<"none" | "unknown" | "cannot" | "failed" | null>(null);
  const isLooking = useRef(false);
  useScreenTitle(`${t("doorCode.title")} · ${t("brand")}`);
  const { list } = care;
  useEffect(() => {
    if (!list || isLooking.current) return;
    isLooking.current = true;
    const code = decodeURIComponent(hash.replace(/^#/, ""));
    async function look() {
      if (code === "") return setProblem("none");
      if (!canSeal()) return setProblem("cannot");
      const doorHash = await digestOf(code);
      const resident = list?.residents.find((one) => one.doorHash === doorHash);
      if (!resident) return setProblem("unknown");
      await beginVisit(care, resident.id, { doorCode: code });
      navigate(`/care/visit/${resident.id}`, { replace: true });
    }
    void look().catch(() => setProblem("failed"));
  }, [care, list, hash, navigate]);
  return (
    <div style={{ display: "grid", gap: "1rem" }}>
      <h1 style={{ margin: 0, fontSize: "1.25rem" }}>{t("doorCode.title")}</h1>
      <p style={{ margin: 0 }}>{t(problem ? `doorCode.${problem}` : "doorCode.looking")}</p>
      {problem && <Link to="/care">{t("tabs.today")}</Link>}
    </div>
  );
}
