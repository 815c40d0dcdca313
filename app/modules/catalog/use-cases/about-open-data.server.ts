import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { DEMO_MARK, type City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { listServiceTypes } from "../data/registry.server";
import { OPEN_DATA_METHOD } from "../domain/open-data-method";
import { vacancyFreshness } from "./vacancy-freshness.server";

/** What the page about the open data says of a city; null = there is none yet. */
export const aboutOpenData = (city: City | null) =>
  inUnitOfWork(NOBODY, async (uow) => ({
    city: city && { code: city.code, nameZh: city.nameZh, nameEn: city.nameEn, isDemo: city.isDemo },
    date: today(city?.timeZone),
    demo: city?.isDemo ? DEMO_MARK : null,
    method: OPEN_DATA_METHOD,
    types: city ? (await listServiceTypes(uow, city.code)).map(({ key }) => key) : [],
    freshDays: city ? (await vacancyFreshness(uow, city.code)).freshDays : null,
  }));
