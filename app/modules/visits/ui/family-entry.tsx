import { Alert, Anchor, Button, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface FamilyEntryProps {
  readonly answer: { readonly refusal: string; readonly seconds: number } | null;
  /** the link was ended while its page was open */
  readonly hasEnded: boolean;
}

/** Comes in by a link: a browser with scripts hands its secret over by itself, elsewhere it is pasted. */
export function FamilyEntry({ answer, hasEnded }: FamilyEntryProps) {
  const { t } = useTranslation("visits");
  return (
    <Stack>
      <Title order={1} size="h2">
        {t("family.title")}
      </Title>
      <Text>{t("family.lead")}</Text>
      {(answer || hasEnded) && (
        <Alert color="red" role="alert">
          {answer?.refusal === "try-later"
            ? t("family.refusal.try-later", { minutes: Math.ceil(answer.seconds / 60) })
            : t("family.refusal.link-unknown")}
        </Alert>
      )}
      <Form method="post" autoComplete="off">
        <Stack>
          <TextInput name="secret" label={t("family.link")} description={t("family.linkWhat")} maxLength={300} required />
          <Button type="submit" name="intent" value="open">
            {t("family.open")}
          </Button>
        </Stack>
      </Form>
      <Anchor component={Link} to="/my/look-in">
        {t("family.lookIn")}
      </Anchor>
    </Stack>
  );
}
