import { Button, Stack, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface CodeFormProps {
  readonly submit: string;
  /** whether a recovery code is taken in its place */
  readonly takesRecovery?: boolean;
  readonly intent?: string;
}

/** Six digits from the phone. Nothing typed is given back: a code is spent by being tried. */
export function CodeForm({ submit, takesRecovery = false, intent = "code" }: CodeFormProps) {
  const { t } = useTranslation("accounts");
  return (
    <Form method="post" replace>
      <Stack>
        <input type="hidden" name="intent" value={intent} />
        <TextInput
          name="code"
          size="lg"
          label={t("signing.code")}
          description={takesRecovery ? t("signing.codeOrRecovery") : t("signing.codeWhat")}
          inputMode={takesRecovery ? "text" : "numeric"}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={64}
          required
        />
        <Button type="submit" size="md">
          {submit}
        </Button>
      </Stack>
    </Form>
  );
}
