import { Button, Group, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { validate as isUuid } from "uuid";
import { AccountPage } from "~/modules/accounts/ui/account-page";
import { BrowserList } from "~/modules/accounts/ui/browser-list";
import { DeviceList, SessionList } from "~/modules/accounts/ui/session-list";
import { requireSession } from "~/modules/accounts/use-cases/current-session.server";
import {
  endOtherSessions,
  endOwnSession,
  forgetOwnBrowser,
  ownSessions,
  unbindOwnDevice,
} from "~/modules/accounts/use-cases/own-sessions.server";
import { now } from "~/platform/clock.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "accounts:account.pages.sessions" };

export async function loader({ request }: LoaderFunctionArgs) {
  const session = await requireSession(request);
  return { ...(await ownSessions(session)), ownId: session.id, at: now().toISOString() };
}

export async function action({ request }: ActionFunctionArgs) {
  const session = await requireSession(request);
  const form = await request.formData();
  const id = String(form.get("id") ?? "");
  const intent = form.get("intent");
  if (intent === "end-others") await endOtherSessions(session);
  else if (intent === "end" && isUuid(id)) await endOwnSession(session, id);
  else if (intent === "forget-browser" && isUuid(id)) await forgetOwnBrowser(session, id);
  else if (intent === "unbind" && isUuid(id)) await unbindOwnDevice(session, id);
  return redirect("/account/sessions");
}

export default function AccountSessions() {
  const { sessions, devices, browsers, ownId, at } = useLoaderData<typeof loader>();
  const { t } = useTranslation("accounts");
  return (
    <AccountPage title={t("account.pages.sessions")} lead={t("account.sessions.lead")}>
      <SessionList sessions={sessions} ownId={ownId} at={at} />
      {sessions.length > 1 ? (
        <Form method="post">
          <input type="hidden" name="intent" value="end-others" />
          <Button type="submit" variant="light" color="red">
            {t("account.sessions.endOthers", { count: sessions.length - 1 })}
          </Button>
        </Form>
      ) : (
        <Text c="dimmed">{t("account.sessions.only")}</Text>
      )}
      <Group>
        <Title order={2} size="h4">
          {t("account.devices.title")}
        </Title>
      </Group>
      {devices.length > 0 ? <DeviceList devices={devices} at={at} /> : <Text c="dimmed">{t("account.devices.none")}</Text>}
      <BrowserList browsers={browsers} at={at} />
    </AccountPage>
  );
}
