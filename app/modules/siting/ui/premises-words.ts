import { useTranslation } from "react-i18next";
import type { Fen } from "~/shared/units";
import type { Premises } from "../domain/premises/premises";

/** Figures of premises as the reader reads them: 6万元, ¥60,000; 260 m². */
export function usePremisesWords() {
  const { t, i18n } = useTranslation("siting");
  const isEnglish = i18n.language === "en";
  const locale = isEnglish ? "en-GB" : "zh-CN";
  const number = (value: number, digits = 0) => value.toLocaleString(locale, { maximumFractionDigits: digits });
  const none = "—";
  return {
    number,
    money(fen: Fen | null): string {
      if (fen === null) return none;
      if (isEnglish) return `¥${number(fen / 100, 2)}`;
      return fen >= 1_000_000 ? `${number(fen / 1_000_000, 2)}万元` : `${number(fen / 100, 2)}元`;
    },
    size: (areaM2: number | null): string => (areaM2 === null ? none : `${number(areaM2, 1)} m²`),
    lease: ({ leaseUntil, leaseWords }: Pick<Premises, "leaseUntil" | "leaseWords">): string =>
      leaseUntil ?? (leaseWords || none),
    lift: ({ lift }: Pick<Premises, "lift">): string => t(`premises.lifts.${lift}`),
    fire: ({ fire }: Pick<Premises, "fire">): string => t(`premises.fires.${fire}`),
  };
}
