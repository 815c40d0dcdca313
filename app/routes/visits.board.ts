import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { boardOfToday } from "~/modules/visits/use-cases/board-in-view.server";
import { monthAsked } from "~/modules/visits/use-cases/month-asked.server";

/** A short address for a bookmark: this week's board of one's own area, or where plans are made while there is none. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const { areaCode } = monthAsked(actor, city, addressSaid(request));
  const planId = await boardOfToday(actor, city, areaCode);
  const query = `city=${city.code}`;
  return redirect(planId ? `/visits/plan/${planId}/board?${query}` : `/visits/plan?${query}&area=${areaCode}&board=none`);
}
