import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { areasNamed } from "~/modules/catalog/use-cases/areas-named.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";

const MOST = 12;

/** Suggestions for the field that asks a family for a street or a community: names of areas are published. */
export async function loader({ request }: LoaderFunctionArgs) {
  const city = await requireCity(request);
  const words = (addressSaid(request).get("q") ?? "").slice(0, 40);
  return data({ areas: await areasNamed(city.code, words, MOST) }, { headers: { "Cache-Control": "no-store" } });
}
