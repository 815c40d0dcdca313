import type { FieldMetadata, FormMetadata } from "@conform-to/react";
import { Box, Button, Divider, Group, SimpleGrid } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CARE_PATTERNS, CLASS_KINDS, PRICE_UNITS } from "../domain/facility";
import type { ServiceType } from "../domain/service-type";
import type { FacilityFormValue } from "./facility-form-schema";
import { ChoiceField, TextField, TickField } from "./form-fields";
import { FormRowList } from "./form-row-list";
import type { RegistryNames } from "./registry-names";
import { DANGER } from "./warning-tone";

type OfferingValue = FacilityFormValue["offerings"][number];
type ClassValue = OfferingValue["classes"][number];
type AnyForm = FormMetadata<Record<string, unknown>, string[]>;

interface OfferingFieldsProps {
  readonly form: AnyForm;
  readonly list: FieldMetadata<OfferingValue[]>;
  readonly types: readonly ServiceType[];
  readonly names: RegistryNames;
}

/** What the facility offers, each with its classes, their three capacities and their prices. */
export function OfferingFields({ form, list, types, names }: OfferingFieldsProps) {
  const { t } = useTranslation("catalog");
  const choices = types.map((type) => ({ value: type.key, label: names.nameOf(type) }));
  return (
    <>
      {list.getFieldList().map((row, index) => {
        const offering = row.getFieldset();
        return (
          <Box key={row.key} role="group" aria-label={t("form.offering", { number: index + 1 })}>
            <Group align="flex-end" gap="sm" mb="xs">
              <ChoiceField field={offering.serviceType} label={t("form.serviceType")} data={choices} required />
              <Button variant="subtle" c={DANGER} type="submit" {...form.remove.getButtonProps({ name: list.name, index })}>
                {t("form.endOffering")}
              </Button>
            </Group>
            {offering.classes.getFieldList().map((ofClass, at) => (
              <ClassFields
                key={ofClass.key}
                form={form}
                field={ofClass as FieldMetadata<ClassValue>}
                list={offering.classes.name}
                index={at}
              />
            ))}
            <Button
              variant="default"
              size="xs"
              type="submit"
              {...form.insert.getButtonProps({ name: offering.classes.name, defaultValue: { kind: "general" } as never })}
            >
              {t("form.addClass")}
            </Button>
            <Divider mt="md" />
          </Box>
        );
      })}
      <div>
        <Button
          variant="default"
          type="submit"
          {...form.insert.getButtonProps({
            name: list.name,
            defaultValue: { serviceType: choices[0]?.value, classes: [{ kind: "general" }] } as never,
          })}
        >
          {t("form.addOffering")}
        </Button>
      </div>
    </>
  );
}

interface ClassFieldsProps {
  readonly form: AnyForm;
  readonly field: FieldMetadata<ClassValue>;
  readonly list: string;
  readonly index: number;
}

function ClassFields({ form, field, list, index }: ClassFieldsProps) {
  const { t } = useTranslation("catalog");
  const said = field.getFieldset();
  const none = { label: t("form.none"), value: "" };
  const worded = (prefix: string, keys: readonly string[]) => keys.map((key) => ({ value: key, label: t(`${prefix}.${key}`) }));
  return (
    <Box
      pl="md"
      mb="sm"
      style={{ borderLeft: "3px solid var(--hairline)" }}
      role="group"
      aria-label={t("form.class", { number: index + 1 })}
    >
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm" verticalSpacing="xs">
        <ChoiceField field={said.kind} label={t("form.classKind")} data={worded("classKind", CLASS_KINDS)} />
        <ChoiceField
          field={said.carePattern}
          label={t("form.carePattern")}
          data={[none, ...worded("carePattern", CARE_PATTERNS)]}
        />
        <TextField field={said.ageFromMonths} label={t("form.ageFrom")} inputMode="numeric" />
        <TextField field={said.ageToMonths} label={t("form.ageTo")} inputMode="numeric" />
        <TextField field={said.licensed} label={t("form.licensed")} inputMode="numeric" />
        <TextField field={said.staffed} label={t("form.staffed")} placeholder={t("form.unknown")} inputMode="numeric" />
        <TextField field={said.taken} label={t("form.taken")} placeholder={t("form.unknown")} inputMode="numeric" />
        <TickField field={said.isInclusive} label={t("form.inclusive")} />
      </SimpleGrid>
      <Box mt="xs">
        <FormRowList
          form={form}
          list={said.prices as FieldMetadata<ClassValue["prices"]>}
          add={t("form.addPrice")}
          fresh={{ unit: "month" }}
        >
          {(price) => {
            const of = price.getFieldset();
            return (
              <>
                <TextField field={of.tier} label={t("form.tier")} />
                <TextField field={of.yuan} label={t("form.yuan")} inputMode="decimal" w="8rem" />
                <ChoiceField field={of.unit} label={t("form.priceUnit")} data={worded("priceUnit", PRICE_UNITS)} />
              </>
            );
          }}
        </FormRowList>
      </Box>
      <Button variant="subtle" c={DANGER} size="xs" mt="xs" type="submit" {...form.remove.getButtonProps({ name: list, index })}>
        {t("form.endClass")}
      </Button>
    </Box>
  );
}
