import { Group, NativeSelect, Radio, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LINES } from "~/shared/line";
import { CAPACITY_UNITS } from "../domain/service-type";
import { useGroupWords } from "./group-words";
import { useEntryField, type EntryRefusal } from "./entry-field";
import { RegistryEntryForm } from "./registry-entry-form";
import type { Typed } from "./registry-form-value";

interface ServiceTypeFormProps {
  readonly typed: Typed;
  readonly cityCode: string;
  readonly refusals: readonly EntryRefusal[];
  readonly isNew: boolean;
  readonly walkers: readonly {
    readonly key: string;
    readonly nameZh: string;
    readonly nameEn: string;
    readonly speedKmh: number;
  }[];
  readonly groups: readonly string[];
}

/** One service type: what it is called, how far it reaches, for whom, and by which standard. */
export function ServiceTypeForm({ typed, cityCode, refusals, isNew, walkers, groups }: ServiceTypeFormProps) {
  const { t, i18n } = useTranslation("catalog");
  const groupWords = useGroupWords();
  const text = useEntryField(typed, refusals);
  const worded = (prefix: string, keys: readonly string[]) =>
    keys.map((key) => ({ value: key, label: t(`${prefix}.${key}`, { defaultValue: key }) }));
  const walkerChoices = walkers.map((walker) => ({
    value: walker.key,
    label: `${i18n.language === "en" ? walker.nameEn : walker.nameZh} (${walker.speedKmh} km/h)`,
  }));
  const known =
    groups.includes(typed["populationGroup"] ?? "") || !typed["populationGroup"] ? groups : [...groups, typed["populationGroup"]];
  return (
    <RegistryEntryForm cityCode={cityCode} title={t(isNew ? "registry.newType" : "registry.editType")} refusals={refusals}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <TextInput {...text("nameZh")} withAsterisk />
        <TextInput {...text("nameEn")} withAsterisk />
        <TextInput {...text("key")} description={t("registry.keyWhat")} withAsterisk readOnly={!isNew} />
        <TextInput {...text("symbol")} description={t("registry.symbolWhat")} withAsterisk />
        <Radio.Group name="by" label={t("registry.by")} defaultValue={typed["by"] ?? "minutes"}>
          <Group mt="xs">
            <Radio value="minutes" label={t("registry.minutes")} />
            <Radio value="metres" label={t("registry.metres")} />
          </Group>
        </Radio.Group>
        <TextInput {...text("circle")} description={t("registry.circleWhat")} inputMode="decimal" withAsterisk />
        <NativeSelect {...text("walkerKey")} data={walkerChoices} />
        <NativeSelect {...text("populationGroup")} data={known.map((key) => ({ value: key, label: groupWords(key) }))} />
        <NativeSelect {...text("capacityUnit")} data={worded("unit", CAPACITY_UNITS)} />
        <NativeSelect {...text("line")} data={worded("line", LINES)} />
      </SimpleGrid>
      <Textarea {...text("standardZh")} autosize minRows={2} />
      <Textarea {...text("standardEn")} autosize minRows={2} />
      <TextInput {...text("source")} description={t("registry.sourceWhat")} />
      <TextInput {...text("order")} inputMode="numeric" w="10rem" />
    </RegistryEntryForm>
  );
}
