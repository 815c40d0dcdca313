import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { askedFrom } from "~/modules/finder/domain/asked-of-place";
import { comparedFrom } from "~/modules/finder/domain/compare-places";
import { travelling } from "~/modules/finder/domain/find-address";
import { ComparePage } from "~/modules/finder/ui/compare-page";
import { cityOfPublicFacility, readPublicFacilities } from "~/modules/finder/use-cases/read-public-facility.server";
import { today } from "~/platform/clock.server";
import { ownOrigin } from "~/platform/own-address.server";
import { pageTitle } from "~/platform/page-title.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: Pick<PageHandle, "words"> = { words: ["finder/place"] };
/** Where somebody is and when a child was born may stand in the address: no store on the way keeps the answer. */
const PRIVATE = { "Cache-Control": "private, no-cache", "Referrer-Policy": "same-origin" };
export const headers: HeadersFunction = () => PRIVATE;

export async function loader({ request }: LoaderFunctionArgs) {
  const said = addressSaid(request);
  const { ids, refused } = comparedFrom(said);
  const city = await firstCity(ids);
  const places = city ? await readPublicFacilities(city, ids, askedFrom(said, today(city.timeZone))) : [];
  return data(
    {
      places,
      ...{ refused: refused.length, gone: ids.length - places.length, along: travelling(said.toString()) },
      link: `${ownOrigin(request)}/find/compare?ids=${places.map(({ facility }) => facility.id).join(",")}`,
      title: await pageTitle(request, (t) => t("finder:compare.title")),
    },
    { headers: PRIVATE },
  );
}

/** Places of one city are compared: that of the first that is there. */
async function firstCity(ids: readonly string[]) {
  for (const id of ids) {
    const city = await cityOfPublicFacility(id);
    if (city) return city;
  }
  return null;
}

export const meta: MetaFunction<typeof loader> = ({ data: read }) => [
  ...(read ? [{ title: read.title }] : []),
  { name: "robots", content: "noindex" },
];

export default function Compare() {
  return <ComparePage {...useLoaderData<typeof loader>()} />;
}
