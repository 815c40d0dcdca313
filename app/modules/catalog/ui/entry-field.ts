import { useTranslation } from "react-i18next";
import type { FacilityKindRefusal, ServiceTypeRefusal } from "../domain/service-type";
import type { Typed } from "./registry-form-value";

export type EntryRefusal = ServiceTypeRefusal | FacilityKindRefusal | { readonly kind: "not-permitted" };

const FIELD_OF: Record<ServiceTypeRefusal["kind"], string> = {
  "key-malformed": "key",
  "key-taken": "key",
  "name-missing": "nameZh",
  "symbol-not-one-character": "symbol",
  "circle-out-of-bounds": "circle",
  "walker-unknown": "walkerKey",
};

function fieldOf(refusal: EntryRefusal): string | null {
  if (refusal.kind === "not-permitted") return null;
  return refusal.kind === "name-missing" && refusal.language === "en" ? "nameEn" : FIELD_OF[refusal.kind];
}

/** What every field of a registry entry has: its name, its label, what was typed, and its own problem in words. */
export function useEntryField(typed: Typed, refusals: readonly EntryRefusal[]) {
  const { t } = useTranslation("catalog");
  return (name: string) => {
    const refusal = refusals.find((candidate) => fieldOf(candidate) === name);
    const isEmpty = refusal?.kind === "key-malformed" && refusal.given === "";
    return {
      ...{ name, label: t(`registry.${name}`), defaultValue: typed[name] ?? "" },
      error: refusal && (isEmpty ? t("problem.missing") : t(`registry.refusal.${refusal.kind}`, { ...refusal })),
    };
  };
}
