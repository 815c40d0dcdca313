import { Autocomplete, type AutocompleteProps } from "@mantine/core";
import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";

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

interface AreaEntryProps extends AutocompleteProps {
  /** where suggestions come from: a page for everybody asks elsewhere than the desks */
  readonly from?: string;
  /** what of the typed words an address may carry; all of them unless said */
  readonly asking?: (typed: string) => string;
}

/** An ordinary text field that helps: name, pinyin or initials bring suggestions; a code or a full name works without. */
export function AreaEntry({ from = "/plan/facilities/areas", asking = (typed) => typed, ...props }: AreaEntryProps) {
  const { i18n } = useTranslation();
  const found = useFetcher<{ areas: AreaSuggestion[] }>();
  return (
    <Autocomplete
      {...props}
      data={[...new Set((found.data?.areas ?? []).map((area) => areaText(area, i18n.language)))]}
      filter={({ options }) => options}
      onChange={(text) => {
        const asked = asking(text);
        if (asked.trim().length > 0 && !text.includes("·")) found.load(`${from}?q=${encodeURIComponent(asked)}`);
      }}
      inputWrapperOrder={["label", "input", "description", "error"]}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
