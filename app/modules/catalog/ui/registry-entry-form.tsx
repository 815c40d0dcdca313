import { Alert, Anchor, Button, Container, Group, Stack, Title } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { EntryRefusal } from "./entry-field";
import { useActionInCity } from "./own-city";

interface RegistryEntryFormProps {
  readonly title: string;
  readonly cityCode: string;
  readonly refusals: readonly EntryRefusal[];
  readonly children: ReactNode;
}

/** The page around an entry of the registry: its title, what is wrong, its fields, and the way out. */
export function RegistryEntryForm({ title, cityCode, refusals, children }: RegistryEntryFormProps) {
  const { t } = useTranslation("catalog");
  const action = useActionInCity(cityCode);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (refusals.length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [refusals]);
  const isPermitted = !refusals.some(({ kind }) => kind === "not-permitted");
  return (
    <Container component="main" size="md" py="lg">
      <Stack gap="lg">
        <Title order={1} size="h2">
          {title}
        </Title>
        {refusals.length > 0 && (
          <Alert color="red" role="alert">
            {isPermitted ? t("form.problems", { count: refusals.length }) : t("refusal.not-permitted")}
          </Alert>
        )}
        <Form method="post" action={action} ref={form} noValidate>
          <Stack gap="md">
            {children}
            <Group>
              <Button type="submit" size="md">
                {t("form.save")}
              </Button>
              <Anchor component={Link} to={`/plan/types?city=${cityCode}`} py="xs">
                {t("form.cancel")}
              </Anchor>
            </Group>
          </Stack>
        </Form>
      </Stack>
    </Container>
  );
}
