import { useLoaderData } from "@remix-run/react";
import { PrivacyPage } from "~/modules/accounts/ui/privacy-page";
import { daysKept } from "~/modules/accounts/use-cases/days-kept.server";
import { baseMap, baseMapOrigins, isDemo } from "~/platform/environment.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "accounts:privacy.title" };

export async function loader() {
  const map = baseMap();
  const [host = null] = map ? baseMapOrigins(map).map((origin) => new URL(origin).host) : [];
  return { kept: await daysKept(), mapHost: host, isDemo: isDemo() };
}

export default function AboutPrivacy() {
  return <PrivacyPage {...useLoaderData<typeof loader>()} />;
}
