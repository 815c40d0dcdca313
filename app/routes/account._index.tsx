import { Stack, Text } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AccountPage } from "~/modules/accounts/ui/account-page";
import { currentActor } from "~/modules/accounts/use-cases/current-actor.server";
import { requireSession } from "~/modules/accounts/use-cases/current-session.server";
import { ownSessions } from "~/modules/accounts/use-cases/own-sessions.server";
import { secondFactorState } from "~/modules/accounts/use-cases/second-factor.server";
import { ownFeed } from "~/modules/visits/use-cases/calendar-feed.server";
import { Door } from "~/ui/layout/door";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "accounts:account.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const session = await requireSession(request);
  const [{ sessions, devices }, factor] = await Promise.all([ownSessions(session), secondFactorState(session.personId)]);
  const actor = await currentActor(request);
  const visits = actor !== null && (await ownFeed(actor)) !== null;
  return { visits, personId: session.personId, name: session.name, sessions: sessions.length, devices: devices.length, factor };
}

export default function Account() {
  const { visits, personId, name, sessions, devices, factor } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["accounts", "visits"]);
  return (
    <AccountPage title={name} lead={t("account.lead")}>
      <Stack gap="sm">
        <Door to="/account/name" title={t("account.pages.name")} what={t("account.name.door")} />
        <Door to="/account/password" title={t("account.pages.password")} what={t("account.password.door")} />
        <Door
          to="/account/second-factor"
          title={t("account.pages.second-factor")}
          what={t(factor.isOn ? "account.factor.on" : "account.factor.off")}
        />
        <Door
          to="/account/sessions"
          title={t("account.pages.sessions")}
          what={t("account.sessions.door", { sessions, devices })}
        />
        {visits && <Door to="/account/calendar" title={t("visits:feed.title")} what={t("visits:feed.door")} />}
        <Door to={`/govern/people/${personId}/file`} title={t("file.own")} what={t("file.ownWhat")} />
      </Stack>
      <Text size="sm" c="dimmed">
        {t("account.who")}
      </Text>
    </AccountPage>
  );
}
