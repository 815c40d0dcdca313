import type { FeatureCollection } from "geojson";
import type { Actor } from "~/modules/accounts/domain/actor";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { districtOutlines } from "../data/area-look-up.server";

/** What a map of the city is drawn on. */
export const readMapGround = (actor: Actor, cityCode: string): Promise<FeatureCollection> =>
  inUnitOfWork(actor, (uow) => districtOutlines(uow, cityCode));
