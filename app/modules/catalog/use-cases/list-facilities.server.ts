import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { readFigures, readPage } from "../data/facility-list.server";
import { findBySearch } from "../data/facility-search.server";
import { NOT_PERMITTED } from "../domain/catalog-refusal";
import { addressOf, type FacilityQuery } from "../domain/facility-filter";
import type { FacilityPage, ListFigures } from "../domain/facility-row";
import { mayReadCatalog } from "./may-read-catalog.server";

/** Figures of a filter are counted once a revision of the city: turning pages does not count again. */
const counted = new Map<string, ListFigures>();
const MOST_COUNTED = 500;

/** One page of the list and the two numbers of the whole filter. */
export async function listFacilities(
  actor: Actor,
  city: City,
  query: FacilityQuery,
): Promise<Verdict<{ page: FacilityPage; figures: ListFigures }, typeof NOT_PERMITTED>> {
  if (!mayReadCatalog(actor, city.code)) return refused(NOT_PERMITTED);
  return inUnitOfWork(actor, async (uow) => {
    const found = await findBySearch(uow, city.code, query.filter.search);
    const page = await readPage(uow, city.code, query, found);
    const filter = addressOf({ filter: query.filter, sort: "name", isDescending: false }, query.day);
    const key = `${city.stamp}?${filter.toString()}`;
    const figures = counted.get(key) ?? (await readFigures(uow, city.code, query, found));
    counted.set(key, figures);
    if (counted.size > MOST_COUNTED) counted.delete(counted.keys().next().value ?? key);
    return granted({ page, figures });
  });
}
