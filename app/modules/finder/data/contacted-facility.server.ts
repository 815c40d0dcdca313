import type { Line } from "~/shared/line";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** A facility as somebody who wants to get in touch needs it: where its words go, and whether it is open at all. */
export interface ContactedFacility {
  readonly id: string;
  readonly cityCode: string;
  readonly line: Line;
  /** the smallest area known, the city where none is */
  readonly areaCode: string;
  readonly name: string;
  readonly address: string;
  /** the number everybody may ring; null = none is said */
  readonly phone: string | null;
}

/** Those of these that operate on the day. */
export const contactedFacilities = (
  { db }: UnitOfWork,
  ids: readonly string[],
  day: string,
): Promise<ContactedFacility[]> => db.$queryRaw<ContactedFacility[]>`
  SELECT f.id, f.city_code AS "cityCode", f.line, COALESCE(f.area_code, f.city_code) AS "areaCode", f.name, f.address,
    (SELECT c.phone FROM contact c WHERE c.facility_id = f.id AND c.is_public ORDER BY c.id LIMIT 1) AS phone
  FROM facility f WHERE f.id = ANY(${[...ids]}::uuid[]) AND EXISTS (SELECT FROM facility_state s WHERE s.facility_id = f.id AND s.state = 'operating'
    AND s.valid_from <= ${day}::date AND (s.valid_to IS NULL OR s.valid_to > ${day}::date))`;

/** Names of facilities, whatever became of them. */
export async function facilityNamesById({ db }: UnitOfWork, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.facility.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
