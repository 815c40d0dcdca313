import { useLoaderData } from "@remix-run/react";
import { PrivacyPage } from "~/modules/accounts/ui/privacy-page";
import { sessionLimitOf } from "~/modules/accounts/use-cases/change-session-limits.server";
import { daysKept } from "~/modules/accounts/use-cases/days-kept.server";
import { MOST_IN_FILE } from "~/modules/accounts/use-cases/person-file.server";
import { retainedKinds } from "~/modules/oversight/use-cases/retained-kinds.server";
import { baseMap, baseMapOrigins, isDemo, tileSource } from "~/platform/environment.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "accounts:privacy.title" };

export async function loader() {
  const fetched = tileSource();
  const [host] = baseMapOrigins(fetched ?? baseMap()).map((origin) => new URL(origin).host);
  const map = host === undefined ? null : { host, asks: fetched ? ("us" as const) : ("browser" as const) };
  const limits = { desk: await sessionLimitOf("desk"), field: await sessionLimitOf("field") };
  return { kept: await daysKept(retainedKinds), limits, mostInFile: MOST_IN_FILE, map, isDemo: isDemo() };
}

export default function AboutPrivacy() {
  return <PrivacyPage {...useLoaderData<typeof loader>()} />;
}
