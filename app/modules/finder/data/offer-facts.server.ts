import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { PlaceFacts } from "../domain/offer-facts";

/** What is on record about some places on a day, in no order. One JSON text: forty places are read in one question. */
export async function readPlaceFacts(
  { db }: UnitOfWork,
  facilityIds: readonly string[],
  day: CalendarDay,
): Promise<PlaceFacts[]> {
  if (facilityIds.length === 0) return [];
  const [found] = await db.$queryRaw<{ facts: string | null }[]>`
    /* prepared: place-facts */ SELECT json_agg(json_build_object(
      'facilityId', f.id, 'name', f.name, 'address', f.address, 'kindKey', f.kind_key, 'lon', f.lon, 'lat', f.lat,
      'isApproximate', f.position_quality <> 'exact',
      'phone', (SELECT c.phone FROM contact c WHERE c.facility_id = f.id AND c.is_public ORDER BY c.id LIMIT 1),
      'hours', COALESCE((SELECT json_agg(json_build_object('byDay', h.by_day, 'opensAt', h.opens_at, 'closesAt', h.closes_at, 'note', h.note) ORDER BY h.id)
        FROM opening_hours h WHERE h.facility_id = f.id), '[]'::json),
      'papers', COALESCE((SELECT json_agg(json_build_object('kind', d.kind, 'expiresOn', d.expires_on))
        FROM document d WHERE d.facility_id = f.id AND d.kind IN ('licence', 'filing')), '[]'::json),
      'inspection', (SELECT json_build_object('on', i.inspected_on, 'result', i.result, 'open', i.open_findings)
        FROM published_inspection i WHERE i.facility_id = f.id ORDER BY i.inspected_on DESC, i.published_at DESC LIMIT 1),
      'grade', (SELECT g.grade FROM facility_grade g WHERE g.facility_id = f.id AND (g.valid_to IS NULL OR g.valid_to > ${day}::date)
        ORDER BY g.graded_on DESC LIMIT 1),
      'has', json_build_object('step-free', f.step_free, 'lift', f.lift, 'pram-parking', f.pram_parking, 'accessible-toilet', f.accessible_toilet)))::text AS facts
    FROM facility f WHERE f.id = ANY(${[...facilityIds]}::uuid[])`;
  return JSON.parse(found?.facts ?? "[]") as PlaceFacts[];
}
