import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { readExtent, readPieces } from "../data/facility-places.server";
import { findBySearch } from "../data/facility-search.server";
import { NOT_PERMITTED } from "../domain/catalog-refusal";
import type { Bounds } from "../domain/declared-position";
import type { FacilityQuery } from "../domain/facility-filter";
import type { MapPieces, MapView } from "../domain/map-places";
import { mayReadCatalog } from "./may-read-catalog.server";

/** The list's filter on the ground, as far as the view goes. */
export async function facilitiesOnMap(
  actor: Actor,
  city: Pick<City, "code">,
  query: Pick<FacilityQuery, "filter" | "day">,
  view: MapView,
): Promise<Verdict<MapPieces, typeof NOT_PERMITTED>> {
  if (!mayReadCatalog(actor, city.code)) return refused(NOT_PERMITTED);
  return inUnitOfWork(actor, async (uow) => {
    const found = await findBySearch(uow, city.code, query.filter.search);
    return granted(await readPieces(uow, city.code, query, found, view));
  });
}

/** Where a map of the filter begins. */
export async function extentOnMap(
  actor: Actor,
  city: Pick<City, "code">,
  query: Pick<FacilityQuery, "filter" | "day">,
): Promise<Verdict<Bounds | null, typeof NOT_PERMITTED>> {
  if (!mayReadCatalog(actor, city.code)) return refused(NOT_PERMITTED);
  return inUnitOfWork(actor, async (uow) => {
    const found = await findBySearch(uow, city.code, query.filter.search);
    return granted(await readExtent(uow, city.code, query, found));
  });
}
