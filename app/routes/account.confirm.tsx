import { Anchor, Button, PasswordInput, Stack, Text } from "@mantine/core";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AccountPage } from "~/modules/accounts/ui/account-page";
import { AccountRefusal } from "~/modules/accounts/ui/account-refusal";
import { CodeForm } from "~/modules/accounts/ui/code-form";
import { redirectWithSession, refusedAnswer, withRetryAfter } from "~/modules/accounts/use-cases/answer-with-session.server";
import { arrivalOf } from "~/modules/accounts/use-cases/arrival.server";
import { sessionLimitOf } from "~/modules/accounts/use-cases/change-session-limits.server";
import { requireSession } from "~/modules/accounts/use-cases/current-session.server";
import { provePassword, wayToProve } from "~/modules/accounts/use-cases/prove-again.server";
import { giveCode } from "~/modules/accounts/use-cases/second-factor.server";
import { isDemo } from "~/platform/environment.server";
import { ownPath } from "~/platform/own-path.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "accounts:account.confirm.title" };
export const headers = withRetryAfter;

export async function loader({ request }: LoaderFunctionArgs) {
  const session = await requireSession(request);
  const back = ownPath(new URL(request.url).searchParams.get("to"), "/account");
  const { proofMinutes: minutes } = await sessionLimitOf(session.kind);
  return { way: await wayToProve(session), minutes, isDemo: isDemo(), again: `/sign-in?to=${encodeURIComponent(back)}` };
}

export async function action({ request }: ActionFunctionArgs) {
  const session = await requireSession(request);
  const form = await request.formData();
  const to = ownPath(new URL(request.url).searchParams.get("to"), "/account");
  const arrival = await arrivalOf(request);
  const isByCode = (await wayToProve(session)) === "code";
  const proven = isByCode
    ? await giveCode(session, String(form.get("code") ?? "").slice(0, 40), arrival)
    : await provePassword(session, String(form.get("password") ?? "").slice(0, 1000));
  if (!proven.ok) return refusedAnswer({ refusal: proven.refusal });
  return redirectWithSession({ ...proven.value, stage: "open" }, to, arrival);
}

export default function AccountConfirm() {
  const { way, minutes, isDemo, again } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  return (
    <AccountPage title={t("account.confirm.title")} lead={t("account.confirm.what", { minutes })} hasSiblings={false}>
      <AccountRefusal refusal={answer?.refusal} />
      {way === "code" && <CodeForm submit={t("account.confirm.submit")} takesRecovery />}
      {way === "again" && (
        <Text>
          {t("account.confirm.again", { minutes })}{" "}
          <Anchor href={again} inherit>
            {t("account.confirm.signIn")}
          </Anchor>
        </Text>
      )}
      {way === "password" && (
        <Form method="post">
          <Stack>
            <PasswordInput name="password" label={t("account.password.present")} autoComplete="current-password" required />
            <Button type="submit">{t("account.confirm.submit")}</Button>
            <Text size="sm" c="dimmed">
              {t(isDemo ? "account.confirm.demo" : "account.confirm.noCodes")}{" "}
              <Anchor component={Link} to="/account/second-factor" inherit>
                {t("account.confirm.setUp")}
              </Anchor>
            </Text>
          </Stack>
        </Form>
      )}
    </AccountPage>
  );
}
