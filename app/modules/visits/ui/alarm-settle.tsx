import { Alert, Anchor, Button, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { FOUND } from "~/modules/work-orders/domain/alarm";
import { dialLink } from "~/ui/layout/dial-link";

export interface Door {
  readonly address: string | null;
  readonly phone: string | null;
  readonly accessNote: string | null;
  readonly contacts: readonly {
    readonly id: string;
    readonly relation: string;
    readonly name: string;
    readonly phone: string | null;
  }[];
  readonly isWhole: boolean;
}

/** Address and numbers, opened when somebody asks for them. */
export function AlarmDoor({ door }: { readonly door: Door | null }) {
  const { t } = useTranslation("visits");
  if (!door)
    return (
      <Form method="post" className="no-print">
        <Button type="submit" name="intent" value="door" variant="default">
          {t("watch.door.open")}
        </Button>
        <Text size="sm" c="dimmed" mt={4}>
          {t("watch.door.recorded")}
        </Text>
      </Form>
    );
  const call = (number: string | null) => (number ? <Anchor href={dialLink(number)}>{number}</Anchor> : t("watch.door.none"));
  return (
    <Alert color="jade" variant="light" title={t("watch.door.title")}>
      <Text>{t("watch.door.address", { address: door.address ?? t("watch.door.none") })}</Text>
      <Text>
        {t("watch.door.phone")} {call(door.phone)}
      </Text>
      {door.accessNote && <Text>{t("watch.door.note", { note: door.accessNote })}</Text>}
      {door.contacts.map((contact) => (
        <Text key={`${contact.name} ${contact.relation}`}>
          {t("watch.door.contact", { name: contact.name })} {call(contact.phone)}
        </Text>
      ))}
      {door.contacts.length === 0 && <Text>{t(door.isWhole ? "watch.door.noContact" : "watch.door.notWhole")}</Text>}
    </Alert>
  );
}

/** Ends it with what was found. */
export function AlarmSettle() {
  const { t } = useTranslation("visits");
  return (
    <section id="settle" className="surface no-print" style={{ padding: "1rem" }}>
      <Title order={2} size="h4" mb="xs">
        {t("watch.settle.title")}
      </Title>
      <Form method="post">
        <Stack gap="xs">
          <Group align="end">
            <NativeSelect
              name="found"
              label={t("watch.settle.found")}
              required
              data={[
                { value: "", label: t("watch.settle.choose") },
                ...FOUND.map((one) => ({ value: one, label: t(`watch.how.${one}`) })),
              ]}
            />
            <Button type="submit" name="intent" value="settle">
              {t("watch.settle.save")}
            </Button>
          </Group>
          <Text size="sm" c="dimmed">
            {t("watch.settle.also")}
          </Text>
        </Stack>
      </Form>
    </section>
  );
}
