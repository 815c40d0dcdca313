import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { RefusalText } from "~/ui/forms/refusal-text";
import { LONGEST_SOURCE, SESSION_BOUNDS, type SessionRule } from "../domain/session-rule";

interface SessionLimitFormProps {
  readonly rule: SessionRule;
  readonly refusal: { readonly kind: string; readonly field?: string } | null;
  /** what was typed when it was refused */
  readonly typed: Readonly<Record<string, string>> | null;
}

/** One way of coming in: its limit in a sentence, and the form that changes it. */
export function SessionLimitForm({ rule, refusal, typed }: SessionLimitFormProps) {
  const { t, i18n } = useTranslation("accounts");
  const { kind, idleMinutes, absoluteMinutes, proofMinutes, source, sourceEn, changedAt } = rule;
  const hours = absoluteMinutes / 60;
  const isWholeHours = idleMinutes % 60 === 0;
  const idle = t(isWholeHours ? "limits.hours" : "limits.minutes", { count: isWholeHours ? idleMinutes / 60 : idleMinutes });
  const present = { idle: String(idleMinutes), absolute: String(hours), proof: String(proofMinutes), source: "" };
  const errorOf = (field: string) => (refusal?.field === field ? t(`limits.refusal.${refusal.kind}`, { ...refusal }) : null);
  return (
    <section className="surface" aria-labelledby={`limit-${kind}`}>
      <Stack p="md" gap="sm">
        <Title order={2} size="h4" id={`limit-${kind}`}>
          {t(`limits.kind.${kind}`)}
        </Title>
        <Text>{t("limits.sentence", { idle, hours, proof: proofMinutes })}</Text>
        <Text size="sm" c="dimmed">
          {t("limits.source", { source: (i18n.language === "en" && sourceEn) || source })}
          {changedAt && ` · ${t("limits.changed", { day: changedAt.slice(0, 10) })}`}
        </Text>
        <RefusalText>{refusal && !refusal.field && t(`limits.refusal.${refusal.kind}`)}</RefusalText>
        <Form method="post">
          <input type="hidden" name="kind" value={kind} />
          <Stack gap="sm">
            <Group gap="md" align="flex-start">
              {(["idle", "absolute", "proof"] as const).map((field) => (
                <TextInput
                  key={field}
                  name={field}
                  label={t(`limits.${field}`)}
                  description={t("limits.bounds", {
                    least: SESSION_BOUNDS[field][kind][0],
                    most: SESSION_BOUNDS[field][kind][1],
                  })}
                  inputWrapperOrder={["label", "input", "description", "error"]}
                  inputMode="numeric"
                  required
                  w="14rem"
                  defaultValue={(typed ?? present)[field]}
                  error={errorOf(field)}
                />
              ))}
            </Group>
            <TextInput
              name="source"
              label={t("limits.why")}
              description={t("limits.whyWhat")}
              inputWrapperOrder={["label", "input", "description", "error"]}
              required
              maxLength={LONGEST_SOURCE}
              maw={480}
              defaultValue={(typed ?? present).source}
              error={errorOf("source")}
            />
            <Button type="submit" variant="default" style={{ alignSelf: "start" }}>
              {t("limits.save")}
            </Button>
          </Stack>
        </Form>
      </Stack>
    </section>
  );
}
