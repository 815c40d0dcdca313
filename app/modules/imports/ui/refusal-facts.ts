import type { TFunction } from "i18next";
import type { StepRefusal } from "../domain/import-batch";

/** The facts of a refusal as words. */
export function refusalFacts(t: TFunction<"imports">, language: string, refusal: StepRefusal): Record<string, string | number> {
  if (refusal.kind === "not-now") return { status: t(`status.${refusal.status}`) };
  if (refusal.kind === "refused-rows" || refusal.kind === "unanswered") return { rows: refusal.rows };
  if (refusal.kind === "required-unmapped")
    return { fields: refusal.fields.map((field) => (language === "en" ? field.en : field.zh)).join("、") };
  return {};
}
