import { Alert, Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AccountPage } from "~/modules/accounts/ui/account-page";
import { AccountRefusal } from "~/modules/accounts/ui/account-refusal";
import { CodeForm } from "~/modules/accounts/ui/code-form";
import { EnrolmentSteps } from "~/modules/accounts/ui/enrolment-steps";
import { RecoveryCodes } from "~/modules/accounts/ui/recovery-codes";
import { refusedAnswer, withRetryAfter } from "~/modules/accounts/use-cases/answer-with-session.server";
import { currentSession, requireProof } from "~/modules/accounts/use-cases/current-session.server";
import {
  confirmEnrolment,
  dropSecondFactor,
  enrolment,
  renewRecoveryCodes,
  secondFactorState,
} from "~/modules/accounts/use-cases/second-factor.server";
import { sessionCookie } from "~/modules/accounts/use-cases/session-cookie.server";
import { isDemo } from "~/platform/environment.server";
import { ownPath } from "~/platform/own-path.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "accounts:account.pages.second-factor" };
export const headers = withRetryAfter;

/** Open to whoever must set codes up before anything else opens; closed to whoever still owes one. */
async function setter(request: Request) {
  const session = await currentSession(request);
  if (!session || session.stage === "code-due") throw redirect("/sign-in?to=%2Faccount%2Fsecond-factor");
  return session;
}

export async function loader({ request }: LoaderFunctionArgs) {
  const session = await setter(request);
  const { searchParams } = new URL(request.url);
  const to = searchParams.get("to") === null ? null : ownPath(searchParams.get("to"), "/plan");
  const state = await secondFactorState(session.personId);
  // Whoever finds a desk unlocked must not set codes of their own up and keep the account.
  if (!state.isOn && session.stage === "open") await requireProof(request);
  const setUp = state.isOn ? null : await enrolment(session);
  const isForExport = searchParams.get("for") === "export" && !state.isOn;
  return { state, setUp, to, isForExport, isDue: session.stage === "enrolment-due", mayDrop: isDemo() && state.isOn };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const intent = form.get("intent");
  if (intent === "renew") return { refusal: null, codes: await renewRecoveryCodes(await requireProof(request)) };
  if (intent === "drop" && isDemo()) {
    await dropSecondFactor(await requireProof(request));
    return redirect("/account/second-factor");
  }
  const confirmed = await confirmEnrolment(await setter(request), String(form.get("code") ?? "").slice(0, 40));
  if (!confirmed.ok) return refusedAnswer({ refusal: confirmed.refusal, codes: null });
  const { recoveryCodes: codes, ...token } = confirmed.value;
  return data({ refusal: null, codes }, { headers: { "Set-Cookie": await sessionCookie.serialize(token) } });
}

export default function AccountSecondFactor() {
  const { state, setUp, to, isForExport, isDue, mayDrop } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const lead = isDue ? "account.factor.due" : state.isOn ? "account.factor.on" : "account.factor.what";
  return (
    <AccountPage title={t("account.pages.second-factor")} lead={t(lead)} hasSiblings={!isDue}>
      <AccountRefusal refusal={answer?.refusal} />
      {answer?.codes && <RecoveryCodes codes={answer.codes} />}
      {isForExport && <Alert role="status">{t("account.factor.forExport")}</Alert>}
      {setUp && (
        <EnrolmentSteps {...setUp}>
          <CodeForm submit={t("account.factor.confirm")} />
        </EnrolmentSteps>
      )}
      {state.isOn && !answer?.codes && (
        <Stack>
          {state.recoveryCodes <= 3 && <Alert color="orange">{t("account.recovery.few", { count: state.recoveryCodes })}</Alert>}
          <Text>{t("account.recovery.left", { count: state.recoveryCodes })}</Text>
          <Group>
            <Form method="post">
              <input type="hidden" name="intent" value="renew" />
              <Button type="submit" variant="default">
                {t("account.recovery.renew")}
              </Button>
            </Form>
            {mayDrop && (
              <Form method="post">
                <input type="hidden" name="intent" value="drop" />
                <Button type="submit" variant="subtle" color="red">
                  {t("account.factor.drop")}
                </Button>
              </Form>
            )}
          </Group>
        </Stack>
      )}
      {to && state.isOn && (
        <Anchor component={Link} to={to} reloadDocument>
          {t("account.factor.goOn")}
        </Anchor>
      )}
    </AccountPage>
  );
}
