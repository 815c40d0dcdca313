import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { IsolationCategory } from "../domain/isolation-category";
import { dateOf } from "./database-day";

/**
 * One category more, from that day on and none earlier than it ended last; the others keep their days. Null where it holds today
 * already, otherwise the day it holds from.
 */
export async function addCategory(
  uow: UnitOfWork,
  residentId: string,
  category: IsolationCategory,
  on: CalendarDay,
  today: CalendarDay,
): Promise<CalendarDay | null> {
  const rows = await uow.db.$queryRaw<{ from: CalendarDay }[]>`
    INSERT INTO resident_category (id, resident_id, category, valid_from, valid_to)
    SELECT ${newId()}::uuid, ${residentId}::uuid, ${category}, GREATEST(${dateOf(on)}::date, max(c.valid_to) FILTER (WHERE c.valid_to <= ${today}::date)),
      min(c.valid_from) FILTER (WHERE c.valid_from > ${today}::date)
    FROM resident_category c WHERE c.resident_id = ${residentId}::uuid AND c.category = ${category}
    HAVING count(*) FILTER (WHERE c.valid_from <= ${today}::date AND (c.valid_to IS NULL OR c.valid_to > ${today}::date)) = 0
    RETURNING valid_from::text AS "from"`;
  return rows[0]?.from ?? null;
}
