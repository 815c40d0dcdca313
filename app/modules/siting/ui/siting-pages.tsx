import { useTranslation } from "react-i18next";
import { SiblingPages } from "~/ui/layout/sibling-pages";

/** The pages of siting. */
export function SitingPages({ cityCode, mayReadPremises }: { readonly cityCode: string; readonly mayReadPremises: boolean }) {
  const { t } = useTranslation("siting");
  const city = `?city=${cityCode}`;
  const pages = [
    { to: `/plan/siting${city}`, label: t("pages.question") },
    ...(mayReadPremises ? [{ to: `/plan/siting/premises${city}`, label: t("pages.premises") }] : []),
  ];
  return <SiblingPages label={t("pages.label")} pages={pages} />;
}
