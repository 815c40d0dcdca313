import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";

export interface ListedFacility {
  readonly id: string;
  readonly changedOn: CalendarDay;
}

/** The first key of each page of so many facilities that are open to the public somewhere, in the order of their keys. */
export async function firstOfPages(uow: UnitOfWork, day: CalendarDay, perPage: number): Promise<string[]> {
  const rows = await uow.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM (
      SELECT f.id, row_number() OVER (ORDER BY f.id) AS nth FROM facility f JOIN city c ON c.code = f.city_code AND NOT c.is_demo
      WHERE EXISTS (SELECT 1 FROM facility_state s WHERE s.facility_id = f.id AND s.state = 'operating'
        AND s.valid_from <= ${day}::date AND (s.valid_to IS NULL OR s.valid_to > ${day}::date))) numbered
    WHERE (nth - 1) % ${perPage} = 0 ORDER BY id`;
  return rows.map(({ id }) => id);
}

/** Facilities open to the public from a key on, in the order of their keys. */
export const listedFrom = (
  uow: UnitOfWork,
  day: CalendarDay,
  { from, isFirst, most }: { readonly from: string; readonly isFirst: boolean; readonly most: number },
): Promise<ListedFacility[]> => uow.db.$queryRaw<ListedFacility[]>`
  SELECT f.id, to_char(f.updated_at, 'YYYY-MM-DD') AS "changedOn" FROM facility f JOIN city c ON c.code = f.city_code AND NOT c.is_demo
  WHERE (f.id > ${from}::uuid OR (${isFirst} AND f.id = ${from}::uuid))
    AND EXISTS (SELECT 1 FROM facility_state s WHERE s.facility_id = f.id AND s.state = 'operating'
      AND s.valid_from <= ${day}::date AND (s.valid_to IS NULL OR s.valid_to > ${day}::date))
  ORDER BY f.id LIMIT ${most}`;
