import { Button, PasswordInput, Stack } from "@mantine/core";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AccountPage } from "~/modules/accounts/ui/account-page";
import { AccountRefusal } from "~/modules/accounts/ui/account-refusal";
import { CodeForm } from "~/modules/accounts/ui/code-form";
import { redirectWithSession, refusedAnswer, withRetryAfter } from "~/modules/accounts/use-cases/answer-with-session.server";
import { arrivalOf } from "~/modules/accounts/use-cases/arrival.server";
import { requireSession } from "~/modules/accounts/use-cases/current-session.server";
import { provePassword } from "~/modules/accounts/use-cases/prove-again.server";
import { giveCode, secondFactorState } from "~/modules/accounts/use-cases/second-factor.server";
import { ownPath } from "~/platform/own-path.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "accounts:account.confirm.title" };
export const headers = withRetryAfter;

export async function loader({ request }: LoaderFunctionArgs) {
  const session = await requireSession(request);
  return { hasCodes: (await secondFactorState(session.personId)).isOn };
}

export async function action({ request }: ActionFunctionArgs) {
  const session = await requireSession(request);
  const form = await request.formData();
  const to = ownPath(new URL(request.url).searchParams.get("to"), "/account");
  const { wholeAddress } = await arrivalOf(request);
  const hasCodes = (await secondFactorState(session.personId)).isOn;
  const proven = hasCodes
    ? await giveCode(session, String(form.get("code") ?? "").slice(0, 40), wholeAddress)
    : await provePassword(session, String(form.get("password") ?? "").slice(0, 1000), wholeAddress);
  if (!proven.ok) return refusedAnswer({ refusal: proven.refusal });
  return redirectWithSession({ ...proven.value, stage: "open" }, to);
}

export default function AccountConfirm() {
  const { hasCodes } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  return (
    <AccountPage title={t("account.confirm.title")} lead={t("account.confirm.what")} hasSiblings={false}>
      <AccountRefusal refusal={answer?.refusal} />
      {hasCodes ? (
        <CodeForm submit={t("account.confirm.submit")} takesRecovery />
      ) : (
        <Form method="post">
          <Stack>
            <PasswordInput name="password" label={t("account.password.present")} autoComplete="current-password" required />
            <Button type="submit">{t("account.confirm.submit")}</Button>
          </Stack>
        </Form>
      )}
    </AccountPage>
  );
}
