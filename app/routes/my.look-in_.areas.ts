import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { areasTyped, areasWritten } from "~/modules/catalog/use-cases/areas-named.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { publicDuty } from "~/modules/work-orders/use-cases/duty-for-families.server";

const MOST = 12;

/**
 * Suggestions for the field that asks a family for a street or a community: names of areas are published. With `duty` it says
 * who is on duty at this moment where the words mean one place.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  const city = await requireCity(request);
  const said = addressSaid(request);
  const words = (said.get("q") ?? "").slice(0, 120);
  const headers = { "Cache-Control": "no-store" };
  if (!said.has("duty")) return data({ areas: await areasTyped(city, words, MOST), duty: null }, { headers });
  const areas = words.trim() === "" ? [] : await areasWritten(city, words);
  return data({ areas, duty: areas.length === 1 ? await publicDuty(city, areas[0]!.code) : null }, { headers });
}
