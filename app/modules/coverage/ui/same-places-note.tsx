import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CoverageQuery } from "../domain/coverage-query";
import { countText, nameIn } from "./figure-text";

interface Named {
  readonly key: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

interface SamePlacesNoteProps {
  readonly query: CoverageQuery;
  /** services at exactly the same places as one of those asked for */
  readonly sharedWith: readonly string[];
  readonly types: readonly Named[];
  readonly sites: number;
  readonly isDemo: boolean;
}

/** Two services in one house have one circle: said where a reader would compare them and wonder. */
export function SamePlacesNote({ query, sharedWith, types, sites, isDemo }: SamePlacesNoteProps) {
  const { t, i18n } = useTranslation("coverage");
  if (sharedWith.length === 0) return null;
  const named = (keys: readonly string[]) =>
    keys
      .map((key) => nameIn(i18n.language, types.find((type) => type.key === key) ?? { nameZh: key, nameEn: key }))
      .join(t("report.and"));
  const others = sharedWith.filter((key) => !query.types.includes(key));
  return (
    <Text size="sm" data-testid="same-places">
      {others.length > 0
        ? t("same.others", { others: named(others), types: named(query.types), sites: countText(sites, i18n.language) })
        : t("same.chosen", { types: named(query.types), sites: countText(sites, i18n.language) })}{" "}
      {isDemo && t("same.demo")}
    </Text>
  );
}
