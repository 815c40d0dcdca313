import { Button, Stack, Text } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { accountPagesOf, type AccountPath } from "~/modules/accounts/domain/way-in";
import { AccountPage } from "~/modules/accounts/ui/account-page";
import { currentActor } from "~/modules/accounts/use-cases/current-actor.server";
import { requireSession } from "~/modules/accounts/use-cases/current-session.server";
import { ownSessions } from "~/modules/accounts/use-cases/own-sessions.server";
import { secondFactorState } from "~/modules/accounts/use-cases/second-factor.server";
import { wayIn } from "~/modules/accounts/use-cases/way-in.server";
import { ownFeed } from "~/modules/visits/use-cases/calendar-feed.server";
import { Door } from "~/ui/layout/door";
import type { PageHandle } from "~/ui/layout/page-title";
import { SignOutForm } from "~/ui/layout/sign-out-form";

export const handle: PageHandle = { title: "accounts:account.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const session = await requireSession(request);
  const { personId, name } = session;
  const [{ sessions, devices }, factor, way, actor] = await Promise.all([
    ownSessions(session),
    secondFactorState(personId),
    wayIn(session),
    currentActor(request),
  ]);
  const visits = actor !== null && (await ownFeed(actor)) !== null;
  return { visits, personId, name, sessions: sessions.length, devices: devices.length, factor, way };
}

export default function Account() {
  const { visits, personId, name, sessions, devices, factor, way } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["accounts", "visits"]);
  const has = (path: AccountPath) => accountPagesOf(way).includes(path);
  return (
    <AccountPage title={name} lead={t(way === "phone" ? "account.leadPhone" : "account.lead")} way={way}>
      <Stack gap="sm">
        {has("/name") && <Door to="/account/name" title={t("account.pages.name")} what={t("account.name.door")} />}
        {has("/password") && (
          <Door to="/account/password" title={t("account.pages.password")} what={t("account.password.door")} />
        )}
        {has("/second-factor") && (
          <Door
            to="/account/second-factor"
            title={t("account.pages.second-factor")}
            what={t(factor.isOn ? "account.factor.on" : way === "password" ? "account.factor.off" : "account.factor.elsewhere")}
          />
        )}
        <Door
          to="/account/sessions"
          title={t("account.pages.sessions")}
          what={t("account.sessions.door", { sessions, devices })}
        />
        {visits && <Door to="/account/calendar" title={t("visits:feed.title")} what={t("visits:feed.door")} />}
        {way !== "phone" && <Door to={`/govern/people/${personId}/file`} title={t("file.own")} what={t("file.ownWhat")} />}
      </Stack>
      <Text size="sm" c="dimmed">
        {t(way === "phone" ? "account.whoPhone" : "account.who")}
      </Text>
      <SignOutForm>
        <Button type="submit" variant="default">
          {t("account.signOut")}
        </Button>
      </SignOutForm>
    </AccountPage>
  );
}
