import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { findCityProgress } from "../data/city-progress.server";
import type { CityProgress } from "../domain/city-progress";

const READER = { personId: null, role: "nobody", cityCode: null } as const;

/** How far a city is on its way from empty to covered. */
export const cityProgress = (cityCode: string): Promise<CityProgress> =>
  inUnitOfWork(READER, (uow) => findCityProgress(uow, cityCode));
