import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ReadableRecord } from "../domain/refused-record";

interface Props {
  readonly opened: ReadableRecord | null;
  readonly mayOpen: boolean;
  readonly timeZone: string;
  readonly told: ReactNode;
  /** the field that asks why */
  readonly reason: ReactNode;
}

/** What it says, as somebody reads it: closed until somebody says why. */
export function RefusedOpened({ opened, mayOpen, timeZone, told, reason }: Props) {
  const { t } = useTranslation("visits");
  return (
    <section className="surface" style={{ padding: "1rem" }} aria-labelledby="opened">
      <Stack gap="sm">
        <Title order={2} size="h4" id="opened">
          {t("refused.content")}
        </Title>
        {told}
        {opened ? (
          <Words opened={opened} timeZone={timeZone} />
        ) : mayOpen ? (
          <Form method="post" className="no-print">
            <Group align="end">
              {reason}
              <Button type="submit" name="intent" value="open" variant="default">
                {t("refused.open")}
              </Button>
            </Group>
          </Form>
        ) : (
          <Text c="dimmed">{t("refused.notYours")}</Text>
        )}
      </Stack>
    </section>
  );
}

function Words({ opened, timeZone }: { readonly opened: ReadableRecord; readonly timeZone: string }) {
  const { t, i18n } = useTranslation("visits");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone },
  });
  const { kind, outcome, channel, purpose, beganAt, minutes, capturedAt, looked, findings, needs, note } = opened;
  const lines = [
    [outcome && t(`outcome.${outcome}`), channel && t(`channel.${channel}`), purpose && t(`purpose.${purpose}`)],
    [beganAt && time.format(new Date(beganAt)), minutes !== null && t("minutes", { minutes })],
    [capturedAt && t("refused.capturedAt", { at: time.format(new Date(capturedAt)) }), opened.isLate && t("refused.late")],
    looked.map(([part, is]) => `${t(`looked.${part}`)} ${t(`lookedIs.${is}`)}`),
    [findings.length > 0 && t("refused.findings", { findings: findings.map((one) => t(`finding.${one}`)).join(t("list")) })],
    [needs && t("evidence.needs", { needs })],
    [note && t("evidence.note", { note })],
    [opened.accuracyMetres !== null && t("refused.accuracy", { metres: Math.round(opened.accuracyMetres) })],
  ].map((parts) => parts.filter(Boolean).join(" · "));
  const told = lines.filter(Boolean);
  return (
    <>
      {told.map((line) => (
        <Text key={line} style={{ overflowWrap: "anywhere", whiteSpace: "pre-line" }}>
          {line}
        </Text>
      ))}
      {opened.picture && <img src={opened.picture} alt={t("refused.picture")} style={{ maxWidth: "100%" }} />}
      {told.length === 0 && !opened.picture && <Text c="dimmed">{t("refused.nothingToRead")}</Text>}
      {kind === "visit" && outcome === null && told.length > 0 && <Text c="dimmed">{t("refused.partsOnly")}</Text>}
    </>
  );
}
