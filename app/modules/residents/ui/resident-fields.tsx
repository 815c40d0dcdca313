import { Checkbox, Group, NativeSelect, Stack, Text, TextInput, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { AreaEntry } from "~/ui/forms/area-entry";
import { FormSection } from "~/ui/forms/form-section";
import { ISOLATION_CATEGORIES } from "../domain/isolation-category";
import { RESIDENT_SPEECH, SEXES, VISITOR_SKILLS } from "../domain/resident";

/** What was typed, by name of field; lists where several may be ticked. */
export type TypedFields = Readonly<Record<string, string | readonly string[] | boolean>>;
export interface FieldFaultShown {
  readonly field: string;
  readonly fault: string;
}

interface ResidentFieldsProps {
  readonly typed: TypedFields;
  readonly faults: readonly FieldFaultShown[];
  /** a new file asks for what is sealed too; later each of these is corrected by itself */
  readonly isNew: boolean;
}

/** The form of a resident's file; each fault stands at its field, and what was typed stays. */
export function ResidentFields({ typed, faults, isNew }: ResidentFieldsProps) {
  const { t } = useTranslation("residents");
  const text = (name: string) => String(typed[name] ?? "");
  const list = (name: string): readonly string[] => (Array.isArray(typed[name]) ? (typed[name] as readonly string[]) : []);
  const error = (name: string) => {
    const found = faults.find(({ field }) => field === name);
    return found ? t(`fault.${found.fault}`) : undefined;
  };
  const field = (name: string) => ({
    name,
    label: t(`field.${name}`),
    defaultValue: text(name),
    error: error(name),
    autoComplete: "off",
  });
  const ticks = (name: string, keys: readonly string[], word: (key: string) => string) => (
    <Checkbox.Group label={t(`field.${name}`)} defaultValue={[...list(name)]} error={error(name)}>
      <Group gap="md" mt={6}>
        {keys.map((key) => (
          <Checkbox key={key} name={name} value={key} label={word(key)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
  return (
    <>
      <FormSection title={t("form.who")}>
        <Group align="start">
          <TextInput {...field("name")} required maxLength={80} />
          <NativeSelect
            {...field("sex")}
            defaultValue={text("sex") || "unknown"}
            data={SEXES.map((value) => ({ value, label: t(`sex.${value}`) }))}
          />
          <TextInput {...field("bornOn")} type="date" description={isNew ? t("form.bornFromNumber") : undefined} />
        </Group>
        {isNew && (
          <Group align="start">
            <TextInput {...field("identityNumber")} maxLength={40} description={t("form.sealed")} />
            <TextInput {...field("phone")} maxLength={40} inputMode="tel" description={t("form.sealed")} />
          </Group>
        )}
      </FormSection>
      <FormSection title={t("form.where")}>
        <Group align="start">
          <AreaEntry {...field("area")} error={error("areaCode")} description={t("form.areaWhat")} required w="22rem" />
          <TextInput {...field("cell")} maxLength={32} />
        </Group>
        {isNew && (
          <Group align="start">
            <TextInput {...field("address")} maxLength={500} w="22rem" description={t("form.sealed")} />
            <TextInput {...field("position")} placeholder="113.6253, 34.7466" description={t("form.positionWhat")} />
          </Group>
        )}
      </FormSection>
      <FormSection title={t("form.why")}>
        {ticks("categories", ISOLATION_CATEGORIES, (key) => t(`category.${key}`))}
        {isNew && (
          <Group align="start">
            <NativeSelect
              {...field("grade")}
              data={[
                { value: "", label: t("form.notAssessed") },
                ...[0, 1, 2, 3, 4].map((n) => ({ value: String(n), label: t(`grade.${n}`) })),
              ]}
            />
            <TextInput {...field("assessedOn")} type="date" />
          </Group>
        )}
        {isNew && <Textarea {...field("health")} maxLength={500} autosize minRows={2} description={t("form.sealed")} />}
      </FormSection>
      <FormSection title={t("form.how")}>
        <Group align="start">
          <TextInput {...field("visitFrom")} placeholder="09:00" w="8rem" />
          <TextInput {...field("visitUntil")} placeholder="17:00" w="8rem" />
          <NativeSelect
            {...field("visitorSex")}
            data={[
              { value: "", label: t("form.eitherSex") },
              ...["female", "male"].map((value) => ({ value, label: t(`sex.${value}`) })),
            ]}
          />
          <Checkbox name="needsTwo" value="yes" label={t("field.needsTwo")} defaultChecked={typed["needsTwo"] === true} mt={30} />
        </Group>
        {ticks("languages", RESIDENT_SPEECH, (key) => t(`language.${key}`))}
        {ticks("visitorSkills", VISITOR_SKILLS, (key) => t(`skill.${key}`))}
        {isNew && <Textarea {...field("accessNote")} maxLength={500} autosize minRows={2} description={t("form.sealed")} />}
      </FormSection>
    </>
  );
}

export interface ResembledShown {
  readonly id: string;
  readonly name: string;
  readonly registerNumber: string;
  readonly bornOn: string | null;
  readonly likeness: string;
}

/** Files that may be the same person's, before a second one is made. */
export function ResembledFiles({ files }: { readonly files: readonly ResembledShown[] }) {
  const { t } = useTranslation("residents");
  return (
    <section className="surface" role="alert" style={{ padding: "1rem" }}>
      <Stack gap="xs">
        <Text fw={650}>{t("resembles.title")}</Text>
        <ul>
          {files.map((file) => (
            <li key={file.id}>
              <a href={`/visits/residents/${file.id}`} target="_blank" rel="noreferrer">
                {t("resembles.file", { name: file.name, number: file.registerNumber, born: file.bornOn ?? "—" })}
              </a>
              {" · "}
              {t(`resembles.${file.likeness}`)}
            </li>
          ))}
        </ul>
        <Checkbox name="isOther" value="yes" label={t("resembles.other")} />
      </Stack>
    </section>
  );
}
