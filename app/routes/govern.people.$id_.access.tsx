import { Anchor, Button, Checkbox, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { validate as isUuid } from "uuid";
import { AccountPage } from "~/modules/accounts/ui/account-page";
import { AccountRefusal } from "~/modules/accounts/ui/account-refusal";
import { CorrectLoginForm } from "~/modules/accounts/ui/correct-login-form";
import { HandedLink } from "~/modules/accounts/ui/handed-link";
import { DeviceList, SessionList } from "~/modules/accounts/ui/session-list";
import { refusedAnswer } from "~/modules/accounts/use-cases/answer-with-session.server";
import { unbindDeviceOf } from "~/modules/accounts/use-cases/bind-device-code.server";
import { correctLogin } from "~/modules/accounts/use-cases/correct-login.server";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { handOver } from "~/modules/accounts/use-cases/hand-over-secret.server";
import { endSessionsOf, personAccess } from "~/modules/accounts/use-cases/person-access.server";
import { now } from "~/platform/clock.server";
import { publicOrigin } from "~/platform/environment.server";
import { titled } from "~/ui/layout/titled";

export const meta = titled;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "write:people");
  const access = await personAccess(actor, params.id ?? "");
  if (!access) throw new Response(null, { status: 404 });
  return { ...access, id: params.id ?? "", title: access.name, at: now().toISOString(), isOwn: params.id === actor.personId };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:people");
  const personId = params.id ?? "";
  if (!isUuid(personId) || !(await personAccess(actor, personId))) throw new Response(null, { status: 404 });
  const form = await request.formData();
  const [intent, id, login] = ["intent", "id", "login"].map((name) => String(form.get(name) ?? "").slice(0, 200)) as [
    string,
    string,
    string,
  ];
  if (intent === "invitation" || intent === "reset") {
    const clearsSecondFactor = form.get("clears") === "yes";
    const handed = await handOver(actor, { personId, purpose: intent, login, clearsSecondFactor });
    if (!handed.ok) return refusedAnswer({ intent, refusal: handed.refusal, typed: login, handed: null });
    const { secret, expiresAt } = handed.value;
    const link = `${publicOrigin() ?? new URL(request.url).origin}/account/invitation#${secret}`;
    return {
      intent,
      refusal: null,
      typed: "",
      handed: { link, purpose: intent, login: handed.value.login, until: expiresAt.toISOString() },
    };
  }
  if (intent === "correct-login") {
    const corrected = await correctLogin(actor, personId, login);
    if (!corrected.ok) return refusedAnswer({ intent, refusal: corrected.refusal, typed: login, handed: null });
  }
  if (intent === "end" && isUuid(id)) await endSessionsOf(actor, personId, id);
  if (intent === "end-all") await endSessionsOf(actor, personId, null);
  if (intent === "unbind" && isUuid(id)) await unbindDeviceOf(actor, personId, id);
  return redirect(`/govern/people/${personId}/access`);
}

export default function GovernPersonAccess() {
  const { id, name, state, login, hasSecondFactor, sessions, devices, at, isOwn } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const factor = t(hasSecondFactor ? "handover.hasFactor" : "handover.noFactor");
  return (
    <AccountPage
      title={t("handover.title", { name })}
      lead={login ? t("handover.lead", { login, factor }) : t("handover.leadNew")}
      hasSiblings={false}
    >
      <Anchor component={Link} to={`/govern/people/${id}`} size="sm">
        {name}
      </Anchor>
      <AccountRefusal refusal={answer?.refusal} />
      {answer?.handed && <HandedLink {...answer.handed} />}
      {isOwn ? (
        <Text c="dimmed">{t("refused.own-person")}</Text>
      ) : (
        state === "active" && (
          <Form method="post">
            <Stack>
              {login ? (
                hasSecondFactor && <Checkbox name="clears" value="yes" label={t("handover.clears")} />
              ) : (
                <TextInput
                  name="login"
                  label={t("handover.login")}
                  description={t("handover.loginWhat")}
                  defaultValue={answer?.typed}
                  autoComplete="off"
                  required
                />
              )}
              <Group>
                <Button type="submit" name="intent" value={login ? "reset" : "invitation"}>
                  {t(login ? "handover.reset" : "handover.invite")}
                </Button>
                {login && (
                  <Button type="submit" name="intent" value="invitation" variant="default">
                    {t("handover.inviteAgain")}
                  </Button>
                )}
              </Group>
              <Text size="sm" c="dimmed">
                {t("handover.what")}
              </Text>
            </Stack>
          </Form>
        )
      )}
      {login && !isOwn && <CorrectLoginForm login={login} typed={answer?.intent === "correct-login" ? answer.typed : null} />}
      <Title order={2} size="h4">
        {t("account.pages.sessions")}
      </Title>
      {sessions.length > 0 ? <SessionList sessions={sessions} at={at} /> : <Text c="dimmed">{t("handover.noSessions")}</Text>}
      {sessions.length > 0 && (
        <Form method="post">
          <Button type="submit" name="intent" value="end-all" variant="default">
            {t("handover.endAll")}
          </Button>
        </Form>
      )}
      <Title order={2} size="h4">
        {t("account.devices.title")}
      </Title>
      {devices.length > 0 ? <DeviceList devices={devices} at={at} /> : <Text c="dimmed">{t("account.devices.none")}</Text>}
    </AccountPage>
  );
}
