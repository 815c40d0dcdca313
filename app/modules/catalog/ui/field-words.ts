import { useTranslation } from "react-i18next";
import type { FieldValue } from "../domain/field-differences";
import { useWeekDayWords } from "./hours-words";
import type { RegistryNames } from "./registry-names";

/** Names of fields and values as a person would say them; what has no name is shown as recorded. */
export function useFieldWords(names: RegistryNames): {
  readonly path: (path: readonly string[]) => string;
  readonly value: (value: FieldValue, path: readonly string[]) => string;
} {
  const { t } = useTranslation("catalog");
  const days = useWeekDayWords();
  const word = (key: string) =>
    t(`field.${key}`, { defaultValue: "" }) ||
    [names.type, names.kind].map((of) => of(key)).find((name) => name !== key) ||
    days(key);
  const row = (text: string) => text.split(" ").map(word).join(" ");
  return {
    path: (path) =>
      path
        .filter((step) => step !== "value")
        .map(row)
        .join(" › "),
    value: (value, path) => {
      if (value === undefined || value === null || value === "") return t("field.nothing");
      if (typeof value === "boolean") return t(value ? "field.yes" : "field.no");
      if (typeof value === "number") return path.at(-1) === "amountFen" ? t("field.yuan", { yuan: value / 100 }) : String(value);
      return word(value);
    },
  };
}
