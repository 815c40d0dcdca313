import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { cityCookie } from "~/modules/places/use-cases/city-cookie.server";
import { cityByCode } from "~/modules/places/use-cases/current-city.server";
import { isSecureRequest } from "~/platform/request-facts.server";

/** Remembers the city and opens its circles. */
export async function loader({ request }: LoaderFunctionArgs) {
  const city = await cityByCode(new URL(request.url).searchParams.get("code") ?? "");
  if (!city) throw new Response(null, { status: 404 });
  return redirect("/plan", { headers: { "Set-Cookie": await cityCookie.serialize(city.code, { secure: isSecureRequest() }) } });
}
