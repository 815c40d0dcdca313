import { Container, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { SiblingPages } from "~/ui/layout/sibling-pages";

interface AccountPageProps {
  readonly title: string;
  readonly lead?: string;
  /** false while somebody is still on the way in */
  readonly hasSiblings?: boolean;
  /** in the place of the account's own, where the page belongs elsewhere */
  readonly siblings?: ReactNode;
  readonly children: ReactNode;
}

/** A page of one's own account. */
export function AccountPage({ title, lead, hasSiblings = true, siblings, children }: AccountPageProps) {
  const { t } = useTranslation("accounts");
  const pages = (["", "/name", "/password", "/second-factor", "/sessions"] as const).map((path) => ({
    to: `/account${path}`,
    label: t(`account.pages.${path.slice(1) || "overview"}`),
  }));
  return (
    <Container component="main" size="sm" py="lg">
      {hasSiblings && (siblings ?? <SiblingPages label={t("account.pages.label")} pages={pages} />)}
      <Stack gap="lg" mt={hasSiblings ? "md" : 0}>
        <div>
          <Title order={1} size="h2">
            {title}
          </Title>
          {lead && (
            <Text c="dimmed" mt={4}>
              {lead}
            </Text>
          )}
        </div>
        {children}
      </Stack>
    </Container>
  );
}
