import { useTranslation } from "react-i18next";

interface SaidClass {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly kind: string;
  readonly carePattern: string | null;
  readonly ageFromMonths: number | null;
  readonly ageToMonths: number | null;
}

/** «托育 · 托小班 · 12–24个月 · 全日托» */
export function useClassWords(): (of: SaidClass) => string {
  const { t, i18n } = useTranslation("catalog");
  return ({ nameZh, nameEn, kind, carePattern, ageFromMonths, ageToMonths }) =>
    [
      i18n.language === "en" ? nameEn : nameZh,
      kind === "general" ? null : t(`classKind.${kind}`, { defaultValue: kind }),
      ageFromMonths === null ? null : t("capacity.ages", { from: ageFromMonths, to: ageToMonths ?? "…" }),
      carePattern && t(`carePattern.${carePattern}`),
    ]
      .filter(Boolean)
      .join(" · ");
}
