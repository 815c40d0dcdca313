import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { ClassFacts, OfferFacts } from "../domain/offer-facts";

/** Everything but the vacancies, which have an age of their own. */
export interface RecordedOffer extends Omit<OfferFacts, "classes"> {
  readonly classes: readonly Omit<ClassFacts, "vacancy">[];
}

/** What is on record about some offers on a day, in no order. One JSON text: forty offers are read in one question. */
export async function readOfferFacts(
  uow: UnitOfWork,
  offeringIds: readonly string[],
  day: CalendarDay,
): Promise<RecordedOffer[]> {
  if (offeringIds.length === 0) return [];
  const [found] = await uow.db.$queryRaw<{ facts: string | null }[]>`
    /* prepared: offer-facts */ SELECT json_agg(json_build_object(
      'facilityId', f.id, 'offeringId', o.id, 'name', f.name, 'address', f.address, 'kindKey', f.kind_key, 'lon', f.lon, 'lat', f.lat,
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
      'has', json_build_object('step-free', f.step_free, 'lift', f.lift, 'pram-parking', f.pram_parking, 'accessible-toilet', f.accessible_toilet),
      'classes', COALESCE((SELECT json_agg(json_build_object('id', k.id, 'kind', k.kind, 'pattern', k.care_pattern, 'fromMonths', k.age_from_months,
          'toMonths', k.age_to_months, 'isInclusive', k.is_inclusive,
          'prices', COALESCE((SELECT json_agg(json_build_object('tier', r.tier, 'amountFen', r.amount_fen, 'unit', r.unit) ORDER BY r.amount_fen, r.id)
            FROM price r WHERE r.class_id = k.id AND r.valid_from <= ${day}::date AND (r.valid_to IS NULL OR r.valid_to > ${day}::date)), '[]'::json)) ORDER BY k.id)
        FROM offering_class k WHERE k.offering_id = o.id), '[]'::json)))::text AS facts
    FROM offering o JOIN facility f ON f.id = o.facility_id WHERE o.id = ANY(${[...offeringIds]}::uuid[])`;
  return JSON.parse(found?.facts ?? "[]") as RecordedOffer[];
}
