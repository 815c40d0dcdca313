import { Button, Checkbox, NativeSelect, Radio, Stack, Text, Textarea, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CALLED } from "~/modules/work-orders/domain/alarm";
import { AlarmDoor, type Door } from "./alarm-settle";

interface AlarmCallProps {
  readonly door: Door | null;
  readonly name: string;
  /** one noted a call before, which can be put right by a further entry */
  readonly hasCalled: boolean;
}

/** Ringing somebody: the numbers first, opened on record; then what came of it. Whoever has no number is not rung. */
export function AlarmCall({ door, name, hasCalled }: AlarmCallProps) {
  const { t } = useTranslation("visits");
  const numbers = door
    ? [
        { value: "resident", phone: door.phone, label: `${t("watch.call.callee.resident")} ${name}` },
        ...door.contacts.map((one) => ({
          ...{ value: one.id, phone: one.phone },
          label: `${t("watch.call.callee.contact")} ${one.name}`,
        })),
      ].filter(({ phone }) => phone !== null)
    : [];
  return (
    <section id="call" className="surface no-print" style={{ padding: "1rem" }} aria-labelledby="call-title">
      <Title order={2} size="h4" mb="xs" id="call-title">
        {t("watch.call.title")}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t("watch.call.lead")}
      </Text>
      <AlarmDoor door={door} />
      {door && numbers.length === 0 && (
        <Text mt="sm" role="status">
          {t("watch.call.none")}
        </Text>
      )}
      {numbers.length > 0 && (
        <Form method="post">
          <Stack gap="sm" mt="sm" maw="34rem">
            <NativeSelect
              name="whom"
              label={t("watch.call.title")}
              required
              data={[
                { value: "", label: t("watch.settle.choose") },
                ...numbers.map(({ value, label, phone }) => ({ value, label: `${label} ${phone}` })),
              ]}
            />
            <Radio.Group name="result" label={t("watch.call.result")} withAsterisk>
              {CALLED.filter((one) => one !== "not-made" || hasCalled).map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={t(`watch.call.results.${one}`)}
                  mt="xs"
                  styles={{ label: { minHeight: 28 } }}
                />
              ))}
            </Radio.Group>
            <Textarea name="words" label={t("watch.call.words")} autosize minRows={2} maxLength={300} />
            {hasCalled && <Checkbox name="corrects" value="yes" label={t("watch.call.corrects")} />}
            <Button type="submit" name="intent" value="called" style={{ alignSelf: "start", minHeight: 44 }}>
              {t("watch.call.save")}
            </Button>
          </Stack>
        </Form>
      )}
    </section>
  );
}
