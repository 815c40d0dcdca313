import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { findCityProgress } from "../data/city-progress.server";
import type { CityProgress } from "../domain/city-progress";

/** How far a city is on its way from empty to covered. */
export const cityProgress = (cityCode: string): Promise<CityProgress> =>
  inUnitOfWork(NOBODY, (uow) => findCityProgress(uow, cityCode));
