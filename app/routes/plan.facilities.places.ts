import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { queryFromAddress } from "~/modules/catalog/domain/facility-filter";
import { viewFrom } from "~/modules/catalog/domain/map-places";
import { facilitiesOnMap } from "~/modules/catalog/use-cases/facilities-on-map.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { today } from "~/platform/clock.server";

/** What of a filter lies in the view of a map: `?box=w,s,e,n&zoom=`, and the list's own filter. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, "read:catalog");
  const city = await requireCity(request);
  const address = addressSaid(request);
  const view = viewFrom(address.get("box"), address.get("zoom"));
  if (!view) throw Response.json({ kind: "not-a-view", given: address.get("box") }, { status: 400 });
  const pieces = permitted(await facilitiesOnMap(actor, city, queryFromAddress(address, today(city.timeZone)), view), actor);
  return Response.json(pieces, { headers: { "Cache-Control": "private, no-store" } });
}
