import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { placesTyped } from "~/modules/finder/use-cases/place-written.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";

const MOST = 10;

/** Suggestions for whoever types where they are: areas and landmarks, which are public. */
export async function loader({ request }: LoaderFunctionArgs) {
  const city = await requireCity(request);
  const words = (addressSaid(request).get("q") ?? "").slice(0, 80);
  return data({ places: await placesTyped(city, words, MOST) }, { headers: { "Cache-Control": "private, max-age=300" } });
}
