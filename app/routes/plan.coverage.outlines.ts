import type { LoaderFunctionArgs } from "@remix-run/node";
import { groundOfCity, outlinesOfCity } from "~/modules/coverage/use-cases/ground-of-city.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { ownAnswer } from "~/platform/open-answer.server";

/** District outlines of the current city (`?city=` or the one last looked at) as GeoJSON; empty where it has none. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const city = await requireCity(request);
  const ground = await groundOfCity(city.code);
  if (!ground) return new Response(null, { status: 404 });
  return ownAnswer(
    request,
    `outlines-${ground.code}-${ground.stamp}`,
    "application/geo+json",
    async (headers) => new Response(await outlinesOfCity(ground), { headers }),
  );
}
