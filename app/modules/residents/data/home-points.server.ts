import { openValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { GeoPoint } from "~/shared/geo-point";
import { homePoint } from "../domain/home-position";
import { sealedPlaceOf } from "./resident-sealed.server";

/** Where residents live, those the actor may see; whoever has no position, one that does not open, or took back that it
 * may be used, is left out. */
export async function homePoints({ db }: UnitOfWork, residentIds: readonly string[]): Promise<Map<string, GeoPoint>> {
  const rows = await db.$queryRaw<{ id: string; residentId: string; cipher: string }[]>`
    SELECT s.id, s.resident_id AS "residentId", s.cipher FROM resident_sensitive s
    JOIN resident r ON r.id = s.resident_id JOIN city t ON t.code = r.city_code
    WHERE s.kind = 'home-position' AND s.resident_id = ANY(${[...residentIds]}::uuid[]) AND NOT EXISTS (
      SELECT FROM resident_consent c WHERE c.resident_id = s.resident_id AND c.scope = 'position'
      HAVING count(*) > 0 AND count(*) FILTER (WHERE c.withdrawn_on IS NULL OR c.withdrawn_on > (now() AT TIME ZONE t.time_zone)::date) = 0)`;
  const homes = new Map<string, GeoPoint>();
  for (const { id, residentId, cipher } of rows) {
    const plain = unlessUnopened(() => openValue(cipher, sealedPlaceOf(id)));
    const at = plain === null ? null : homePoint(plain);
    if (at) homes.set(residentId, at);
  }
  return homes;
}
