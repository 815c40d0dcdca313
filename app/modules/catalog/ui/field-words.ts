import { useTranslation } from "react-i18next";
import type { FieldValue } from "../domain/field-differences";

/** Names of fields and values as a person would say them; what has no name is shown as recorded. */
export function useFieldWords(): {
  readonly path: (path: readonly string[]) => string;
  readonly value: (value: FieldValue) => string;
} {
  const { t } = useTranslation("catalog");
  const word = (key: string) => t(`field.${key}`, { defaultValue: key });
  const row = (text: string) => text.split(" ").map(word).join(" ");
  return {
    path: (path) =>
      path
        .filter((step) => step !== "value")
        .map(row)
        .join(" › "),
    value: (value) => {
      if (value === undefined || value === null || value === "") return t("field.nothing");
      if (typeof value === "boolean") return t(value ? "field.yes" : "field.no");
      return typeof value === "number" ? String(value) : word(value);
    },
  };
}
