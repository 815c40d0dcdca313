import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { readFigures, readPage } from "../data/facility-list.server";
import { findBySearch } from "../data/facility-search.server";
import { addressOf, type FacilityQuery } from "../domain/facility-filter";
import type { FacilityPage, ListFigures } from "../domain/facility-row";

/** Figures of a filter are counted once a revision of the city: turning pages does not count again. */
const counted = new Map<string, ListFigures>();
const MOST_COUNTED = 500;

/** One page of the list and the two numbers of the whole filter. */
export async function listFacilities(
  actor: Actor,
  city: City,
  query: FacilityQuery,
): Promise<{ page: FacilityPage; figures: ListFigures }> {
  return inUnitOfWork(actor, async (uow) => {
    const found = await findBySearch(uow, city.code, query.filter.search);
    const page = await readPage(uow, city.code, query, found);
    const filter = addressOf({ filter: query.filter, sort: "name", isDescending: false }, query.day);
    const key = `${city.stamp}?${filter.toString()}`;
    const figures = counted.get(key) ?? (await readFigures(uow, city.code, query, found));
    counted.set(key, figures);
    if (counted.size > MOST_COUNTED) counted.delete(counted.keys().next().value ?? key);
    return { page, figures };
  });
}
