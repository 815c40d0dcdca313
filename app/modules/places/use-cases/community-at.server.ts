import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { GeoPoint } from "~/shared/geo-point";
import { areasNear } from "../data/area-places.server";
import { type AreaAt, AreaFinder, type LocatedArea } from "../domain/community-at";

/** The community a place at this point belongs to where nobody says, within the caller's transaction. */
export async function communityAt(uow: UnitOfWork, cityCode: string, point: GeoPoint): Promise<AreaAt<LocatedArea> | null> {
  return new AreaFinder(await areasNear(uow, cityCode, point)).at(point);
}
