import { Alert, Button, Container, PasswordInput, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { DEMO_PASSWORD, demoLogins } from "~/modules/accounts/use-cases/demo-accounts.server";
import { sessionCookie } from "~/modules/accounts/use-cases/session-cookie.server";
import { signIn } from "~/modules/accounts/use-cases/sign-in.server";
import { ownPath } from "~/platform/own-path.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "signIn.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const to = ownPath(new URL(request.url).searchParams.get("to"), "/plan");
  const demo = await demoLogins();
  return { to, demo, demoPassword: demo.length > 0 ? DEMO_PASSWORD : null };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const login = String(form.get("login") ?? "");
  const password = String(form.get("password") ?? "");
  if (!login.trim() || !password) return { login, problem: "missing" as const };
  const verdict = await signIn(login, password);
  if (!verdict.ok) return { login, problem: "wrong" as const };
  return redirect(ownPath(form.get("to"), "/plan"), { headers: { "Set-Cookie": await sessionCookie.serialize(verdict.value) } });
}

export default function SignIn() {
  const { to, demo, demoPassword } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("layout");
  return (
    <Container component="main" size="xs" py="xl">
      <Title order={1} size="h2" mb="lg">
        {t("signIn.title")}
      </Title>
      <Form method="post">
        <Stack>
          {answer && (
            <Alert color="red" role="alert">
              {t(`signIn.${answer.problem}`)}
            </Alert>
          )}
          <input type="hidden" name="to" value={to} />
          <TextInput name="login" label={t("signIn.login")} defaultValue={answer?.login} autoComplete="username" required />
          <PasswordInput name="password" label={t("signIn.password")} autoComplete="current-password" required />
          <Button type="submit">{t("signIn.submit")}</Button>
        </Stack>
      </Form>
      {demoPassword && (
        <Stack mt={40} gap="sm">
          <Title order={2} size="h4">
            {t("signIn.demo")}
          </Title>
          <Text c="dimmed">{t("signIn.demoWhat")}</Text>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
            {demo.map(({ login, role }) => (
              <Form method="post" key={login}>
                <input type="hidden" name="to" value={to} />
                <input type="hidden" name="login" value={login} />
                <input type="hidden" name="password" value={demoPassword} />
                <Button type="submit" variant="default" fullWidth>
                  {t("signIn.demoAs", { role: t(`role.${role}`) })}
                </Button>
              </Form>
            ))}
          </SimpleGrid>
        </Stack>
      )}
    </Container>
  );
}
