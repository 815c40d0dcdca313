import type { CalendarDay } from "~/shared/calendar-day";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

export interface NudgeToCall {
  readonly id: string;
  readonly facilityId: string;
  readonly areaCode: string;
  readonly step: number;
  readonly madeAt: Date;
}

/** Operators of open places who are to be rung about their free places: the last reminder of each, while nobody has spoken since. */
export const nudgesToCall = (
  { db }: UnitOfWork,
  cityCode: string,
  areaCode: string,
  day: CalendarDay,
  most: number,
): Promise<NudgeToCall[]> => db.$queryRaw<NudgeToCall[]>`
  SELECT * FROM (
    SELECT DISTINCT ON (n.facility_id) n.id, n.facility_id AS "facilityId", COALESCE(f.area_code, f.city_code) AS "areaCode", n.step, n.made_at AS "madeAt"
    FROM vacancy_nudge n JOIN facility f ON f.id = n.facility_id LEFT JOIN vacancy_statement v ON v.id = n.statement_id
    WHERE n.channel = 'call' AND f.city_code = ${cityCode} AND starts_with(COALESCE(f.area_code, f.city_code), ${areaCode})
      AND NOT EXISTS (SELECT FROM vacancy_statement w WHERE w.class_id = v.class_id AND w.confirmed_at > v.confirmed_at AND w.start_month >= v.start_month)
      AND (n.statement_id IS NOT NULL OR NOT EXISTS (SELECT FROM vacancy_statement w JOIN offering_class k ON k.id = w.class_id
        JOIN offering o ON o.id = k.offering_id WHERE o.facility_id = n.facility_id))
      AND EXISTS (SELECT FROM facility_state s WHERE s.facility_id = f.id AND s.state = 'operating' AND s.valid_from <= ${day}::date AND (s.valid_to IS NULL OR s.valid_to > ${day}::date))
    ORDER BY n.facility_id, n.made_at DESC) AS last
  ORDER BY "madeAt", id LIMIT ${most}`;
