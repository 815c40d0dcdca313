import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { PublicFacility } from "../domain/public-facility";

/**
 * What anybody may know of some facilities: one question, one JSON text each, in no order. Life and papers are as of `today`,
 * what is offered and what it costs as of the day somebody would start.
 */
export async function findPublicFacilities(
  uow: UnitOfWork,
  ids: readonly string[],
  today: CalendarDay,
  startsOn: CalendarDay,
): Promise<PublicFacility[]> {
  if (ids.length === 0) return [];
  const rows = await uow.db.$queryRaw<{ whole: string }[]>`
    SELECT json_build_object('id', f.id, 'cityCode', f.city_code, 'name', f.name, 'address', f.address,
      'kind', json_build_object('zh', COALESCE(n.name_zh, f.kind_key), 'en', COALESCE(n.name_en, f.kind_key)), 'sector', COALESCE(n.sector, ''),
      'operator', CASE WHEN r.id IS NOT NULL THEN json_build_object('name', r.name, 'kind', r.kind) END,
      'within', COALESCE((SELECT json_agg(json_build_object('zh', a.name, 'en', COALESCE(NULLIF(a.name_en, ''), a.name)) ORDER BY length(a.code)) FROM (
        SELECT DISTINCT ON (code) code, name, name_en FROM area
        WHERE city_code = f.city_code AND level <> 'city' AND code IN (left(f.area_code, 6), left(f.area_code, 9), f.area_code)
        ORDER BY code, code_year DESC) a), '[]'::json),
      'position', CASE WHEN f.lon IS NOT NULL THEN json_build_object('lon', f.lon, 'lat', f.lat, 'isApproximate', f.position_quality <> 'exact') END,
      'state', s.state, 'stateFrom', s.valid_from, 'changedOn', to_char(f.updated_at, 'YYYY-MM-DD'),
      'access', json_build_object('stepFree', f.step_free, 'lift', f.lift, 'pramParking', f.pram_parking, 'accessibleToilet', f.accessible_toilet),
      'documents', COALESCE((SELECT json_agg(json_build_object('kind', d.kind, 'number', d.number, 'issuer', d.issuer, 'issuedOn', d.issued_on, 'expiresOn', d.expires_on)
        ORDER BY d.kind, d.expires_on DESC NULLS FIRST) FROM document d WHERE d.facility_id = f.id), '[]'::json),
      'contacts', COALESCE((SELECT json_agg(json_build_object('role', c.role, 'phone', c.phone) ORDER BY c.id) FROM contact c
        WHERE c.facility_id = f.id AND c.is_public), '[]'::json),
      'hours', COALESCE((SELECT json_agg(json_build_object('byDay', h.by_day, 'opensAt', h.opens_at, 'closesAt', h.closes_at, 'note', h.note) ORDER BY h.id)
        FROM opening_hours h WHERE h.facility_id = f.id), '[]'::json),
      'photos', COALESCE((SELECT json_agg(json_build_object('fileName', p.file_name, 'caption', p.caption, 'takenOn', p.taken_on) ORDER BY p.taken_on DESC NULLS LAST, p.id)
        FROM photo p WHERE p.facility_id = f.id), '[]'::json),
      'grades', COALESCE((SELECT json_agg(json_build_object('grade', g.grade, 'standard', g.standard, 'gradedOn', g.graded_on, 'validTo', g.valid_to,
        'gradedBy', g.graded_by, 'source', g.source) ORDER BY g.graded_on DESC) FROM facility_grade g WHERE g.facility_id = f.id), '[]'::json),
      'inspections', COALESCE((SELECT json_agg(json_build_object('inspectedOn', i.inspected_on, 'kind', i.kind, 'result', i.result, 'findings', i.findings,
        'openFindings', i.open_findings, 'summary', i.summary, 'inspectedBy', i.inspected_by, 'source', i.source) ORDER BY i.inspected_on DESC, i.published_at DESC)
        FROM published_inspection i WHERE i.facility_id = f.id), '[]'::json),
      'offerings', COALESCE((SELECT json_agg(json_build_object('id', o.id, 'type', o.service_type, 'unit', t.capacity_unit, 'group', t.population_group,
          'walkerKey', t.walker_key, 'name', json_build_object('zh', t.name_zh, 'en', t.name_en),
          'classes', COALESCE((SELECT json_agg(json_build_object('id', k.id, 'kind', k.kind, 'pattern', k.care_pattern, 'fromMonths', k.age_from_months,
              'toMonths', k.age_to_months, 'isInclusive', k.is_inclusive, 'peoplePerCarer', k.people_per_carer, 'licensed', q.licensed, 'staffed', q.staffed,
              'prices', COALESCE((SELECT json_agg(json_build_object('tier', m.tier, 'amountFen', m.amount_fen, 'unit', m.unit, 'from', m.valid_from) ORDER BY m.amount_fen DESC, m.id)
                FROM price m WHERE m.class_id = k.id AND m.valid_from <= ${startsOn}::date AND (m.valid_to IS NULL OR m.valid_to > ${startsOn}::date)), '[]'::json))
              ORDER BY k.age_from_months NULLS LAST, k.kind, k.id)
            FROM offering_class k LEFT JOIN capacity q ON q.class_id = k.id AND q.valid_from <= ${startsOn}::date AND (q.valid_to IS NULL OR q.valid_to > ${startsOn}::date)
            WHERE k.offering_id = o.id AND (q.id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM capacity z WHERE z.class_id = k.id))), '[]'::json))
          ORDER BY t.sort_order, o.id)
        FROM offering o JOIN service_type t ON t.city_code = f.city_code AND t.key = o.service_type
        WHERE o.facility_id = f.id AND o.valid_from <= ${startsOn}::date AND (o.valid_to IS NULL OR o.valid_to > ${startsOn}::date)), '[]'::json))::text AS whole
    FROM facility f LEFT JOIN operator r ON r.id = f.operator_id
      LEFT JOIN facility_kind n ON n.city_code = f.city_code AND n.key = f.kind_key
      LEFT JOIN facility_state s ON s.facility_id = f.id AND s.valid_from <= ${today}::date AND (s.valid_to IS NULL OR s.valid_to > ${today}::date)
    WHERE f.id = ANY(${[...ids]}::uuid[])`;
  return rows.map(({ whole }) => JSON.parse(whole) as PublicFacility);
}

/** The city of a facility that is there. */
export async function cityOfPlace(uow: UnitOfWork, id: string): Promise<string | null> {
  const found = await uow.db.facility.findUnique({ where: { id }, select: { cityCode: true } });
  return found?.cityCode ?? null;
}
