import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";

/** Minutes that the caregivers of an area work between two days, breaks and absences taken out, at most what each may. */
export async function staffMinutes(
  { db }: UnitOfWork,
  cityCode: string,
  areaCode: string,
  first: CalendarDay,
  last: CalendarDay,
): Promise<number> {
  const [row] = await db.$queryRaw<{ minutes: number }[]>`
    SELECT COALESCE(sum(LEAST(h.ends - h.begins - h.break_minutes, c.most_minutes)), 0)::int AS minutes
    FROM generate_series(${first}::date, ${last}::date, interval '1 day') AS day
      JOIN caregiver_hours h ON h.weekday = extract(isodow FROM day) AND h.valid_from <= day AND (h.valid_to IS NULL OR h.valid_to > day)
      JOIN caregiver c ON c.person_id = h.person_id AND c.valid_from <= day AND (c.valid_to IS NULL OR c.valid_to > day)
    WHERE c.city_code = ${cityCode} AND starts_with(c.area_code, ${areaCode})
      AND NOT EXISTS (SELECT 1 FROM caregiver_absence a WHERE a.person_id = c.person_id AND a.valid_from <= day AND a.valid_to > day)`;
  return row!.minutes;
}
