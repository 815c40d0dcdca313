import { List, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Walker } from "../domain/walker";
import { fieldsThatDiffer, type WalkerChange, type WalkerField, type WalkerSaid } from "../domain/walker-change";

interface WalkerHistoryProps {
  readonly changes: readonly WalkerChange[];
  readonly walkers: readonly Walker[];
  readonly timeZone: string;
}

/** Who changed how somebody walks, when, and from what to what; the newest first. */
export function WalkerHistory({ changes, walkers, timeZone }: WalkerHistoryProps) {
  const { t, i18n } = useTranslation("places");
  const isEnglish = i18n.language === "en";
  const clock = new Intl.DateTimeFormat(isEnglish ? "en-GB" : "zh-CN", { dateStyle: "medium", timeStyle: "short", timeZone });
  const nameOf = (key: string) => {
    const walker = walkers.find((one) => one.key === key);
    return walker ? (isEnglish ? walker.nameEn : walker.nameZh) : key;
  };
  const said = (value: WalkerSaid, field: WalkerField) =>
    field === "movement" ? t(`walkers.movementIs.${value.movement}`) : String(value[field]) || t("walkers.history.nothing");
  return (
    <section className="surface" aria-labelledby="walker-history" style={{ padding: "1rem" }}>
      <Title order={2} size="h4" id="walker-history" mb="xs">
        {t("walkers.history.title")}
      </Title>
      {changes.length === 0 && <Text c="dimmed">{t("walkers.history.none")}</Text>}
      <Stack gap="sm" component="ol" style={{ listStyle: "none", padding: 0, margin: 0 }}>
        {changes.map(({ id, walker, at, personName, before, after }) => (
          <li key={id}>
            <Text fw={600}>
              {nameOf(walker)}
              <Text span fw={400} c="dimmed">
                {` · ${clock.format(at)} · ${personName ?? t("walkers.history.nobody")}`}
              </Text>
            </Text>
            <List size="sm" spacing={2}>
              {fieldsThatDiffer(before, after).map((field) => (
                <List.Item key={field}>
                  {t("walkers.history.changed", {
                    field: t(`walkers.${field}`),
                    before: said(before, field),
                    after: said(after, field),
                  })}
                </List.Item>
              ))}
            </List>
          </li>
        ))}
      </Stack>
    </section>
  );
}
