import type { City } from "~/modules/places/domain/city";
import { findPage } from "./find-page.server";

/** As many as a frame on another site has room for; /find has all of them. */
const SHOWN_IN_FRAME = 5;
/** What a frame asks; wishes are for the page itself. */
const ASKED = ["place", "need", "minutes", "walker"] as const;

/** The same search as on /find, with its nearest few. Null: the city has no service to look for. */
export async function widgetPage(city: City, params: URLSearchParams) {
  const said = new URLSearchParams(ASKED.flatMap((name) => (params.get(name) ? [[name, params.get(name)!]] : [])));
  const page = await findPage(city, said);
  if (!page) return null;
  const { offered, asked, places, results } = page;
  return {
    types: offered.types.map(({ key, nameZh, nameEn }) => ({ key, nameZh, nameEn })),
    asked: { type: asked.need.type, words: places.home.words, walker: asked.need.walker, minutes: asked.need.minutes },
    today: offered.today,
    read: places.home.read,
    offers:
      results &&
      results.offers
        .slice(0, SHOWN_IN_FRAME)
        .map(({ id, name, address, line, expectedFrom }) => ({ id, name, address, line, expectedFrom })),
  };
}
