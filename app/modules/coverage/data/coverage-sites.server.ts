import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { CoverageSite } from "../domain/city-ground";

/**
 * Places with an offering of one of the types: operating that day with the offering running that day, or not yet open
 * (planned, building) with an offering still to come. Capacity is what is licensed for these types that day,
 * null where nobody has said.
 */
export async function readSites(
  uow: UnitOfWork,
  cityCode: string,
  types: readonly string[],
  day: CalendarDay,
): Promise<CoverageSite[]> {
  const [found] = await uow.db.$queryRaw<{ sites: string | null }[]>`
    WITH offered AS (
      SELECT f.id, s.state, array_agg(DISTINCT o.service_type) AS types, sum(q.licensed) AS licensed
      FROM facility f
        JOIN facility_state s ON s.facility_id = f.id AND s.state IN ('operating', 'planned', 'building')
          AND s.valid_from <= ${day}::date AND (s.valid_to IS NULL OR s.valid_to > ${day}::date)
        JOIN offering o ON o.facility_id = f.id AND o.service_type = ANY(${[...types]}::text[])
          AND (o.valid_from <= ${day}::date OR s.state <> 'operating') AND (o.valid_to IS NULL OR o.valid_to > ${day}::date)
        LEFT JOIN LATERAL (
          SELECT sum(q.licensed) AS licensed FROM offering_class c JOIN capacity q ON q.class_id = c.id
          WHERE c.offering_id = o.id AND q.valid_from <= ${day}::date AND (q.valid_to IS NULL OR q.valid_to > ${day}::date)
        ) q ON true
      WHERE f.city_code = ${cityCode}
      GROUP BY f.id, s.state
    )
    SELECT json_agg(json_build_object('id', f.id, 'name', f.name, 'serves', k.serves_level, 'areaCode', f.area_code, 'lon', f.lon, 'lat', f.lat,
      'positionQuality', f.position_quality, 'types', o.types, 'licensed', o.licensed, 'state', o.state) ORDER BY f.id)::text AS sites
    FROM offered o JOIN facility f ON f.id = o.id JOIN facility_kind k ON k.city_code = f.city_code AND k.key = f.kind_key`;
  return found?.sites ? (JSON.parse(found.sites) as CoverageSite[]) : [];
}

/** Other services that day offered at exactly the same operating places as one of the types: their circles are the same. */
export async function readTypesAtSamePlaces(
  uow: UnitOfWork,
  cityCode: string,
  types: readonly string[],
  day: CalendarDay,
): Promise<string[]> {
  const found = await uow.db.$queryRaw<{ key: string }[]>`
    WITH places AS (
      SELECT o.service_type AS key, array_agg(DISTINCT f.id ORDER BY f.id) AS ids
      FROM facility f
        JOIN facility_state s ON s.facility_id = f.id AND s.state = 'operating'
          AND s.valid_from <= ${day}::date AND (s.valid_to IS NULL OR s.valid_to > ${day}::date)
        JOIN offering o ON o.facility_id = f.id
          AND o.valid_from <= ${day}::date AND (o.valid_to IS NULL OR o.valid_to > ${day}::date)
      WHERE f.city_code = ${cityCode}
      GROUP BY o.service_type
    )
    SELECT DISTINCT other.key FROM places one JOIN places other ON other.ids = one.ids AND other.key <> one.key
    WHERE one.key = ANY(${[...types]}::text[]) ORDER BY other.key`;
  return found.map(({ key }) => key);
}
