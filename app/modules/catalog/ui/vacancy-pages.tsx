import { useTranslation } from "react-i18next";
import { SiblingPages } from "~/ui/layout/sibling-pages";

/** How fresh vacancies are, and what operators want changed: one subject, two pages. */
export function VacancyPages() {
  const { t } = useTranslation("catalog");
  const pages = (["vacancies", "edits"] as const).map((page) => ({ to: `/plan/${page}`, label: t(`vacancies.pages.${page}`) }));
  return <SiblingPages label={t("vacancies.pages.label")} pages={pages} />;
}
