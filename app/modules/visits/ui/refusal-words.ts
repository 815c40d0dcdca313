import type { TFunction } from "i18next";

/** Why a record was refused, in words; a reason of another version as it is, and marked as such. */
export const refusalWords = (t: TFunction<"visits">, why: string): string => {
  const words = t(`visits:careWhy.${why}`, { defaultValue: "" });
  return words === "" ? t("visits:refused.otherWhy", { why }) : words;
};
