import { Button, Checkbox, Group, NativeSelect, NumberInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface PlanFormProps {
  readonly address: string;
  readonly areaCode: string;
  readonly week: string;
  readonly visitors: readonly { readonly id: string; readonly name: string }[];
}

/** Area, week, who goes: without a tick everybody who visits in the area. */
export function PlanForm({ address, areaCode, week, visitors }: PlanFormProps) {
  const { t } = useTranslation("visits");
  return (
    <Form method="post" action={address} className="surface">
      <Stack p="md" gap="sm">
        <Title order={2} size="h4">
          {t("plan.new")}
        </Title>
        <Group align="end">
          <TextInput
            name="area"
            label={t("plan.area")}
            description={t("plan.areaWhat")}
            defaultValue={areaCode}
            required
            w="16rem"
          />
          <TextInput
            name="week"
            type="date"
            label={t("plan.week")}
            description={t("plan.weekWhat")}
            defaultValue={week}
            required
          />
          <NumberInput
            name="seconds"
            label={t("plan.seconds")}
            description={t("plan.secondsWhat")}
            defaultValue={60}
            min={1}
            max={600}
            w="12rem"
          />
        </Group>
        <Checkbox name="pooled" value="yes" label={t("plan.pooled")} description={t("plan.pooledWhat")} />
        {visitors.length > 0 && (
          <details>
            <summary>{t("plan.who", { count: visitors.length })}</summary>
            <Text size="sm" c="dimmed" my="xs">
              {t("plan.whoWhat")}
            </Text>
            <Group gap="sm" mah={240} style={{ overflowY: "auto" }}>
              {visitors.map(({ id, name }) => (
                <Checkbox key={id} name="person" value={id} label={name} />
              ))}
            </Group>
          </details>
        )}
        <Button type="submit" name="intent" value="plan" style={{ alignSelf: "start" }}>
          {t("plan.go")}
        </Button>
      </Stack>
    </Form>
  );
}

/** «Ill today»: one choice, one button. */
export function IllForm({ address, areaCode, visitors }: Omit<PlanFormProps, "week">) {
  const { t } = useTranslation("visits");
  return (
    <Form method="post" action={address} className="surface">
      <Stack p="md" gap="sm">
        <Title order={2} size="h4">
          {t("plan.ill.title")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("plan.ill.lead")}
        </Text>
        <Group align="end">
          <NativeSelect
            name="ill"
            label={t("plan.ill.who")}
            required
            data={[{ value: "", label: "" }, ...visitors.map(({ id, name }) => ({ value: id, label: name }))]}
          />
          <TextInput
            name="area"
            label={t("plan.ill.area")}
            description={t("plan.ill.areaWhat")}
            defaultValue={areaCode}
            w="16rem"
          />
          <Button type="submit" name="intent" value="ill">
            {t("plan.ill.go")}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
