import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { clock as timeOf } from "~/shared/minute-of-day";

interface AnswerClockFormProps {
  readonly clock: {
    readonly urgency: string;
    readonly minutes: number;
    readonly dayFrom: number | null;
    readonly dayUntil: number | null;
    readonly version: number;
  };
  readonly mayChange: boolean;
  readonly refusal: string | null;
}

/** Within how long a family is called back, as it holds, and the way to say otherwise. */
export function AnswerClockForm({ clock, mayChange, refusal }: AnswerClockFormProps) {
  const { t } = useTranslation("work-orders");
  const [from, until] = [
    clock.dayFrom === null ? "" : timeOf(clock.dayFrom),
    clock.dayUntil === null ? "" : timeOf(clock.dayUntil),
  ];
  return (
    <section className="surface" style={{ padding: "0.9rem 1rem" }} aria-labelledby={`clock-${clock.urgency}`}>
      <Title order={3} size="h5" id={`clock-${clock.urgency}`}>
        {t(`ladders.urgency.${clock.urgency}`)}
      </Title>
      <Text>
        {t(from === "" ? "ladders.clockAlways" : "ladders.clockHours", { minutes: clock.minutes, from, until })}{" "}
        <Text span size="sm" c="dimmed">
          {clock.version === 0 && t("ladders.standard")}
        </Text>
      </Text>
      {refusal && (
        <Text role="alert" c="var(--mantine-color-error)">
          {t(`ladders.refusal.${refusal}`)}
        </Text>
      )}
      {mayChange && (
        <details open={refusal !== null}>
          <summary style={{ minHeight: 44, paddingBlock: 10 }}>{t("ladders.change")}</summary>
          <Form method="post" noValidate>
            <input type="hidden" name="intent" value="clock" />
            <input type="hidden" name="urgency" value={clock.urgency} />
            <input type="hidden" name="version" value={clock.version} />
            <Stack gap="sm" maw="40rem">
              <Group align="end" gap="sm">
                <TextInput
                  name="minutes"
                  label={t("ladders.clockMinutes")}
                  inputMode="numeric"
                  defaultValue={String(clock.minutes)}
                  w={150}
                />
                {clock.urgency !== "danger" && (
                  <>
                    <TextInput name="dayFrom" label={t("ladders.dayFrom")} defaultValue={from} placeholder="09:00" w={130} />
                    <TextInput name="dayUntil" label={t("ladders.dayUntil")} defaultValue={until} placeholder="18:00" w={130} />
                  </>
                )}
              </Group>
              <TextInput name="reason" label={t("ladders.reason")} withAsterisk maxLength={200} />
              <Button type="submit" variant="default" style={{ alignSelf: "start" }}>
                {t("ladders.save")}
              </Button>
            </Stack>
          </Form>
        </details>
      )}
    </section>
  );
}
