import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { outlinesOf } from "../data/area-places.server";
import type { Outline } from "../domain/outline";

/** The outlines on record of areas in use, by code. */
export const areaOutlines = (
  uow: UnitOfWork,
  cityCode: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Outline>> => outlinesOf(uow, cityCode, codes);
