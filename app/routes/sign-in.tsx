import { Alert, Anchor, Button, Container, Group, PasswordInput, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { START } from "~/modules/accounts/domain/landing";
import type { Role } from "~/modules/accounts/domain/role";
import { AccountRefusal } from "~/modules/accounts/ui/account-refusal";
import { redirectWithSession, refusedAnswer, withRetryAfter } from "~/modules/accounts/use-cases/answer-with-session.server";
import { currentActor } from "~/modules/accounts/use-cases/current-actor.server";
import { arrivalOf } from "~/modules/accounts/use-cases/arrival.server";
import { DEMO_PASSWORD, demoLogins } from "~/modules/accounts/use-cases/demo-accounts.server";
import { signIn } from "~/modules/accounts/use-cases/sign-in.server";
import { organisationSignIn } from "~/platform/environment.server";
import { ownPath } from "~/platform/own-path.server";
import type { PageHandle } from "~/ui/layout/page-title";
import { SignOutForm } from "~/ui/layout/sign-out-form";

export const handle: PageHandle = { title: "signIn.title" };
export const headers = withRetryAfter;

const NOTICES = ["organisation-unknown", "organisation-refused", "organisation-silent"];

export async function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const to = ownPath(searchParams.get("to"), START);
  const demo = await demoLogins();
  const notice = NOTICES.find((known) => known === searchParams.get("notice")) ?? null;
  const organisation = organisationSignIn()?.name ?? null;
  const present = await currentActor(request);
  const signedIn = present && { name: present.name, role: present.role };
  return { to, demo, notice, organisation, signedIn, demoPassword: demo.length > 0 ? DEMO_PASSWORD : null };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const login = String(form.get("login") ?? "").slice(0, 200);
  const password = String(form.get("password") ?? "");
  if (!login.trim() || !password) return refusedAnswer({ login, refusal: { kind: "missing" } });
  const arrival = await arrivalOf(request);
  const verdict = await signIn(login, password, arrival);
  if (!verdict.ok) return refusedAnswer({ login, refusal: verdict.refusal });
  return redirectWithSession(verdict.value, ownPath(form.get("to"), START), arrival);
}

const OWN_WORDS: Partial<Record<string, string>> = { missing: "missing", "wrong-name-or-password": "wrong" };

export default function SignIn() {
  const { to, demo, demoPassword, notice, organisation, signedIn } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("layout");
  const own = OWN_WORDS[answer?.refusal.kind ?? ""];
  return (
    <Container component="main" size="xs" py="xl">
      <Title order={1} size="h2" mb="lg">
        {t("signIn.title")}
      </Title>
      {signedIn && <SignedIn {...signedIn} to={to} />}
      <Form method="post">
        <Stack>
          {own ? (
            <Alert color="red" role="alert">
              {t(`signIn.${own}`)}
            </Alert>
          ) : (
            <AccountRefusal refusal={answer?.refusal ?? (notice ? { kind: notice } : null)} />
          )}
          <input type="hidden" name="to" value={to} />
          <TextInput name="login" label={t("signIn.login")} defaultValue={answer?.login} autoComplete="username" required />
          <PasswordInput name="password" label={t("signIn.password")} autoComplete="current-password" required />
          <Button type="submit">{t("signIn.submit")}</Button>
        </Stack>
      </Form>
      <OtherWays to={to} organisation={organisation} />
      {demoPassword && (
        <Stack mt={40} gap="sm">
          <Title order={2} size="h4">
            {t("signIn.demo")}
          </Title>
          <Text c="dimmed">{t("signIn.demoWhat")}</Text>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
            {demo.map(({ login, name, role, isOfOnePlace }) => (
              <Form method="post" key={login}>
                <input type="hidden" name="to" value={to} />
                <input type="hidden" name="login" value={login} />
                <input type="hidden" name="password" value={demoPassword} />
                <Button
                  type="submit"
                  variant="default"
                  fullWidth
                  styles={{
                    root: { height: "auto", minHeight: "2.25rem", paddingBlock: 4 },
                    label: { whiteSpace: "normal", lineHeight: 1.4 },
                  }}
                >
                  {isOfOnePlace ? t("signIn.demoOf", { name }) : t("signIn.demoAs", { role: t(`role.${role}`) })}
                </Button>
              </Form>
            ))}
          </SimpleGrid>
        </Stack>
      )}
    </Container>
  );
}

/** Whoever is in already goes on, leaves, or comes in as somebody else below. */
function SignedIn({ name, role, to }: { readonly name: string; readonly role: Role; readonly to: string }) {
  const { t } = useTranslation("layout");
  return (
    <Alert role="status" mb="lg" title={t("signIn.already", { name, role: t(`role.${role}`) })}>
      <Text size="sm" mb="sm">
        {t("signIn.alreadyWhat")}
      </Text>
      <Group>
        <Button component={Link} to={to}>
          {t("signIn.goOn")}
        </Button>
        <SignOutForm>
          <Button type="submit" variant="default">
            {t("account.signOut")}
          </Button>
        </SignOutForm>
      </Group>
    </Alert>
  );
}

function OtherWays({ to, organisation }: { readonly to: string; readonly organisation: string | null }) {
  const { t } = useTranslation("accounts");
  const on = `?to=${encodeURIComponent(to)}`;
  return (
    <Group mt="md" gap="lg">
      {organisation !== null && (
        <Button component="a" href={`/sign-in/organisation${on}`} variant="light">
          {t("signing.organisation", { name: organisation || t("signing.organisationUnnamed") })}
        </Button>
      )}
      <Anchor component={Link} to={`/sign-in/field${on}`}>
        {t("signing.field")}
      </Anchor>
      <Anchor component={Link} to="/my/look-in">
        {t("signing.family")}
      </Anchor>
    </Group>
  );
}
