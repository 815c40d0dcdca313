import { List, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { FieldDifference } from "../domain/field-differences";
import { useFieldWords } from "./field-words";

interface ChangeHistoryProps {
  readonly history: readonly {
    readonly id: string;
    readonly version: number;
    readonly cause: string;
    readonly at: string;
    readonly personName: string | null;
    readonly differences: readonly FieldDifference[];
  }[];
  readonly timeZone: string;
}

const MOST_SHOWN = 40;

/** Who changed what and when, field by field, the newest first. */
export function ChangeHistory({ history, timeZone }: ChangeHistoryProps) {
  const { t, i18n } = useTranslation("catalog");
  const words = useFieldWords();
  const clock = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  });
  if (history.length === 0) return <Text c="dimmed">{t("history.none")}</Text>;
  return (
    <Stack gap="md" component="ol" style={{ listStyle: "none", padding: 0, margin: 0 }}>
      {history.map((change) => (
        <li key={change.id}>
          <Text fw={600}>
            {t(`history.cause.${change.cause}`)}
            <Text span fw={400} c="dimmed">
              {` · ${t("history.by", { who: change.personName ?? t("history.nobody"), at: clock.format(new Date(change.at)), version: change.version })}`}
            </Text>
          </Text>
          {change.differences.length > 0 && (
            <List size="sm" spacing={2} mt={4}>
              {change.differences.slice(0, MOST_SHOWN).map((difference) => (
                <List.Item key={difference.path.join("/")}>
                  {t("history.changed", {
                    field: words.path(difference.path),
                    before: words.value(difference.before),
                    after: words.value(difference.after),
                  })}
                </List.Item>
              ))}
              {change.differences.length > MOST_SHOWN && (
                <List.Item>{t("history.more", { count: change.differences.length - MOST_SHOWN })}</List.Item>
              )}
            </List>
          )}
        </li>
      ))}
    </Stack>
  );
}
