import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { GeoPoint } from "~/shared/geo-point";
import { homePoints } from "../data/home-points.server";

/**
 * Where residents live, for a computation that shows nobody a position: ways between visits. Whoever shows one to a person opens
 * it by `openResidentValue`, for a reason, on record.
 */
export const homesForPlanning = (uow: UnitOfWork, residentIds: readonly string[]): Promise<ReadonlyMap<string, GeoPoint>> =>
  homePoints(uow, residentIds);
