import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { FacilityAccess } from "../domain/facility";
import type { SheetFacts } from "../domain/facility-sheet";

type SheetRow = FacilityAccess & Omit<SheetFacts, "access"> & { readonly id: string };

/** What facilities say of themselves on a day besides their face, by their keys, in one statement. */
export async function readSheetFacts(
  { db }: UnitOfWork,
  ids: readonly string[],
  day: CalendarDay,
): Promise<Map<string, SheetFacts>> {
  const rows = await db.$queryRaw<SheetRow[]>`
    SELECT f.id, f.step_free AS "stepFree", f.lift, f.pram_parking AS "pramParking", f.accessible_toilet AS "accessibleToilet",
      (SELECT json_build_object('grade', g.grade, 'on', g.graded_on, 'validTo', g.valid_to) FROM facility_grade g
        WHERE g.facility_id = f.id AND g.graded_on <= ${day}::date AND (g.valid_to IS NULL OR g.valid_to > ${day}::date)
        ORDER BY g.graded_on DESC, g.id DESC LIMIT 1) AS grade,
      (SELECT json_build_object('result', i.result, 'on', i.inspected_on, 'openFindings', i.open_findings) FROM published_inspection i
        WHERE i.facility_id = f.id AND i.inspected_on <= ${day}::date ORDER BY i.inspected_on DESC, i.id DESC LIMIT 1) AS inspection,
      COALESCE((SELECT json_agg(json_build_object('id', c.id, 'serviceType', o.service_type, 'kind', c.kind, 'carePattern', c.care_pattern,
          'ageFromMonths', c.age_from_months, 'ageToMonths', c.age_to_months,
          'prices', COALESCE((SELECT json_agg(json_build_object('tier', p.tier, 'amountFen', p.amount_fen, 'unit', p.unit) ORDER BY p.tier, p.unit)
            FROM price p WHERE p.class_id = c.id AND p.valid_from <= ${day}::date AND (p.valid_to IS NULL OR p.valid_to > ${day}::date)), '[]'))
          ORDER BY o.service_type, c.age_from_months NULLS FIRST, c.id)
        FROM offering o JOIN offering_class c ON c.offering_id = o.id
        WHERE o.facility_id = f.id AND o.valid_from <= ${day}::date AND (o.valid_to IS NULL OR o.valid_to > ${day}::date)), '[]') AS classes
    FROM facility f WHERE f.id = ANY(${[...ids]}::uuid[])`;
  return new Map(
    rows.map(({ id, stepFree, lift, pramParking, accessibleToilet, ...facts }) => [
      id,
      { access: { stepFree, lift, pramParking, accessibleToilet }, ...facts },
    ]),
  );
}
