import type { FieldMetadata, FormMetadata } from "@conform-to/react";
import { Box, Button, Group, SimpleGrid, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CARE_PATTERNS, PRICE_UNITS } from "../domain/facility";
import type { ClassFacts } from "../domain/service-type";
import type { FacilityFormValue } from "./facility-form-schema";
import { ChoiceField, TextField, TickField } from "./form-fields";
import { FormRowList } from "./form-row-list";
import { DANGER } from "./warning-tone";

export type ClassValue = FacilityFormValue["offerings"][number]["classes"][number];

interface ClassFieldsProps {
  readonly form: FormMetadata<Record<string, unknown>, string[]>;
  readonly field: FieldMetadata<ClassValue>;
  readonly list: string;
  readonly index: number;
  readonly facts: ClassFacts | undefined;
  /** the service is still the one the form opened with, so what is on record stays in sight even where it is unusual */
  readonly isAsOpened: boolean;
}

/** One class: only the facts its service has, its three capacities, and its prices. */
export function ClassFields({ form, field, list, index, facts, isAsOpened }: ClassFieldsProps) {
  const { t } = useTranslation("catalog");
  const said = field.getFieldset();
  const onRecord = (fact: FieldMetadata<unknown>) =>
    isAsOpened && typeof fact.initialValue === "string" && fact.initialValue !== "" ? [fact.initialValue] : [];
  const kinds = [...new Set<string>([...(facts?.kinds ?? ["general"]), ...onRecord(said.kind)])];
  const isAsked = (fact: FieldMetadata<unknown>) => facts?.isOfChildren === true || onRecord(fact).length > 0;
  const [pattern, from, to, inclusive] = [said.carePattern, said.ageFromMonths, said.ageToMonths, said.isInclusive].map((fact) =>
    isAsked(fact as FieldMetadata<unknown>),
  );
  const none = { label: t("form.none"), value: "" };
  const worded = (prefix: string, keys: readonly string[]) =>
    keys.map((key) => ({ value: key, label: t(`${prefix}.${key}`, { defaultValue: key }) }));
  const name = t("form.class", { number: index + 1 });
  return (
    <Box pl="sm" mb="sm" style={{ borderLeft: "3px solid var(--hairline)" }} role="group" aria-label={name}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed">
          {name}
        </Text>
        <Button
          variant="subtle"
          c={DANGER}
          size="sm"
          type="submit"
          aria-label={t("form.named", { act: t("form.endClass"), name })}
          {...form.remove.getButtonProps({ name: list, index })}
        >
          {t("form.endClass")}
        </Button>
      </Group>
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm" verticalSpacing="xs">
        {kinds.length > 1 ? (
          <ChoiceField field={said.kind} label={t("form.classKind")} data={worded("classKind", kinds)} />
        ) : (
          <input type="hidden" name={said.kind.name} value={kinds[0]} />
        )}
        {pattern && (
          <ChoiceField
            field={said.carePattern}
            label={t("form.carePattern")}
            data={[none, ...worded("carePattern", CARE_PATTERNS)]}
          />
        )}
        {from && <TextField field={said.ageFromMonths} label={t("form.ageFrom")} inputMode="numeric" />}
        {to && <TextField field={said.ageToMonths} label={t("form.ageTo")} inputMode="numeric" />}
        <TextField field={said.licensed} label={t("form.licensed")} placeholder={t("form.unknown")} inputMode="numeric" />
        <TextField field={said.staffed} label={t("form.staffed")} placeholder={t("form.unknown")} inputMode="numeric" />
        <TextField field={said.taken} label={t("form.taken")} placeholder={t("form.unknown")} inputMode="numeric" />
        <TextField
          field={said.peoplePerCarer}
          label={t("form.peoplePerCarer")}
          placeholder={t("form.unknown")}
          inputMode="numeric"
        />
        {inclusive && <TickField field={said.isInclusive} label={t("form.inclusive")} />}
      </SimpleGrid>
      <Box mt="xs">
        <FormRowList
          form={form}
          list={said.prices as FieldMetadata<ClassValue["prices"]>}
          of={t("form.price")}
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
    </Box>
  );
}
