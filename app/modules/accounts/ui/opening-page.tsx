import { Anchor, Container, Stack, Text, Title } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
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
  /** false where there is nothing on record: nobody is told that they may not open it */
  readonly isThere?: boolean;
  /** what else is done with the value */
  readonly children?: ReactNode;
}

/** The same as the form beside a masked value, as a page of its own: it needs no scripts. The value leaves it after a minute. */
export function OpeningPage(props: OpeningPageProps) {
  const { title, label, mask, back, answer, mayOpen, isOwn = false, isThere = true, children } = props;
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
        {value === null && mayOpen && isThere && (
          <Form method="post">
            <input type="hidden" name="intent" value="open" />
            <ReasonFields isOwn={isOwn} refusal={answer?.refusal ?? null} />
          </Form>
        )}
        {!mayOpen && isThere && <Text c="dimmed">{t("sensitive.refusal.not-permitted")}</Text>}
        {children}
      </Stack>
    </Container>
  );
}
