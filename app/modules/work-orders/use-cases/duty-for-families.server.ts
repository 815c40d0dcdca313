import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import type { City } from "~/modules/places/domain/city";
import { now } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { areaNamed, dutyPhone } from "../data/duty-phones.server";
import { whoIsOnDuty } from "./duty-roster.server";

/** What everybody may know of an area's duty: of which office somebody is there now, and its number; nobody's name. */
export interface DutyTold {
  /** whose roster somebody stands on at this moment; null = nobody does, there or above */
  readonly area: { readonly name: string; readonly nameEn: string } | null;
  /** the office's number, nearest upwards; null = none is said */
  readonly phone: string | null;
}

export async function dutyForFamilies(uow: UnitOfWork, city: City, areaCode: string, at: Date): Promise<DutyTold> {
  const [nearest] = await whoIsOnDuty(uow, city, areaCode, at);
  const phone = await dutyPhone(uow, nearest?.areaCode ?? areaCode);
  if (!nearest) return { area: null, phone };
  return { area: (await areaNamed(uow, nearest.areaCode)) ?? { name: city.nameZh, nameEn: city.nameEn }, phone };
}

/** The same before anything is sent. */
export const publicDuty = (city: City, areaCode: string): Promise<DutyTold> =>
  inUnitOfWork(NOBODY, (uow) => dutyForFamilies(uow, city, areaCode, now()));

/** The number of the office nearest to an area, for whoever is told nothing else of its duty. */
export const publicDutyPhone = (areaCode: string): Promise<string | null> =>
  inUnitOfWork(NOBODY, (uow) => dutyPhone(uow, areaCode));
