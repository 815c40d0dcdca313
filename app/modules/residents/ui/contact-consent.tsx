import { Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CONTACT_CONSENT_WAYS } from "../domain/contact-link";
import { CONSENT_GIVERS } from "../domain/resident";

export interface ConsentShown {
  readonly givenOn: string;
  readonly givenBy: string;
  readonly how: string;
  readonly witness: string;
  readonly recordedBy: string | null;
}

/** What was typed for one contact and refused. */
export interface ConsentAnswer {
  readonly contact: string;
  readonly refusal: string | null;
  readonly typed: Readonly<Record<string, string>>;
}

/** Whether the resident agreed to this contact being told: when, how, and who wrote it down. */
export function ContactConsentWords({ name, consent }: { readonly name: string; readonly consent: ConsentShown | null }) {
  const { t } = useTranslation("residents");
  if (!consent) return <Text fw={650}>{t("family.notYet", { name })}</Text>;
  const { givenOn: on, givenBy, how, witness, recordedBy } = consent;
  const facts = { name, on, witness, by: t(`giver.${givenBy}`), how: t(`way.${how}`), who: recordedBy ?? t("list.gone") };
  return <Text>{t(witness === "" ? "family.consented" : "family.consentedBefore", facts)}</Text>;
}

interface ContactConsentFormProps {
  readonly id: string;
  readonly name: string;
  readonly hasConsent: boolean;
  readonly lives: boolean;
  readonly mayMake: boolean;
  readonly today: string;
  readonly answer: ConsentAnswer | null;
}

/** Where the link is made the resident's consent to this contact is asked for, unless they gave it; both can be ended here. */
export function ContactConsentForm({ id, name, hasConsent, lives, mayMake, today, answer }: ContactConsentFormProps) {
  const { t } = useTranslation("residents");
  if (!hasConsent && !mayMake) return null;
  const typed = (field: string) => answer?.typed[field] ?? "";
  return (
    <Form method="post">
      <input type="hidden" name="contact" value={id} />
      {hasConsent ? (
        <Group gap="sm">
          {mayMake && (
            <Button type="submit" name="intent" value="make-link" variant={lives ? "default" : "filled"}>
              {t(lives ? "family.again" : "family.make")}
            </Button>
          )}
          {lives && (
            <Button type="submit" name="intent" value="revoke-link" variant="default">
              {t("family.revoke")}
            </Button>
          )}
          <Button type="submit" name="intent" value="withdraw-consent" variant="default">
            {t("family.withdraw")}
          </Button>
        </Group>
      ) : (
        <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <legend style={{ padding: 0 }}>{t("family.ask", { name })}</legend>
          <Stack gap="sm" mt="xs">
            <Group gap="sm" align="flex-end">
              <NativeSelect
                name="givenBy"
                label={t("family.by")}
                defaultValue={typed("givenBy")}
                data={CONSENT_GIVERS.map((value) => ({ value, label: t(`giver.${value}`) }))}
              />
              <NativeSelect
                name="how"
                label={t("family.how")}
                defaultValue={typed("how")}
                data={CONTACT_CONSENT_WAYS.map((value) => ({ value, label: t(`way.${value}`) }))}
              />
              <TextInput type="date" name="on" label={t("family.on")} defaultValue={typed("on") || today} max={today} required />
            </Group>
            <TextInput
              name="witness"
              label={t("family.witness")}
              defaultValue={typed("witness")}
              maxLength={60}
              error={answer?.refusal ? t(`family.refusal.${answer.refusal}`) : undefined}
            />
            <Button type="submit" name="intent" value="make-link" style={{ alignSelf: "flex-start" }}>
              {t("family.giveAndMake")}
            </Button>
          </Stack>
        </fieldset>
      )}
    </Form>
  );
}
