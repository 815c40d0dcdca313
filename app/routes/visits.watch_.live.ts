import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { liveAnswer } from "~/platform/live-changes.server";

/** Tells an open page that something changed, and nothing of what: the page asks again, as whoever it is. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  await requireActorOfAny(request, ["read:visits", "propose:residents"]);
  const city = await requireCity(request);
  return liveAnswer(request, city.code);
}
