import { useTranslation } from "react-i18next";
import type { CatalogRefusal } from "../domain/catalog-refusal";
import { operatorKindWords } from "./problem-words";

/** The sentence for a refusal, in the reader's language, with its facts in it. */
export function useRefusalWords(): (refusal: CatalogRefusal) => string {
  const { t } = useTranslation("catalog");
  return (refusal) => {
    switch (refusal.kind) {
      case "step-not-allowed": {
        const states = refusal.allowed.map((state) => t(`state.${state}`)).join("、") || t("refusal.noState");
        return t("refusal.step-not-allowed", { from: t(`state.${refusal.from}`), to: t(`state.${refusal.to}`), allowed: states });
      }
      case "reason-missing":
        return t("refusal.reason-missing", { to: t(`state.${refusal.to}`) });
      case "operator-kind-of-others":
        return operatorKindWords(t, refusal);
      case "beyond-own":
        return t("refusal.beyond-own", {
          area: refusal.areaCode,
          line: refusal.line ? t(`line.${refusal.line}`) : t("refusal.allLines"),
        });
      case "fields":
        return t("refusal.fields", { count: refusal.fields.length });
      case "not-permitted":
      case "not-found":
      case "changed-meanwhile":
      case "others-write":
      case "no-predecessor":
        return t(`refusal.${refusal.kind}`);
      case "day-unreadable":
      case "before-current-state":
        return t(`refusal.${refusal.kind}`, { ...refusal });
    }
  };
}
