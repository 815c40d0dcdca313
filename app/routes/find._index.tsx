import { data, redirect, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { PLACE_FIELDS } from "~/modules/finder/domain/find-address";
import { spotFrom, spotText } from "~/modules/finder/domain/spot";
import { FindScreen, NothingToFind } from "~/modules/finder/ui/find-screen";
import { findPage } from "~/modules/finder/use-cases/find-page.server";
import { districtsToChoose } from "~/modules/finder/use-cases/place-written.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { baseMap } from "~/platform/environment.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "finder:search.title", words: ["finder/search", "map"] };
/** Where somebody lives and when a child was born stand in the address: no store on the way keeps the answer. */
const PRIVATE = { "Cache-Control": "private, no-store", "Referrer-Policy": "same-origin" };
export const headers: HeadersFunction = () => PRIVATE;

export async function loader({ request }: LoaderFunctionArgs) {
  const city = await requireCity(request);
  const params = addressSaid(request);
  const coarser = roundedAddress(params);
  if (coarser) return redirect(`/find?${coarser}`, { headers: PRIVATE });
  const page = await findPage(city, params);
  const isFirst = page?.places.home.read.kind === "none-said";
  const districts = isFirst ? await districtsToChoose(city) : [];
  return data({ page, districts, cityCode: city.code, baseMap: baseMap() ?? null }, { headers: PRIVATE });
}

/** A point told more finely than a link should tell it; null = none is. */
function roundedAddress(params: URLSearchParams): URLSearchParams | null {
  const coarser = new URLSearchParams(params);
  for (const { at } of PLACE_FIELDS) {
    const spot = spotFrom(params.get(at));
    if (spot) coarser.set(at, spotText(spot));
  }
  return PLACE_FIELDS.some(({ at }) => (coarser.get(at)?.length ?? 0) < (params.get(at)?.trim().length ?? 0)) ? coarser : null;
}

export default function Find() {
  const { page, districts, cityCode, baseMap } = useLoaderData<typeof loader>();
  return page ? <FindScreen {...page} {...{ districts, cityCode, baseMap }} /> : <NothingToFind />;
}
