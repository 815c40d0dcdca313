import { Alert, Anchor, Container, List, Stack, Text, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { referenceText, type Urgency } from "../domain/family-request";
import { DangerFirst } from "./danger-first";
import { DutyNow, type DutyShown } from "./duty-now";

interface LookInAnswerProps {
  readonly asked: {
    readonly reference: string;
    readonly answerBy: string;
    readonly isPast: boolean;
    readonly urgency: Urgency;
  };
  readonly duty: DutyShown;
  readonly timeZone: string;
}

/** What happens next, until when somebody calls back, and the number to name: the same whoever it is about. */
export function LookInAnswer({ asked, duty, timeZone }: LookInAnswerProps) {
  const { t, i18n } = useTranslation("work-orders");
  const clock = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", {
    ...{ timeZone, month: "long", day: "numeric", weekday: "long", hour: "2-digit", minute: "2-digit" },
  });
  const { reference, answerBy, isPast, urgency } = asked;
  return (
    <Container component="main" size="sm" py="lg">
      <Stack gap="lg">
        {urgency === "danger" && <DangerFirst isMeant />}
        <Alert color="jade" role="status" title={t("asked.title")} styles={{ title: { fontSize: "1.25rem" } }}>
          <Text size="lg">{t(isPast ? "asked.past" : "asked.until", { time: clock.format(new Date(answerBy)) })}</Text>
          <Text mt="xs">
            {t("asked.reference")}{" "}
            <Text span fw={700} fz="1.5rem" ff="monospace" data-testid="reference">
              {referenceText(reference)}
            </Text>
          </Text>
        </Alert>
        <section aria-labelledby="next">
          <Title order={1} size="h3" id="next">
            {t("asked.next")}
          </Title>
          <List type="ordered" spacing="xs" mt="xs">
            <List.Item>{t("asked.read")}</List.Item>
            <List.Item>{t("asked.look")}</List.Item>
            <List.Item>{t("asked.call")}</List.Item>
          </List>
        </section>
        <Text>{t("asked.neverSays")}</Text>
        <Text>{t("asked.repeats")}</Text>
        <DutyNow duty={duty} />
        <Text>{t(duty.phone ? "asked.ring" : "asked.noPhone")}</Text>
        <Anchor component={Link} to="/my/look-in" reloadDocument>
          {t("asked.again")}
        </Anchor>
      </Stack>
    </Container>
  );
}
