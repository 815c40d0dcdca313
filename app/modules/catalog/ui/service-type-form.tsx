import { Alert, Anchor, Button, Group, NativeSelect, Radio, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CAPACITY_UNITS, LINES, type ServiceTypeRefusal } from "../domain/service-type";
import { useGroupWords } from "./group-words";
import type { Typed } from "./registry-form-value";

interface ServiceTypeFormProps {
  readonly typed: Typed;
  readonly refusals: readonly (ServiceTypeRefusal | { readonly kind: "not-permitted" })[];
  readonly isNew: boolean;
  readonly walkers: readonly {
    readonly key: string;
    readonly nameZh: string;
    readonly nameEn: string;
    readonly speedKmh: number;
  }[];
  readonly groups: readonly string[];
}

const FIELD_OF: Record<ServiceTypeRefusal["kind"], string> = {
  "key-malformed": "key",
  "key-taken": "key",
  "name-missing": "nameZh",
  "symbol-not-one-character": "symbol",
  "circle-out-of-bounds": "circle",
  "walker-unknown": "walkerKey",
};

const fieldOf = (refusal: ServiceTypeRefusal): string =>
  refusal.kind === "name-missing" && refusal.language === "en" ? "nameEn" : FIELD_OF[refusal.kind];

/** One service type: what it is called, how far it reaches, for whom, and by which standard. */
export function ServiceTypeForm({ typed, refusals, isNew, walkers, groups }: ServiceTypeFormProps) {
  const { t, i18n } = useTranslation("catalog");
  const groupWords = useGroupWords();
  const errorOf = (field: string) => {
    const refusal = refusals.find((candidate) => candidate.kind !== "not-permitted" && fieldOf(candidate) === field);
    return refusal && t(`registry.refusal.${refusal.kind}`, { ...refusal });
  };
  const text = (name: string) => ({ name, label: t(`registry.${name}`), defaultValue: typed[name] ?? "", error: errorOf(name) });
  const worded = (prefix: string, keys: readonly string[]) =>
    keys.map((key) => ({ value: key, label: t(`${prefix}.${key}`, { defaultValue: key }) }));
  const walkerChoices = walkers.map((walker) => ({
    value: walker.key,
    label: `${i18n.language === "en" ? walker.nameEn : walker.nameZh} (${walker.speedKmh} km/h)`,
  }));
  const known =
    groups.includes(typed["populationGroup"] ?? "") || !typed["populationGroup"] ? groups : [...groups, typed["populationGroup"]];
  return (
    <Form method="post">
      <Stack gap="md">
        {refusals.some((refusal) => refusal.kind === "not-permitted") && (
          <Alert color="red" role="alert">
            {t("refusal.not-permitted")}
          </Alert>
        )}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <TextInput {...text("nameZh")} required />
          <TextInput {...text("nameEn")} required />
          <TextInput {...text("key")} description={t("registry.keyWhat")} required readOnly={!isNew} />
          <TextInput {...text("symbol")} description={t("registry.symbolWhat")} required />
          <Radio.Group name="by" label={t("registry.by")} defaultValue={typed["by"] ?? "minutes"}>
            <Group mt="xs">
              <Radio value="minutes" label={t("registry.minutes")} />
              <Radio value="metres" label={t("registry.metres")} />
            </Group>
          </Radio.Group>
          <TextInput {...text("circle")} description={t("registry.circleWhat")} inputMode="decimal" required />
          <NativeSelect {...text("walkerKey")} data={walkerChoices} />
          <NativeSelect {...text("populationGroup")} data={known.map((key) => ({ value: key, label: groupWords(key) }))} />
          <NativeSelect {...text("capacityUnit")} data={worded("unit", CAPACITY_UNITS)} />
          <NativeSelect {...text("line")} data={worded("line", LINES)} />
        </SimpleGrid>
        <Textarea {...text("standardZh")} autosize minRows={2} />
        <Textarea {...text("standardEn")} autosize minRows={2} />
        <TextInput {...text("source")} description={t("registry.sourceWhat")} />
        <TextInput {...text("order")} inputMode="numeric" w="10rem" />
        <Group>
          <Button type="submit">{t("form.save")}</Button>
          <Anchor component={Link} to="/plan/types">
            {t("form.cancel")}
          </Anchor>
        </Group>
      </Stack>
    </Form>
  );
}
