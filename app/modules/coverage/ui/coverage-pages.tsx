import { NavLink } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import classes from "./coverage-pages.module.css";

const PAGES = [
  { key: "circles", to: "/plan" },
  { key: "access", to: "/plan/coverage/access" },
  { key: "standards", to: "/plan/coverage/standards" },
  { key: "whatIf", to: "/plan/what-if" },
] as const;

/** The pages that answer one question in different ways; the question goes along. */
export function CoveragePages({ search }: { readonly search: string }) {
  const { t } = useTranslation("coverage");
  return (
    <nav aria-label={t("pages.label")} className={`no-print ${classes.pages}`}>
      {PAGES.map(({ key, to }) => (
        <NavLink key={key} to={search ? `${to}?${search}` : to} end>
          {t(`pages.${key}`)}
        </NavLink>
      ))}
    </nav>
  );
}
