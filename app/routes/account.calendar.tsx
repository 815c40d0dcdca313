import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AccountPage } from "~/modules/accounts/ui/account-page";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { FeedSection } from "~/modules/visits/ui/feed-section";
import { makeFeed, ownFeed, revokeFeed } from "~/modules/visits/use-cases/calendar-feed.server";
import { publicOrigin } from "~/platform/environment.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "visits:feed.title" };
const NO_STORE = { "Cache-Control": "no-store" };
export const headers: HeadersFunction = () => NO_STORE;

/** One's own visits in one's own calendar; whoever visits nobody has no such page. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:catalog");
  const own = await ownFeed(actor);
  if (!own) throw new Response(null, { status: 404 });
  const { timeZone } = await requireCity(request);
  return data({ ...own, timeZone }, { headers: NO_STORE });
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "read:catalog");
  const intent = (await formSaid(request)).get("intent");
  if (intent === "make-link") {
    const made = await makeFeed(actor, actor.personId);
    if (!made.ok) throw new Response(null, { status: 404 });
    const link = `${publicOrigin() ?? new URL(request.url).origin}/calendar/${made.value}.ics`;
    return data({ link }, { headers: NO_STORE });
  }
  if (intent !== "revoke-link" || !(await revokeFeed(actor, actor.personId)).ok) throw new Response(null, { status: 404 });
  return redirect("/account/calendar");
}

export default function AccountCalendar() {
  const { feed, timeZone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("visits");
  return (
    <AccountPage title={t("feed.page")}>
      <FeedSection feed={feed} link={answer?.link ?? null} timeZone={timeZone} />
    </AccountPage>
  );
}
