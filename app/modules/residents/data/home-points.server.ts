import { openValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { GeoPoint } from "~/shared/geo-point";
import { homePoint } from "../domain/home-position";
import { sealedPlaceOf } from "./resident-sealed.server";

/** Where residents live, those the actor may see; whoever has no position, or one that does not open, is left out. */
export async function homePoints({ db }: UnitOfWork, residentIds: readonly string[]): Promise<Map<string, GeoPoint>> {
  const rows = await db.$queryRaw<{ id: string; residentId: string; cipher: string }[]>`
    SELECT id, resident_id AS "residentId", cipher FROM resident_sensitive WHERE kind = 'home-position' AND resident_id = ANY(${[...residentIds]}::uuid[])`;
  const homes = new Map<string, GeoPoint>();
  for (const { id, residentId, cipher } of rows) {
    const plain = unlessUnopened(() => openValue(cipher, sealedPlaceOf(id)));
    const at = plain === null ? null : homePoint(plain);
    if (at) homes.set(residentId, at);
  }
  return homes;
}
