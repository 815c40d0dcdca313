import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { cityByCode, currentCity } from "~/modules/places/use-cases/current-city.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { findCityCode } from "../data/facility-record.server";
import { mayReadCatalog } from "./may-read-catalog.server";

/** The city a facility is on record in, whichever one was looked at last; null where there is none the actor may read. */
export async function cityOfFacility(actor: Actor, id: string): Promise<City | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  const code = await inUnitOfWork(actor, (uow) => findCityCode(uow, id));
  return code !== null && mayReadCatalog(actor, code) ? cityByCode(code) : null;
}

/** For an action on a facility: its own city, or the page is not there. */
export async function requireCityOfFacility(actor: Actor, id: string | undefined): Promise<City> {
  const city = await cityOfFacility(actor, id ?? "");
  if (!city) throw new Response(null, { status: 404 });
  return city;
}

/** For a page about a facility: opened while another city is looked at, it leads to the same page in its own. */
export async function requireFacilityPage(request: Request, actor: Actor, id: string | undefined): Promise<City> {
  const city = await requireCityOfFacility(actor, id);
  if ((await currentCity(request))?.code === city.code) return city;
  const { pathname, searchParams } = new URL(request.url);
  searchParams.set("city", city.code);
  throw new Response(null, { status: 302, headers: { Location: `${pathname}?${searchParams.toString()}` } });
}
