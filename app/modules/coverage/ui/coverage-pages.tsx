import { useTranslation } from "react-i18next";
import { SiblingPages } from "~/ui/layout/sibling-pages";

const PAGES = [
  { key: "circles", to: "/plan" },
  { key: "access", to: "/plan/coverage/access" },
  { key: "standards", to: "/plan/coverage/standards" },
  { key: "whatIf", to: "/plan/what-if" },
  { key: "siting", to: "/plan/siting" },
] as const;

/** The pages that answer one question in different ways; the question goes along. */
export function CoveragePages({ search }: { readonly search: string }) {
  const { t } = useTranslation("coverage");
  const pages = PAGES.map(({ key, to }) => ({ to: search ? `${to}?${search}` : to, label: t(`pages.${key}`) }));
  return <SiblingPages label={t("pages.label")} pages={pages} />;
}
