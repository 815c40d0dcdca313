import { Anchor, Badge, Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { ListedFlag } from "../domain/listed-flag";
import { SETTLINGS } from "../domain/visit-flags";
import { flagSaid } from "./flag-facts";
import { FlagHistory } from "./flag-history";

interface Props {
  readonly flag: ListedFlag;
  readonly people: Readonly<Record<string, string>>;
  readonly areas: Readonly<Record<string, string>>;
  readonly timeZone: string;
  readonly action: string;
  /** settle it, say how it was, or neither */
  readonly may: "settle" | "say" | null;
}

/** One thing worth a look: its numbers, the visit it stands at, what was said of it, and what a human makes of it. */
export function FlagCard({ flag, people, areas, timeZone, action, may }: Props) {
  const { t, i18n } = useTranslation("visits");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone,
  });
  const name = flag.name ?? "••••";
  return (
    <article
      className="surface"
      style={{ padding: "0.9rem 1rem" }}
      aria-label={t("checks.of", { kind: t(`checks.kind.${flag.kind}`), name })}
    >
      <Stack gap={6}>
        <Group gap="xs" justify="space-between">
          <Badge variant="light" color="gray" tt="none" size="lg">
            {t(`checks.kind.${flag.kind}`)}
          </Badge>
          <Text size="sm" c="dimmed">
            {t("checks.raisedAt", { at: time.format(new Date(flag.raisedAt)) })}
          </Text>
        </Group>
        <Text fw={600}>{flagSaid(flag.kind, flag.facts, t)}</Text>
        <Text size="sm">
          <Anchor component={Link} to={`/visits/log/${flag.eventId}`}>
            {time.format(new Date(flag.beganAt))} {name}
          </Anchor>{" "}
          {[
            areas[flag.areaCode] ?? flag.areaCode,
            t(`outcome.${flag.outcome}`),
            t(`channel.${flag.channel}`),
            t("minutes", { minutes: flag.minutes }),
            people[flag.authorId] ?? t("due.somebody"),
          ].join(" · ")}
        </Text>
        {flag.words.length > 1 && <FlagHistory {...{ words: flag.words.slice(1), people, timeZone }} />}
        {may && (
          <Form method="post" action={action} className="no-print">
            <input type="hidden" name="flag" value={flag.id} />
            <Group align="end" gap="xs">
              {may === "settle" && (
                <NativeSelect
                  name="how"
                  label={t("checks.settle")}
                  data={[
                    { value: "", label: t("checks.choose") },
                    ...SETTLINGS.map((how) => ({ value: how, label: t(`checks.how.${how}`) })),
                  ]}
                />
              )}
              <TextInput
                name="note"
                label={t(may === "settle" ? "checks.note" : "checks.explain")}
                maxLength={500}
                required={may === "say"}
                style={{ flex: "1 1 14rem" }}
                autoComplete="off"
              />
              <Button type="submit" variant="default" name="intent" value={may}>
                {t(may === "settle" ? "checks.settleDo" : "checks.explainDo")}
              </Button>
            </Group>
          </Form>
        )}
      </Stack>
    </article>
  );
}
