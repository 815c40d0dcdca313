import { Alert, Anchor, Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LOOKED_UP } from "../domain/resident";

export interface LookUpAnswer {
  readonly field: string;
  readonly mask: string | null;
  readonly found: readonly { readonly id: string; readonly name: string; readonly registerNumber: string }[];
  readonly refusal: { readonly kind: string; readonly seconds?: number } | null;
}

/** A resident by a whole number: posted, so that the number stands in no address; what was typed does not come back. */
export function ResidentLookUp({ answer }: { readonly answer: LookUpAnswer | null }) {
  const { t } = useTranslation("residents");
  return (
    <details className="surface no-print" open={answer !== null}>
      <summary style={{ padding: "0.6rem 1rem" }}>{t("lookUp.title")}</summary>
      <Stack p="md" pt={0} gap="sm">
        <Form method="post" autoComplete="off">
          <Group gap="sm" align="flex-end">
            <NativeSelect
              name="field"
              label={t("lookUp.kind")}
              defaultValue={answer?.field}
              data={LOOKED_UP.map((value) => ({ value, label: t(`sealed.${value}`) }))}
            />
            <TextInput name="value" label={t("lookUp.value")} required maxLength={40} autoComplete="off" w="16rem" />
            <Button type="submit" variant="default">
              {t("lookUp.find")}
            </Button>
          </Group>
        </Form>
        <Text size="sm" c="dimmed">
          {t("lookUp.what")}
        </Text>
        {answer?.refusal && (
          <Alert color="red" role="alert">
            {t(`refusal.${answer.refusal.kind}`, { minutes: Math.ceil((answer.refusal.seconds ?? 0) / 60) })}
          </Alert>
        )}
        {answer && !answer.refusal && (
          <Alert color={answer.found.length > 0 ? "teal" : "gray"} c="var(--mantine-color-text)" role="status">
            {answer.found.length === 0 && t("lookUp.none")}
            {answer.found.map(({ id, name, registerNumber }) => (
              <div key={id}>
                {t("lookUp.found", { name, mask: answer.mask })}{" "}
                <Anchor component={Link} to={`/visits/residents/${id}`} inherit>
                  {t("lookUp.open", { number: registerNumber })}
                </Anchor>
              </div>
            ))}
          </Alert>
        )}
      </Stack>
    </details>
  );
}
