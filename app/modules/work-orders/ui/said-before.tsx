import { List, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface SaidBeforeProps {
  readonly said: readonly {
    readonly key: string;
    readonly version: number;
    readonly saidAt: Date;
    readonly saidBy: string | null;
    readonly reason: string | null;
    readonly rungs: readonly { readonly who: string; readonly minutes: number }[];
  }[];
  readonly people: Readonly<Record<string, string>>;
  readonly timeZone: string;
}

const URGENCIES = new Set(["danger", "today", "soon"]);

/** Every version a city ever said, who said it, when and why: the first of a kind holds. */
export function SaidBefore({ said, people, timeZone }: SaidBeforeProps) {
  const { t, i18n } = useTranslation("work-orders");
  if (said.length === 0) return null;
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    ...{ dateStyle: "medium", timeStyle: "short" },
    timeZone,
  });
  return (
    <section aria-labelledby="said-before">
      <Title order={2} size="h4" id="said-before">
        {t("ladders.before")}
      </Title>
      <List size="sm">
        {said.map((one) => (
          <List.Item key={`${one.key} ${one.version}`}>
            {time.format(one.saidAt)} · {t(`ladders.${URGENCIES.has(one.key) ? "urgency" : "kind"}.${one.key}`)} ·{" "}
            {t("ladders.nth", { version: one.version })}：
            {one.rungs
              .map(({ who, minutes }) => (who === "" ? String(minutes) : `${t(`ladders.rung.${who}`)} ${minutes}`))
              .join(" → ")}
            <Text span c="dimmed">
              {" "}
              {people[one.saidBy ?? ""] ?? ""} {one.reason}
            </Text>
          </List.Item>
        ))}
      </List>
    </section>
  );
}
