import type { FieldMetadata, FormMetadata } from "@conform-to/react";
import { Checkbox, Group, Input } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { DOCUMENT_KINDS } from "../domain/document-clock";
import { WEEK_DAYS } from "../domain/facility";
import type { FacilityFormValue } from "./facility-form-schema";
import { ChoiceField, TextField, TickField } from "./form-fields";
import { FormRowList } from "./form-row-list";
import { FormSection } from "~/ui/forms/form-section";
import { useProblemWords } from "./problem-words";
import ticks from "./tick.module.css";

interface RecordFieldsProps {
  readonly form: FormMetadata<Record<string, unknown>, string[]>;
  readonly documents: FieldMetadata<FacilityFormValue["documents"]>;
  readonly contacts: FieldMetadata<FacilityFormValue["contacts"]>;
  readonly hours: FieldMetadata<FacilityFormValue["hours"]>;
}

/** Documents with their expiry, contacts, and opening hours. */
export function RecordFields({ form, documents, contacts, hours }: RecordFieldsProps) {
  const { t } = useTranslation("catalog");
  const kinds = DOCUMENT_KINDS.map((kind) => ({ value: kind, label: t(`document.${kind}`) }));
  return (
    <>
      <FormSection title={t("form.documents")}>
        <FormRowList
          form={form}
          list={documents}
          of={t("form.documents")}
          add={t("form.addDocument")}
          fresh={{ kind: "licence" }}
        >
          {(row) => {
            const of = row.getFieldset();
            return (
              <>
                <ChoiceField field={of.kind} label={t("form.documentKind")} data={kinds} />
                <TextField field={of.number} label={t("form.documentNumber")} />
                <TextField field={of.issuer} label={t("form.issuer")} />
                <TextField field={of.issuedOn} label={t("form.issuedOn")} type="date" />
                <TextField field={of.expiresOn} label={t("form.expiresOn")} type="date" />
              </>
            );
          }}
        </FormRowList>
      </FormSection>
      <FormSection title={t("form.contacts")}>
        <FormRowList form={form} list={contacts} of={t("form.contacts")} add={t("form.addContact")} fresh={{ isPublic: "on" }}>
          {(row) => {
            const of = row.getFieldset();
            return (
              <>
                <TextField field={of.role} label={t("form.role")} />
                <TextField field={of.phone} label={t("form.phone")} required />
                <TickField field={of.isPublic} label={t("form.isPublic")} />
              </>
            );
          }}
        </FormRowList>
      </FormSection>
      <FormSection title={t("form.hours")}>
        <FormRowList
          form={form}
          list={hours}
          of={t("form.hours")}
          add={t("form.addHours")}
          fresh={{ days: ["MO", "TU", "WE", "TH", "FR"], opensAt: "08:00", closesAt: "18:00" }}
        >
          {(row) => {
            const of = row.getFieldset();
            return (
              <>
                <DayTicks field={of.days as FieldMetadata<string[]>} />
                <TextField field={of.opensAt} label={t("form.opensAt")} type="time" w="9rem" />
                <TextField
                  field={of.closesAt}
                  label={t("form.closesAt")}
                  description={t("form.closesAtWhat")}
                  type="time"
                  w="14rem"
                />
                <TextField field={of.note} label={t("form.note")} />
              </>
            );
          }}
        </FormRowList>
      </FormSection>
    </>
  );
}

function DayTicks({ field }: { readonly field: FieldMetadata<string[]> }) {
  const { t } = useTranslation("catalog");
  const words = useProblemWords();
  const initial: unknown = field.initialValue;
  const chosen = Array.isArray(initial) ? initial.map(String) : typeof initial === "string" ? [initial] : [];
  return (
    <Input.Wrapper label={t("form.days")} labelElement="div" error={words(field.errors)}>
      <Group gap="md" key={field.key}>
        {WEEK_DAYS.map((day) => (
          <Checkbox
            radius="sm"
            className={ticks.tick!}
            key={day}
            name={field.name}
            value={day}
            defaultChecked={chosen.includes(day)}
            label={t(`weekDay.${day}`)}
          />
        ))}
      </Group>
    </Input.Wrapper>
  );
}
