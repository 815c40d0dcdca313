import { useLoaderData } from "@remix-run/react";
import { PrivacyPage } from "~/modules/accounts/ui/privacy-page";
import { daysKept } from "~/modules/accounts/use-cases/days-kept.server";
import { baseMap, baseMapOrigins, isDemo, tileSource } from "~/platform/environment.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "accounts:privacy.title" };

export async function loader() {
  const fetched = tileSource();
  const [host] = baseMapOrigins(fetched ?? baseMap()).map((origin) => new URL(origin).host);
  const map = host === undefined ? null : { host, asks: fetched ? ("us" as const) : ("browser" as const) };
  return { kept: await daysKept(), map, isDemo: isDemo() };
}

export default function AboutPrivacy() {
  return <PrivacyPage {...useLoaderData<typeof loader>()} />;
}
