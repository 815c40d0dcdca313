import { List, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface EnrolmentStepsProps {
  readonly picture: string;
  readonly secret: string;
  /** the form that takes the first code */
  readonly children: ReactNode;
}

/** An app, a picture or the key as text, and the first code. */
export function EnrolmentSteps({ picture, secret, children }: EnrolmentStepsProps) {
  const { t } = useTranslation("accounts");
  return (
    <List type="ordered" spacing="lg">
      <List.Item>{t("account.factor.app")}</List.Item>
      <List.Item>
        {t("account.factor.scan")}
        <img
          src={picture}
          alt={t("account.factor.picture")}
          width={220}
          height={220}
          style={{ display: "block", margin: "0.75rem 0", background: "#fff", borderRadius: 8 }}
        />
        <Text size="sm" c="dimmed">
          {t("account.factor.key")}
        </Text>
        <Text ff="monospace" data-testid="code-secret" style={{ overflowWrap: "anywhere" }}>
          {secret.match(/.{1,4}/g)?.join(" ")}
        </Text>
      </List.Item>
      <List.Item>
        {t("account.factor.first")}
        <div style={{ marginTop: "0.5rem" }}>{children}</div>
      </List.Item>
    </List>
  );
}
