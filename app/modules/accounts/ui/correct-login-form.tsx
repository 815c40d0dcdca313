import { Button, Stack, Text, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LOGIN_LENGTH } from "../domain/login";

/** What somebody signs in as, to be put right: it opens where it was refused. */
export function CorrectLoginForm({ login, typed }: { readonly login: string; readonly typed: string | null }) {
  const { t } = useTranslation("accounts");
  return (
    <details open={typed !== null}>
      <summary>{t("handover.correct")}</summary>
      <Form method="post" key={login}>
        <Stack gap="sm" mt="sm" maw={420}>
          <TextInput
            name="login"
            label={t("handover.login")}
            description={t("handover.loginWhat")}
            defaultValue={typed ?? login}
            maxLength={LOGIN_LENGTH.most}
            autoComplete="off"
            required
          />
          <Text size="sm" c="dimmed">
            {t("handover.correctWhat")}
          </Text>
          <Button type="submit" name="intent" value="correct-login" variant="default" style={{ alignSelf: "start" }}>
            {t("correct.submit")}
          </Button>
        </Stack>
      </Form>
    </details>
  );
}
