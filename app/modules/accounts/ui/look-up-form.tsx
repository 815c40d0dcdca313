import { Alert, Anchor, Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AccountRefusal } from "./account-refusal";

export interface LookUpAnswer {
  readonly field: string;
  readonly found: { readonly id: string; readonly name: string; readonly mask: string } | null;
  readonly refusal: { readonly kind: string; readonly seconds?: number; readonly whose?: string } | null;
}

const FIELDS = ["phone", "identity-number"] as const;

/** A person by a whole number: posted, so that the number stands in no address; what was typed does not come back. */
export function LookUpForm({ answer }: { readonly answer: LookUpAnswer | null }) {
  const { t } = useTranslation("accounts");
  const refusal = answer?.refusal ?? null;
  const valueError =
    refusal && refusal.kind !== "try-later" ? t([`lookUp.refusal.${refusal.kind}`, `sensitive.refusal.${refusal.kind}`]) : null;
  return (
    <details className="surface" open={answer !== null}>
      <summary style={{ padding: "0.6rem 1rem" }}>{t("lookUp.title")}</summary>
      <Stack p="md" pt={0} gap="sm">
        <Form method="post" autoComplete="off">
          <Group gap="sm" align="flex-end">
            <NativeSelect
              name="field"
              label={t("lookUp.kind")}
              defaultValue={answer?.field}
              data={FIELDS.map((field) => ({ value: field, label: t(`sensitive.field.${field}`) }))}
            />
            <TextInput
              name="value"
              label={t("lookUp.value")}
              required
              maxLength={40}
              autoComplete="off"
              w="16rem"
              error={valueError}
            />
            <Button type="submit" variant="default">
              {t("lookUp.find")}
            </Button>
          </Group>
        </Form>
        <Text size="sm" c="dimmed">
          {t("lookUp.what")}
        </Text>
        {refusal?.kind === "try-later" && <AccountRefusal refusal={refusal} />}
        {answer && !refusal && (
          <Alert color={answer.found ? "teal" : "gray"} c="var(--mantine-color-text)" role="status">
            {answer.found ? (
              <>
                {t("lookUp.found", { name: answer.found.name, mask: answer.found.mask })}{" "}
                <Anchor component={Link} to={`/govern/people/${answer.found.id}`} inherit>
                  {t("lookUp.open")}
                </Anchor>
              </>
            ) : (
              t("lookUp.none")
            )}
          </Alert>
        )}
      </Stack>
    </details>
  );
}
