import { Alert, Anchor, Button, List, Radio, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { RefusalText } from "~/ui/forms/refusal-text";
import { dialLink } from "~/ui/layout/dial-link";
import { FAMILY_STATES, type FamilyState } from "../domain/family-state";

interface FamilyToldProps {
  readonly told: {
    readonly state: FamilyState;
    readonly since: string | null;
    readonly surname: string;
    readonly sex: "female" | "male" | "unknown";
    readonly lastSeenOn: string | null;
    readonly today: string;
    readonly report: {
      readonly kind: string;
      readonly fromOn: string;
      readonly untilOn: string | null;
      readonly isWaiting: boolean;
    } | null;
    readonly phone: string | null;
  };
  readonly answer: {
    readonly refusal: string;
    readonly seconds: number;
    readonly typed: Readonly<Record<string, string>>;
  } | null;
  readonly isReported: boolean;
}

const LOOK = {
  safe: { color: "jade", mark: "✓" },
  following: { color: "orange", mark: "…" },
  unknown: { color: "gray", mark: "?" },
} as const;

/** How a contact's relative is, in one word with its day and how it is reckoned, and two things the contact can report. */
export function FamilyTold({ told, answer, isReported }: FamilyToldProps) {
  const { t, i18n } = useTranslation("visits");
  const { state, since, surname, sex, lastSeenOn, report, phone } = told;
  const { color, mark } = LOOK[state];
  return (
    <Stack gap="lg">
      <Title order={1} size="h2">
        {t(`family.who.${sex}`, { surname })}
      </Title>
      <Alert
        color={color}
        role="status"
        styles={{ title: { fontSize: "1.5rem", color: "var(--mantine-color-text)" } }}
        title={`${mark} ${state === "safe" ? t("family.safeOn", { day: since }) : t(`family.state.${state}`)}`}
      >
        <Text size="lg">{since ? t(`family.since.${state}`, { day: since }) : t("family.never")}</Text>
        <Text>{lastSeenOn ? t("family.lastSeen", { day: lastSeenOn }) : t("family.neverSeen")}</Text>
      </Alert>
      {state !== "safe" && <Text>{t(`family.next.${state}`)}</Text>}
      <Text size="lg">
        {phone ? (
          <>
            {t("family.ring")}{" "}
            <Anchor href={dialLink(phone)} fw={700}>
              {phone}
            </Anchor>
          </>
        ) : (
          t("family.noPhone")
        )}{" "}
        {t("family.danger")}
      </Text>
      <section className="surface" style={{ padding: "1rem" }} aria-labelledby="report">
        <Stack gap="sm">
          <Title order={2} size="h4" id="report">
            {t("family.report")}
          </Title>
          {report && (
            <Text role={isReported ? "status" : undefined} fw={650}>
              {t(report.untilOn ? "family.reportedUntil" : "family.reported", {
                kind: t(`outcome.${report.kind}`),
                from: report.fromOn,
                until: report.untilOn ?? "",
              })}
              {i18n.language === "en" ? " " : ""}
              {t(report.isWaiting ? "family.reportWaits" : "family.reportDone")}
            </Text>
          )}
          <Form method="post">
            <Stack gap="sm">
              <Radio.Group name="kind" label={t("family.what")} defaultValue={answer?.typed["kind"] ?? ""}>
                <Stack gap="xs" mt="xs">
                  <Radio value="in-hospital" label={t("family.inHospital")} size="md" />
                  <Radio value="away" label={t("family.away")} size="md" />
                </Stack>
              </Radio.Group>
              <TextInput
                type="date"
                name="until"
                label={t("family.until")}
                description={t("family.untilWhat")}
                defaultValue={answer?.typed["until"] ?? ""}
                min={told.today}
              />
              <RefusalText>
                {answer && t(`family.refusal.${answer.refusal}`, { minutes: Math.ceil(answer.seconds / 60) })}
              </RefusalText>
              <Button type="submit" name="intent" value="report">
                {t("family.send")}
              </Button>
              <Text size="sm">{t("family.verified")}</Text>
            </Stack>
          </Form>
        </Stack>
      </section>
      <details>
        <summary>{t("family.how")}</summary>
        <List mt="xs" spacing="xs">
          {FAMILY_STATES.map((one) => (
            <List.Item key={one}>
              {t(`family.state.${one}`)}：{t(`family.reckoned.${one}`)}
            </List.Item>
          ))}
        </List>
        <Text mt="xs">{t("family.consent")}</Text>
      </details>
      <Anchor component={Link} to="/my/look-in">
        {t("family.lookIn")}
      </Anchor>
      <Form method="post">
        <Button type="submit" name="intent" value="leave" variant="default">
          {t("family.leave")}
        </Button>
      </Form>
    </Stack>
  );
}
