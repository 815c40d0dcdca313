import { Button, Container, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AccountRefusal } from "~/modules/accounts/ui/account-refusal";
import { CodeForm } from "~/modules/accounts/ui/code-form";
import { redirectWithSession, refusedAnswer, withRetryAfter } from "~/modules/accounts/use-cases/answer-with-session.server";
import { arrivalOf } from "~/modules/accounts/use-cases/arrival.server";
import { currentSession } from "~/modules/accounts/use-cases/current-session.server";
import { giveCode } from "~/modules/accounts/use-cases/second-factor.server";
import { ownPath } from "~/platform/own-path.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "accounts:signing.codeTitle" };
export const headers = withRetryAfter;

async function waiting(request: Request) {
  const to = ownPath(new URL(request.url).searchParams.get("to"), "/plan");
  const session = await currentSession(request);
  if (!session) throw redirect(`/sign-in?to=${encodeURIComponent(to)}`);
  if (session.stage !== "code-due") throw redirect(to);
  return { session, to };
}

export async function loader({ request }: LoaderFunctionArgs) {
  await waiting(request);
  return null;
}

export async function action({ request }: ActionFunctionArgs) {
  const { session, to } = await waiting(request);
  const form = await request.formData();
  const arrival = await arrivalOf(request);
  const given = await giveCode(session, String(form.get("code") ?? "").slice(0, 40), arrival);
  if (!given.ok) return refusedAnswer({ refusal: given.refusal });
  const left = given.value.recoveryCodesLeft;
  const on = left === null ? to : `/account/second-factor?left=${left}&to=${encodeURIComponent(to)}`;
  return redirectWithSession({ ...given.value, stage: "open" }, on, arrival);
}

export default function SignInCode() {
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  return (
    <Container component="main" size="xs" py="xl">
      <Stack gap="lg">
        <div>
          <Title order={1} size="h2">
            {t("signing.codeTitle")}
          </Title>
          <Text c="dimmed">{t("signing.codeLead")}</Text>
        </div>
        <AccountRefusal refusal={answer?.refusal} />
        <CodeForm submit={t("signing.codeSubmit")} takesRecovery />
        <Text size="sm" c="dimmed">
          {t("signing.codeLost")}
        </Text>
        <Form method="post" action="/sign-out">
          <Button type="submit" variant="subtle" size="compact-md">
            {t("signing.otherAccount")}
          </Button>
        </Form>
      </Stack>
    </Container>
  );
}
