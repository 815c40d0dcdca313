import type { FieldMetadata, FormMetadata } from "@conform-to/react";
import { Box, Button, Divider, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { classFactsOf, type ServiceType } from "../domain/service-type";
import { ClassFields, type ClassValue } from "./class-fields";
import type { FacilityFormValue } from "./facility-form-schema";
import { ChoiceField } from "./form-fields";
import type { RegistryNames } from "./registry-names";
import { DANGER } from "./warning-tone";

type OfferingValue = FacilityFormValue["offerings"][number];
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
        const type = types.find(({ key }) => key === offering.serviceType.value) ?? types[0];
        const facts = type && classFactsOf(type);
        const isAsOpened = offering.serviceType.value === offering.serviceType.initialValue;
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
                facts={facts}
                isAsOpened={isAsOpened}
              />
            ))}
            <Button
              variant="default"
              size="sm"
              type="submit"
              {...form.insert.getButtonProps({
                name: offering.classes.name,
                defaultValue: { kind: facts?.kinds[0] ?? "general" } as never,
              })}
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
            defaultValue: {
              serviceType: choices[0]?.value,
              classes: [{ kind: types[0] ? classFactsOf(types[0]).kinds[0] : "general" }],
            } as never,
          })}
        >
          {t("form.addOffering")}
        </Button>
      </div>
    </>
  );
}
