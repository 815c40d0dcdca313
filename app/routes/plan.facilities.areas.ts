import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { findAreas } from "~/modules/catalog/use-cases/find-areas.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";

/** Suggestions for a field that asks for an area. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:catalog");
  const city = await requireCity(request);
  const search = addressSaid(request).get("q") ?? "";
  return { areas: permitted(await findAreas(actor, city.code, search.slice(0, 40)), actor) };
}
