import type { LoaderFunctionArgs } from "@remix-run/node";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { readNeed } from "~/modules/finder/domain/need";
import { PLACE_FIELDS } from "~/modules/finder/domain/find-address";
import { spotFrom } from "~/modules/finder/domain/spot";
import { offeredIn } from "~/modules/finder/use-cases/find-page.server";
import { walkingRings } from "~/modules/finder/use-cases/walking-rings.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";

/** Where somebody lives stands in the address: no store on the way keeps the answer. */
const PRIVATE = { "Cache-Control": "private, no-store" };

/** How far one gets on foot from a place in 5, 10 and 15 minutes, for the map beside a search. */
export async function loader({ request }: LoaderFunctionArgs) {
  const city = await requireCity(request);
  const params = addressSaid(request);
  const from = spotFrom(params.get(PLACE_FIELDS[0].at));
  if (!from) return new Response(null, { status: 400, headers: PRIVATE });
  const asked = readNeed(params, await offeredIn(city));
  const rings = asked && (await walkingRings(city, asked.need, from));
  return rings ? Response.json(rings, { headers: PRIVATE }) : new Response(null, { status: 404, headers: PRIVATE });
}
