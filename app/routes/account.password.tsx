import { Alert, Button, PasswordInput, Stack } from "@mantine/core";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AccountPage } from "~/modules/accounts/ui/account-page";
import { AccountRefusal } from "~/modules/accounts/ui/account-refusal";
import { NewPasswordField } from "~/modules/accounts/ui/new-password-field";
import { refusedAnswer, withRetryAfter } from "~/modules/accounts/use-cases/answer-with-session.server";
import { changePassword } from "~/modules/accounts/use-cases/change-password.server";
import { requireSession } from "~/modules/accounts/use-cases/current-session.server";
import { sessionCookie } from "~/modules/accounts/use-cases/session-cookie.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "accounts:account.pages.password" };
export const headers = withRetryAfter;

export async function loader({ request }: LoaderFunctionArgs) {
  await requireSession(request);
  return null;
}

export async function action({ request }: ActionFunctionArgs) {
  const session = await requireSession(request);
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? "").slice(0, 1000);
  const changed = await changePassword(session, text("present"), text("password"));
  if (!changed.ok) return refusedAnswer({ refusal: changed.refusal, ended: null });
  const { ended } = changed.value;
  return data({ refusal: null, ended }, { headers: { "Set-Cookie": await sessionCookie.serialize(changed.value) } });
}

export default function AccountPassword() {
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const isDone = answer?.refusal === null;
  return (
    <AccountPage title={t("account.pages.password")} lead={t("account.password.lead")}>
      <AccountRefusal refusal={answer?.refusal} />
      {isDone && (
        <Alert color="jade" role="status">
          {t("account.password.done", { count: answer.ended ?? 0 })}
        </Alert>
      )}
      <Form method="post" key={String(isDone)}>
        <Stack>
          <PasswordInput name="present" label={t("account.password.present")} autoComplete="current-password" required />
          <NewPasswordField />
          <Button type="submit" style={{ alignSelf: "start" }}>
            {t("account.password.submit")}
          </Button>
        </Stack>
      </Form>
    </AccountPage>
  );
}
