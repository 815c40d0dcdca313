import { NativeSelect, SimpleGrid, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LINES } from "~/shared/line";
import { SECTORS, SERVED_LEVELS } from "../domain/service-type";
import { useEntryField, type EntryRefusal } from "./entry-field";
import { RegistryEntryForm } from "./registry-entry-form";
import type { Typed } from "./registry-form-value";

interface FacilityKindFormProps {
  readonly typed: Typed;
  readonly cityCode: string;
  readonly refusals: readonly EntryRefusal[];
  readonly isNew: boolean;
}

/** One kind of facility. */
export function FacilityKindForm({ typed, cityCode, refusals, isNew }: FacilityKindFormProps) {
  const { t } = useTranslation("catalog");
  const text = useEntryField(typed, refusals);
  const worded = (prefix: string, keys: readonly string[]) => keys.map((key) => ({ value: key, label: t(`${prefix}.${key}`) }));
  return (
    <RegistryEntryForm cityCode={cityCode} title={t(isNew ? "registry.newKind" : "registry.editKind")} refusals={refusals}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <TextInput {...text("nameZh")} withAsterisk />
        <TextInput {...text("nameEn")} withAsterisk />
        <TextInput {...text("key")} description={t("registry.keyWhat")} withAsterisk readOnly={!isNew} />
        <NativeSelect {...text("sector")} data={worded("sector", SECTORS)} />
        <NativeSelect {...text("line")} data={worded("line", LINES)} />
        <NativeSelect
          {...text("servesLevel")}
          description={t("registry.servesLevelWhat")}
          data={worded("servedLevel", SERVED_LEVELS)}
        />
        <TextInput {...text("order")} inputMode="numeric" />
      </SimpleGrid>
    </RegistryEntryForm>
  );
}
