import { getInputProps, type FieldMetadata } from "@conform-to/react";
import { Autocomplete } from "@mantine/core";
import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useProblemWords } from "./problem-words";

interface AreaSuggestion {
  readonly code: string;
  readonly name: string;
  readonly within: string;
  readonly nameEn: string;
  readonly withinEn: string;
}

/** «金水区 花园路街道 · 410105003»: what a person reads and what the record keeps, in one text. */
export const areaText = (area: AreaSuggestion, language: string): string =>
  `${(language === "en" ? [area.nameEn, area.withinEn] : [area.within, area.name]).filter(Boolean).join(language === "en" ? ", " : " ")} · ${area.code}`;

/** An ordinary text field that helps: name, pinyin or initials bring suggestions; a code or a full name works without. */
export function AreaField({ field }: { readonly field: FieldMetadata<string> }) {
  const { t, i18n } = useTranslation("catalog");
  const words = useProblemWords();
  const found = useFetcher<{ areas: AreaSuggestion[] }>();
  const { key, type: _type, ...input } = getInputProps(field, { type: "text" });
  return (
    <Autocomplete
      key={key}
      {...input}
      label={t("form.area")}
      description={t("form.areaWhat")}
      data={[...new Set((found.data?.areas ?? []).map((area) => areaText(area, i18n.language)))]}
      filter={({ options }) => options}
      onChange={(text) => {
        if (text.trim().length > 0 && !text.includes("·")) found.load(`/plan/facilities/areas?q=${encodeURIComponent(text)}`);
      }}
      error={words(field.errors)}
      inputWrapperOrder={["label", "input", "description", "error"]}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
