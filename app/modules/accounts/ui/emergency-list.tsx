import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { areaWords, type AreaNames } from "./govern-words";

export interface EmergencyShown {
  readonly id: string;
  readonly personId: string;
  readonly personName: string | null;
  readonly line: string;
  readonly areaCode: string;
  readonly reason: string;
  readonly openedAt: string;
  readonly expiresAt: string;
  readonly finding: string | null;
  readonly reviewedBy: string | null;
}

interface EmergencyListProps {
  readonly openings: readonly EmergencyShown[];
  readonly names: AreaNames;
  /** whose openings the reader may not review: their own; null = the reader reviews none */
  readonly reviewer: string | null;
}

/** What was opened beyond somebody's grants, why, until when, and what another found. */
export function EmergencyList({ openings, names, reviewer }: EmergencyListProps) {
  const { t, i18n } = useTranslation("accounts");
  const moment = (text: string) =>
    new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", {
      ...{ timeZone: "Asia/Shanghai", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    } as const).format(new Date(text));
  return (
    <Stack gap="md">
      {openings.map((one) => (
        <section key={one.id} className="surface">
          <Stack p="md" gap={6}>
            <Group justify="space-between" gap="sm">
              <Text fw={600}>
                {t("emergency.sentence", {
                  name: one.personName ?? t("audit.gone", { id: `…${one.personId.slice(-6)}` }),
                  area: areaWords(one.areaCode, names, i18n.language, t),
                  line: t(`line.${one.line}`),
                })}
              </Text>
              <Badge color={one.finding === null ? "orange" : one.finding === "justified" ? "jade" : "red"} variant="light">
                {t(`emergency.${one.finding ?? "waits"}`)}
              </Badge>
            </Group>
            <Text>{one.reason}</Text>
            <Text size="sm" c="dimmed">
              {t("emergency.until", { from: moment(one.openedAt), to: moment(one.expiresAt) })}
              {one.reviewedBy && ` · ${t("emergency.by", { name: one.reviewedBy })}`}
            </Text>
            {reviewer !== null && one.finding === null && one.personId !== reviewer && (
              <Group component="div" gap="sm">
                {(["justified", "not-justified"] as const).map((finding) => (
                  <Form method="post" key={finding}>
                    <input type="hidden" name="opening" value={one.id} />
                    <input type="hidden" name="finding" value={finding} />
                    <Button type="submit" size="xs" variant="default">
                      {t(finding === "justified" ? "emergency.justify" : "emergency.reject")}
                    </Button>
                  </Form>
                ))}
              </Group>
            )}
          </Stack>
        </section>
      ))}
    </Stack>
  );
}
