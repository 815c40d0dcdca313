import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type FieldMapping, LEAVE_EMPTY } from "../domain/column-mapping";
import type { Field } from "../domain/row-schema";

/** Words of a field that were explained before, each with its meaning to be changed. */
export function RememberedWords({ field, mapped }: { readonly field: Field; readonly mapped: FieldMapping | undefined }) {
  const { t, i18n } = useTranslation("imports");
  const choices = (field.choices ?? []).map(({ key, zh, en }) => ({ value: key, label: i18n.language === "en" ? en : zh }));
  return Object.entries(mapped?.values ?? {}).map(([word, means], at) => (
    <div key={word}>
      <input type="hidden" name={`word.${field.key}-${at}.field`} value={field.key} />
      <input type="hidden" name={`word.${field.key}-${at}.text`} value={word} />
      <NativeSelect
        size="xs"
        name={`word.${field.key}-${at}.means`}
        label={t("words.known", { word })}
        defaultValue={means === "" ? LEAVE_EMPTY : means}
        data={[...choices, { value: LEAVE_EMPTY, label: t("words.empty") }]}
      />
    </div>
  ));
}
