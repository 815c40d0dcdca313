import { Anchor, Container, Stack, Text, Title } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ReasonFields, SHOWN_SECONDS, type OpenedAnswer } from "./sensitive-value";

interface OpeningPageProps {
  readonly title: string;
  readonly label: string;
  readonly mask: string | null;
  readonly back: string;
  readonly answer: OpenedAnswer | null;
  readonly mayOpen: boolean;
  readonly isOwn?: boolean;
}

/** The same as the form beside a masked value, as a page of its own: it needs no scripts. The value leaves it after a minute. */
export function OpeningPage({ title, label, mask, back, answer, mayOpen, isOwn = false }: OpeningPageProps) {
  const { t } = useTranslation("accounts");
  const value = answer?.value ?? null;
  return (
    <Container component="main" size="xs" py="lg">
      {value !== null && <meta httpEquiv="refresh" content={`${SHOWN_SECONDS};url=${back}`} />}
      <Stack>
        <Anchor component={Link} to={back} size="sm">
          {t("sensitive.back")}
        </Anchor>
        <Title order={1} size="h3">
          {title}
        </Title>
        <Text fw={650}>{label}</Text>
        <div role="status">
          <Text ff="monospace" size="lg">
            {value ?? mask ?? t("sensitive.onRecord")}
          </Text>
          {value !== null && <Text c="dimmed">{t("sensitive.shown", { label, seconds: SHOWN_SECONDS })}</Text>}
        </div>
        {value === null && mayOpen && (
          <Form method="post">
            <input type="hidden" name="intent" value="open" />
            <ReasonFields isOwn={isOwn} refusal={answer?.refusal ?? null} />
          </Form>
        )}
        {!mayOpen && <Text c="dimmed">{t("sensitive.refusal.not-permitted")}</Text>}
      </Stack>
    </Container>
  );
}
