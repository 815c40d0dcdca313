import { getInputProps, type FieldMetadata } from "@conform-to/react";
import { useTranslation } from "react-i18next";
import { AreaEntry } from "~/ui/forms/area-entry";
import { useProblemWords } from "./problem-words";

/** The area of a facility, as a field of its form. */
export function AreaField({ field }: { readonly field: FieldMetadata<string> }) {
  const { t } = useTranslation("catalog");
  const words = useProblemWords();
  const { key, type: _type, ...input } = getInputProps(field, { type: "text" });
  return <AreaEntry key={key} {...input} label={t("form.area")} description={t("form.areaWhat")} error={words(field.errors)} />;
}
