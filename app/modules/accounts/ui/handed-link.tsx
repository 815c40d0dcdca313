import { Alert, CopyButton, Button, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface HandedLinkProps {
  readonly link: string;
  readonly purpose: string;
  readonly login: string;
  readonly until: string;
}

/** A one-time link, seen this once. */
export function HandedLink({ link, purpose, login }: HandedLinkProps) {
  const { t } = useTranslation("accounts");
  return (
    <Alert color="jade" role="status" title={t("handover.done", { login })}>
      <Stack gap="xs">
        <TextInput
          label={t("handover.link")}
          value={link}
          readOnly
          data-testid="handed-link"
          onFocus={(event) => event.currentTarget.select()}
        />
        <Text size="sm">{t(`handover.until-${purpose}`)}</Text>
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button onClick={copy} variant="default" style={{ alignSelf: "start" }}>
              {t(copied ? "handover.copied" : "handover.copy")}
            </Button>
          )}
        </CopyButton>
      </Stack>
    </Alert>
  );
}
