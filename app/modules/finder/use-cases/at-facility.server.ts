import { validate as isUuid } from "uuid";
import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { scopeOfFacility } from "~/modules/catalog/domain/operator-standing";
import type { City } from "~/modules/places/domain/city";
import { cityByCode } from "~/modules/places/use-cases/current-city.server";
import { today } from "~/platform/clock.server";
import { inUnitOfWork, type Acting } from "~/platform/unit-of-work.server";
import { contactedFacilities, type ContactedFacility } from "../data/contacted-facility.server";

/**
 * Acts on what was said to one facility and on nothing else: what a family puts down there, and what its operator answers. Row
 * policies compare the one id; no area and no other right comes with it.
 */
export const atFacility = (
  { id, cityCode }: Pick<ContactedFacility, "id" | "cityCode">,
  purpose: string,
  personId: string | null = null,
): Acting => ({
  ...{ personId, role: `system:${purpose}`, cityCode },
  scope: scopeOfFacility(id),
});

export interface FacilityInCity {
  readonly facility: ContactedFacility;
  readonly city: City;
}

/** A facility that operates today, with its city; null where there is none. */
export async function facilityToContact(id: string | undefined): Promise<FacilityInCity | null> {
  if (!isUuid(id ?? "")) return null;
  const [facility] = await inUnitOfWork(NOBODY, (uow) => contactedFacilities(uow, [id!], today()));
  const city = facility && (await cityByCode(facility.cityCode));
  return city ? { facility, city } : null;
}

/** The same for a page: without one it is not there. */
export async function requireFacilityToContact(id: string | undefined): Promise<FacilityInCity> {
  const found = await facilityToContact(id);
  if (!found) throw new Response(null, { status: 404 });
  return found;
}
