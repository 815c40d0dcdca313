import { Anchor, Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import { isRouteErrorResponse, Link, useLocation, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";

type Happening = "not-found" | "not-permitted" | "bad-request" | "no-connection" | "outage";

const WHAT: Partial<Record<number, Happening>> = { 400: "bad-request", 403: "not-permitted", 404: "not-found" };

/** The browser throws a TypeError when an answer never came; errors of the server arrive without their class. */
const isUnanswered = (error: unknown): boolean => error instanceof TypeError && /fetch|network|load failed/i.test(error.message);

/** An outage is never shown as «not found»: whatever is not a known refusal is said to be our fault. */
export function ErrorScreen({ home = "/" }: { readonly home?: string }) {
  const error = useRouteError();
  const location = useLocation();
  const { t } = useTranslation("layout");
  const happening: Happening =
    (isRouteErrorResponse(error) && WHAT[error.status]) || (isUnanswered(error) ? "no-connection" : "outage");
  return (
    <Container size="sm" py={80} component="main">
      <Stack gap="md">
        <Title order={1}>{t(`error.${happening}.title`)}</Title>
        <Text size="lg">{t(`error.${happening}.what`)}</Text>
        <Text c="dimmed">{t(`error.${happening}.next`)}</Text>
        <Group>
          {(happening === "outage" || happening === "no-connection") && (
            <Button component="a" href={location.pathname + location.search}>
              {t("error.again")}
            </Button>
          )}
          {happening === "not-permitted" && (
            <Button component={Link} to={`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`}>
              {t("error.otherAccount")}
            </Button>
          )}
          <Anchor component={Link} to={home}>
            {t("error.home")}
          </Anchor>
        </Group>
      </Stack>
    </Container>
  );
}
