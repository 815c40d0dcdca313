import { Alert, Button, Checkbox, Group, NativeSelect, SimpleGrid, Stack, TextInput, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { MODE_CAUSES, MODE_KINDS } from "~/modules/places/domain/mode";
import { ISOLATION_CATEGORIES } from "~/modules/residents/domain/isolation-category";
import { AreaEntry } from "~/ui/forms/area-entry";

interface FormProps {
  readonly cityCode: string;
  readonly today: string;
  /** why what was typed was not taken; said beside the button that was pressed */
  readonly refusal: string | null;
}

function Refused({ refusal }: Pick<FormProps, "refusal">) {
  const { t } = useTranslation("visits");
  if (!refusal) return null;
  return (
    <Alert color="red" role="alert" mb="sm">
      {t(`refusal.${refusal}`)}
    </Alert>
  );
}

/** Switches a mode on for an area, for so long: it returns by itself. */
export function ModeForm({ cityCode, today, refusal }: FormProps) {
  const { t } = useTranslation("visits");
  return (
    <Form method="post" action={`/visits/modes?city=${cityCode}`} className="surface" style={{ padding: "1rem" }}>
      <Title order={2} size="h4" mb="sm">
        {t("modes.set")}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 3 }} mb="md">
        <NativeSelect
          name="kind"
          label={t("modes.kind")}
          data={MODE_KINDS.filter((kind) => kind !== "daily").map((value) => ({ value, label: t(`mode.kind.${value}`) }))}
        />
        <NativeSelect
          name="cause"
          label={t("modes.cause")}
          data={MODE_CAUSES.map((value) => ({ value, label: t(`mode.cause.${value}`) }))}
        />
        <AreaEntry name="area" label={t("rules.area")} description={t("rules.areaWhat")} />
        <TextInput type="date" name="firstDay" label={t("modes.firstDay")} defaultValue={today} required />
        <TextInput type="date" name="lastDay" label={t("modes.lastDay")} description={t("modes.lastDayWhat")} required />
      </SimpleGrid>
      <Refused refusal={refusal} />
      <Button type="submit" name="intent" value="set">
        {t("modes.set")}
      </Button>
    </Form>
  );
}

/** «Check all over 80 living alone by 18:00»: one form. */
export function CampaignForm({ cityCode, today, refusal }: FormProps) {
  const { t } = useTranslation("visits");
  return (
    <Form method="post" action={`/visits/modes?city=${cityCode}`} className="surface" style={{ padding: "1rem" }}>
      <Title order={2} size="h4" mb="sm">
        {t("campaign.call")}
      </Title>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <TextInput name="name" label={t("campaign.name")} maxLength={80} required />
          <AreaEntry name="area" label={t("rules.area")} description={t("rules.areaWhat")} />
          <TextInput name="leastAge" label={t("campaign.leastAge")} inputMode="numeric" defaultValue="80" />
          <TextInput type="datetime-local" name="until" label={t("campaign.until")} defaultValue={`${today}T18:00`} required />
          <TextInput name="minutes" label={t("rules.minutes")} inputMode="numeric" defaultValue="10" required />
        </SimpleGrid>
        <Checkbox.Group label={t("rules.categories")} defaultValue={["living-alone"]}>
          <Group gap="sm" mt={4}>
            {ISOLATION_CATEGORIES.map((key) => (
              <Checkbox key={key} name="categories" value={key} label={t(`category.${key}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Checkbox name="phone" value="yes" defaultChecked label={t("rules.phone")} />
        <Refused refusal={refusal} />
        <Button type="submit" name="intent" value="call" style={{ alignSelf: "start" }}>
          {t("campaign.call")}
        </Button>
      </Stack>
    </Form>
  );
}
