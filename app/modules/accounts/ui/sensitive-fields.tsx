import { Anchor, Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AccountRefusal, type AccountProblem } from "./account-refusal";
import { SensitiveValue } from "./sensitive-value";

const KINDS = ["identity-number", "phone"] as const;

interface SensitiveFieldsProps {
  readonly personId: string;
  readonly file: {
    readonly fields: readonly { readonly kind: string; readonly mask: string | null }[];
    readonly mayOpen: boolean;
    readonly mayWrite: boolean;
    readonly isOwn: boolean;
  };
}

/** Identity number and phone of a person: masked, opened for a reason, corrected without being shown. */
export function SensitiveFields({ personId, file }: SensitiveFieldsProps) {
  const { t } = useTranslation("accounts");
  const page = (kind: string) => `/govern/people/${personId}/sensitive?field=${kind}`;
  return (
    <section className="surface" aria-labelledby="sensitive">
      <Stack p="md" gap="md">
        <Title order={2} size="h4" id="sensitive">
          {t("sensitive.title")}
        </Title>
        {KINDS.map((kind) => {
          const field = file.fields.find((one) => one.kind === kind);
          return (
            <div key={kind}>
              <Text fw={650}>{t(`sensitive.field.${kind}`)}</Text>
              {field ? (
                <SensitiveValue
                  label={t(`sensitive.field.${kind}`)}
                  mask={field.mask}
                  opens={file.mayOpen ? page(kind) : null}
                  isOwn={file.isOwn}
                />
              ) : (
                <Text c="dimmed">{t("sensitive.none")}</Text>
              )}
              {file.mayWrite && (
                <details>
                  <summary>{t(field ? "sensitive.correct" : "sensitive.add")}</summary>
                  <ValueForm page={page(kind)} kind={kind} isThere={field !== undefined} />
                </details>
              )}
            </div>
          );
        })}
        <Anchor component={Link} to={`/govern/people/${personId}/file`}>
          {t("sensitive.wholeFile")}
        </Anchor>
      </Stack>
    </section>
  );
}

interface ValueFormProps {
  readonly page: string;
  readonly kind: (typeof KINDS)[number];
  readonly isThere: boolean;
  readonly refusal?: AccountProblem | null;
}

/** A new value is typed whole; what was there is never shown for it, and what was typed does not stay on the page. */
export function ValueForm({ page, kind, isThere, refusal = null }: ValueFormProps) {
  const { t } = useTranslation("accounts");
  return (
    <Stack gap="xs" maw={420} mt="xs">
      {refusal?.kind === "try-later" && <AccountRefusal refusal={refusal} />}
      <Form method="post" action={page} autoComplete="off" reloadDocument>
        <input type="hidden" name="intent" value="save" />
        <Group align="flex-end" gap="sm">
          <TextInput
            name="value"
            label={t("sensitive.newValue", { label: t(`sensitive.field.${kind}`) })}
            inputMode={kind === "phone" ? "tel" : "text"}
            maxLength={40}
            required
            error={refusal && refusal.kind !== "try-later" && t(`sensitive.refusal.${refusal.kind}`)}
          />
          <Button type="submit">{t("sensitive.save")}</Button>
        </Group>
      </Form>
      {isThere && (
        <Form method="post" action={page} reloadDocument>
          <input type="hidden" name="intent" value="remove" />
          <Button type="submit" variant="default" size="compact-sm">
            {t("sensitive.remove")}
          </Button>
        </Form>
      )}
    </Stack>
  );
}
