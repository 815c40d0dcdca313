import { Alert, Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { NewCity, NewCityRefusal } from "../domain/new-city";

interface NewCityFormProps {
  readonly wish: NewCity | null;
  readonly refusal: NewCityRefusal | { readonly kind: "not-permitted" } | null;
}

const FIELD_OF: Partial<Record<NonNullable<NewCityFormProps["refusal"]>["kind"], keyof NewCity>> = {
  "name-missing": "nameZh",
  "code-not-four-digits": "code",
  "code-taken": "code",
  "zone-unknown": "timeZone",
};

/** Starts an empty city. What was typed stays when something is refused. */
export function NewCityForm({ wish, refusal }: NewCityFormProps) {
  const { t } = useTranslation("places");
  const field = refusal ? FIELD_OF[refusal.kind] : undefined;
  const errorOf = (name: keyof NewCity) => (refusal && field === name ? t(`refusal.${refusal.kind}`, { ...refusal }) : undefined);
  return (
    <Form method="post" className="surface">
      <Stack p="lg" gap="md">
        <div>
          <Title order={2} size="h3">
            {t("city.new")}
          </Title>
          <Text c="dimmed">{t("city.newWhat")}</Text>
        </div>
        {refusal && !field && (
          <Alert color="red" role="alert">
            {t(`refusal.${refusal.kind}`)}
          </Alert>
        )}
        <Group grow align="flex-start" preventGrowOverflow={false} wrap="wrap">
          <TextInput
            name="nameZh"
            label={t("city.nameZh")}
            defaultValue={wish?.nameZh}
            error={errorOf("nameZh")}
            required
            miw={200}
          />
          <TextInput name="nameEn" label={t("city.nameEn")} defaultValue={wish?.nameEn} miw={200} />
        </Group>
        <Group grow align="flex-start" preventGrowOverflow={false} wrap="wrap">
          <TextInput
            name="code"
            label={t("city.code")}
            description={t("city.codeWhat")}
            defaultValue={wish?.code}
            error={errorOf("code")}
            inputMode="numeric"
            required
            miw={200}
          />
          <TextInput
            name="timeZone"
            label={t("city.timeZone")}
            description={t("city.timeZoneWhat")}
            defaultValue={wish?.timeZone ?? "Asia/Shanghai"}
            error={errorOf("timeZone")}
            required
            miw={200}
          />
        </Group>
        <Group>
          <Button type="submit" name="intent" value="start">
            {t("city.start")}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
