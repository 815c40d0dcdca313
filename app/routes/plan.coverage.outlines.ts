import type { LoaderFunctionArgs } from "@remix-run/node";
import { groundOfCity, outlinesOfCity } from "~/modules/coverage/use-cases/ground-of-city.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";

/** District outlines of the current city (`?city=` or the one last looked at) as GeoJSON; empty where it has none. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const city = await requireCity(request);
  const ground = await groundOfCity(city.code);
  if (!ground) return new Response(null, { status: 404 });
  const headers = {
    ETag: `W/"outlines-${ground.code}-${ground.stamp}"`,
    "Cache-Control": "private, no-cache",
    "Content-Type": "application/geo+json",
  };
  if (request.headers.get("If-None-Match") === headers.ETag) return new Response(null, { status: 304, headers });
  return new Response(await outlinesOfCity(ground), { headers });
}
