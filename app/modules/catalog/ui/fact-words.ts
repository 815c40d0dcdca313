import { useTranslation } from "react-i18next";
import type { Hours, Price } from "../domain/facility";
import type { FactKey, FactValue, PublicPhone } from "../domain/facility-edit";
import { useClassWords } from "./class-words";
import { useHoursWords } from "./hours-words";
import type { ClassAtPlace } from "../domain/operator-desk";

/** Facts as a person reads them side by side, a line for each entry. */
export function useFactWords(atPlace: readonly ClassAtPlace[]) {
  const { t } = useTranslation("catalog");
  const [named, hours] = [useClassWords(), useHoursWords()];
  const key = (of: FactKey): string => {
    const [what = "", id = ""] = of.split(":");
    const ofClass = atPlace.find(({ classId }) => classId === id);
    return [t(`facts.key.${what}`), ofClass && named(ofClass)].filter(Boolean).join(" · ");
  };
  const lines = (of: FactKey, value: FactValue | undefined): string[] => {
    const [what] = of.split(":");
    if (value === undefined || value === null || value === "") return [t("facts.nothing")];
    if (typeof value !== "object") return [String(value)];
    if (value.length === 0) return [t("facts.nothing")];
    if (what === "hours") return (value as readonly Hours[]).map((slot) => [hours(slot), slot.note].filter(Boolean).join(" · "));
    if (what === "phones")
      return (value as readonly PublicPhone[]).map(({ role, phone }) => [role, phone].filter(Boolean).join(" "));
    return (value as readonly Price[]).map(({ tier, amountFen, unit }) =>
      t("capacity.perUnit", { tier, yuan: amountFen / 100, unit: t(`priceUnit.${unit}`) }),
    );
  };
  return { key, lines };
}
