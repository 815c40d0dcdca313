import { Link, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { SiblingPages } from "~/ui/layout/sibling-pages";
import type { Grant } from "~/modules/accounts/domain/grant";
import { may } from "~/modules/accounts/domain/may";
import type { Permission } from "~/modules/accounts/domain/permission";
import classes from "./visit-pages.module.css";

interface VisitPage {
  readonly key: string;
  readonly to: string;
  /** Who may open it; null where everybody who visits may. */
  readonly permission: Permission | null;
}

/** The pages of visiting, by what somebody came to do; the first page of a subject is its door. */
const SUBJECTS: readonly { readonly key: string; readonly pages: readonly VisitPage[] }[] = [
  {
    key: "watching",
    pages: [
      { key: "watch", to: "/visits/watch", permission: "read:visits" },
      { key: "orders", to: "/visits/orders", permission: null },
      { key: "requests", to: "/visits/requests", permission: "read:work-orders" },
      { key: "duty", to: "/visits/duty", permission: "read:visits" },
    ],
  },
  {
    key: "visiting",
    pages: [
      { key: "due", to: "/visits/due", permission: null },
      { key: "mine", to: "/visits/mine", permission: "propose:residents" },
      { key: "log", to: "/visits/log", permission: null },
      { key: "checks", to: "/visits/checks", permission: null },
      { key: "refused", to: "/visits/refused", permission: "read:visits" },
    ],
  },
  {
    key: "planning",
    pages: [
      { key: "plan", to: "/visits/plan", permission: "read:visits" },
      { key: "caregivers", to: "/visits/caregivers", permission: "read:visits" },
    ],
  },
  { key: "month", pages: [{ key: "month", to: "/visits/month", permission: "read:visits" }] },
  { key: "residents", pages: [{ key: "residents", to: "/visits/residents", permission: "read:residents" }] },
  {
    key: "rules",
    pages: [
      { key: "rules", to: "/visits/rules", permission: "read:visits" },
      { key: "modes", to: "/visits/modes", permission: "read:visits" },
    ],
  },
];

/** Where the reader is among what they may open: the subjects of visiting, and below them the pages of this one. */
export function VisitPages({ grants }: { readonly grants: readonly Grant[] }) {
  const { t } = useTranslation("visits");
  const { pathname } = useLocation();
  const subjects = SUBJECTS.map(({ key, pages }) => ({
    key,
    pages: pages.filter(({ permission }) => permission === null || may({ grants }, permission)),
  })).filter(({ pages }) => pages.length > 0);
  const here = subjects.find(({ pages }) => pages.some(({ to }) => pathname === to || pathname.startsWith(`${to}/`)));
  return (
    <div className={`no-print ${classes.pages}`}>
      <nav aria-label={t("pages.label")} className={classes.subjects}>
        {subjects.map(({ key, pages }) => (
          <Link
            key={key}
            to={pages[0]?.to ?? ""}
            aria-current={key === here?.key ? (pages.length === 1 ? "page" : "true") : undefined}
          >
            {t(`pages.subject.${key}`)}
          </Link>
        ))}
      </nav>
      {here && here.pages.length > 1 && (
        <SiblingPages
          label={t(`pages.subject.${here.key}`)}
          pages={here.pages.map(({ key, to }) => ({ to, label: t(`pages.${key}`) }))}
        />
      )}
    </div>
  );
}
