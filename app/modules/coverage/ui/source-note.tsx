import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isMark, sourceWords } from "~/ui/languages/source-words";

/** Where a value comes from, and how far it can be trusted, in words. */
export function SourceNote({ source, mark = "" }: { readonly source: string; readonly mark?: string }) {
  const { t, i18n } = useTranslation("coverage");
  const { text, marks } = sourceWords(source, i18n.language);
  const all = [...new Set([...marks, mark])].filter(isMark);
  return (
    <Text size="sm" c="dimmed">
      {t("how.source", { source: text })}
      {all.length > 0 && t("how.marked", { words: all.map((each) => t(`how.mark.${each}`)).join(t("report.and")) })}
    </Text>
  );
}
