import { List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { FlagWord } from "../domain/listed-flag";

interface Props {
  readonly words: readonly FlagWord[];
  readonly people: Readonly<Record<string, string>>;
  readonly timeZone: string;
}

/** What became of a flag, in order: who said what, and when. */
export function FlagHistory({ words, people, timeZone }: Props) {
  const { t, i18n } = useTranslation("visits");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone,
  });
  return (
    <List size="sm" spacing={2} listStyleType="none">
      {words.map((word, at) => (
        <List.Item key={at}>
          <Text span c="dimmed" size="sm">
            {time.format(new Date(word.at))}
          </Text>{" "}
          {t(`checks.did.${word.did}`, {
            name: word.by ? (people[word.by] ?? t("due.somebody")) : "",
            how: word.how ? t(`checks.how.${word.how}`) : "",
          })}
          {word.note && t("checks.noted", { note: word.note })}
        </List.Item>
      ))}
    </List>
  );
}
