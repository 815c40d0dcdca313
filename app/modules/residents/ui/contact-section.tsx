import { Anchor, Text, TextInput } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CONTACT_RELATIONS } from "../domain/resident";
import { FileSection } from "./file-sections";
import { PartButton, PartChoice, PartForm, type PartAnswer } from "./part-form";
import classes from "./file.module.css";

interface ContactSectionProps {
  readonly contacts: readonly {
    readonly id: string;
    readonly name: string;
    readonly relation: string;
    readonly phoneMask: string | null;
  }[];
  readonly answer: PartAnswer | null;
  readonly mayWrite: boolean;
  /** the page that opens a contact's phone; null = not for this reader */
  readonly opens: ((contact: string) => string) | null;
}

/** Whom to call when nobody answers the door, in this order. */
export function ContactSection({ contacts, answer, mayWrite, opens }: ContactSectionProps) {
  const { t } = useTranslation("residents");
  return (
    <FileSection id="contacts" title={t("file.contacts")}>
      {contacts.length === 0 && <Text c="dimmed">{t("file.noContact")}</Text>}
      <ol className={classes.list}>
        {contacts.map(({ id, name, relation, phoneMask }) => (
          <li key={id}>
            {t("file.contact", { name, relation: t(`relation.${relation}`), phone: phoneMask ?? "****" })}{" "}
            {opens && (
              <Anchor component={Link} to={opens(id)} className="no-print" aria-label={t("file.openPhoneOf", { name })}>
                {t("file.openPhone")}
              </Anchor>
            )}
            {mayWrite && (
              <PartButton intent="remove-contact" part={id}>
                {t("file.removeContact")}
              </PartButton>
            )}
          </li>
        ))}
      </ol>
      {mayWrite && (
        <PartForm intent="add-contact" answer={answer} summary={t("file.addContact")}>
          {(typed) => (
            <>
              <TextInput name="name" label={t("part.name")} defaultValue={typed("name")} maxLength={60} required />
              <PartChoice name="relation" keys={CONTACT_RELATIONS} word="relation" typed={typed("relation")} />
              <TextInput
                name="phone"
                label={t("part.phone")}
                defaultValue={typed("phone")}
                inputMode="tel"
                maxLength={40}
                required
              />
            </>
          )}
        </PartForm>
      )}
    </FileSection>
  );
}
