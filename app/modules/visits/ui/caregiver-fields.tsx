import { Alert, Checkbox, Group, NativeSelect, SimpleGrid, Stack, Table, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { RESIDENT_LANGUAGES, SEXES, VISITOR_SKILLS } from "~/modules/residents/domain/resident";
import { AreaEntry } from "~/ui/forms/area-entry";
import type { TypedCaregiver } from "../domain/caregiver-card";
import { TRANSPORTS } from "../domain/town-on-record";

/** The card as it was typed; `area` is the text of its field. */
export type TypedCard = Omit<TypedCaregiver, "areaCode"> & { readonly area: string };
export interface FaultShown {
  readonly field: string;
  readonly fault: string;
}

/** What a caregiver brings along; each fault stands at its field, and what was typed stays. */
export function CaregiverFields({ typed, faults }: { readonly typed: TypedCard; readonly faults: readonly FaultShown[] }) {
  const { t } = useTranslation("visits");
  const error = (name: string) => {
    const found = faults.find(({ field }) => field === name);
    return found ? t(`caregiver.fault.${found.fault}`) : undefined;
  };
  const field = (name: "mostVisits" | "mostMinutes" | "from" | "last") => ({
    ...{ name, label: t(`caregiver.field.${name}`), defaultValue: typed[name], error: error(name), autoComplete: "off" },
  });
  const ticks = (name: "languages" | "skills", keys: readonly string[]) => (
    <Checkbox.Group label={t(`caregiver.field.${name}`)} defaultValue={[...typed[name]]} error={error(name)}>
      <Group gap="md" mt={6}>
        {keys.map((key) => (
          <Checkbox key={key} name={name} value={key} label={t(`caregiver.${name}.${key}`)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
  return (
    <Stack>
      <AreaEntry
        name="area"
        label={t("caregiver.field.area")}
        description={t("caregiver.areaWhat")}
        defaultValue={typed.area}
        error={error("areaCode")}
        required
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          name="transport"
          label={t("caregiver.field.transport")}
          defaultValue={typed.transport}
          error={error("transport")}
          data={TRANSPORTS.map((value) => ({ value, label: t(`caregiver.transport.${value}`) }))}
        />
        <NativeSelect
          name="sex"
          label={t("caregiver.field.sex")}
          description={t("caregiver.sexWhat")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          defaultValue={typed.sex}
          error={error("sex")}
          data={SEXES.map((value) => ({ value, label: t(`caregiver.sex.${value}`) }))}
        />
        <TextInput {...field("mostVisits")} inputMode="numeric" maxLength={4} />
        <TextInput {...field("mostMinutes")} inputMode="numeric" maxLength={4} />
        <TextInput {...field("from")} type="date" required />
        <TextInput
          {...field("last")}
          type="date"
          description={t("caregiver.lastWhat")}
          inputWrapperOrder={["label", "input", "description", "error"]}
        />
      </SimpleGrid>
      {ticks("skills", VISITOR_SKILLS)}
      {ticks("languages", RESIDENT_LANGUAGES)}
    </Stack>
  );
}

const FIELDS = ["area", "transport", "sex", "mostVisits", "mostMinutes", "from", "last", "skills", "languages"] as const;

/** Somebody else saved first: what stands on record now beside what was typed, where they differ. */
export function BothCards({ saved, typed }: { readonly saved: TypedCard; readonly typed: TypedCard }) {
  const { t } = useTranslation("visits");
  const words = (card: TypedCard, field: (typeof FIELDS)[number]): string => {
    const value = card[field];
    if (typeof value !== "string")
      return [...value]
        .sort()
        .map((one) => t(`caregiver.${field}.${one}`))
        .join(t("list"));
    if (field === "transport" || field === "sex") return t(`caregiver.${field}.${value}`);
    return field === "area" ? (/(\d{4,12})\s*$/.exec(value)?.[1] ?? value) : value;
  };
  const differing = FIELDS.filter((field) => words(saved, field) !== words(typed, field));
  return (
    <Alert color="orange" role="alert" title={t("caregiver.refusal.met-edit")}>
      {differing.length === 0 ? (
        <Text>{t("caregiver.met.same")}</Text>
      ) : (
        <Table.ScrollContainer minWidth={360}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                {["field", "saved", "typed"].map((key) => (
                  <Table.Th key={key}>{t(`caregiver.met.${key}`)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {differing.map((field) => (
                <Table.Tr key={field}>
                  <Table.Th scope="row">{t(`caregiver.field.${field}`)}</Table.Th>
                  <Table.Td>{words(saved, field) || t("caregiver.met.empty")}</Table.Td>
                  <Table.Td>{words(typed, field) || t("caregiver.met.empty")}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Alert>
  );
}
