import type { IsolationCategory } from "~/modules/residents/domain/isolation-category";
import { Prisma } from "~/platform/generated/prisma/client";
import type { CalendarDay } from "~/shared/calendar-day";

/**
 * Whether the resident `r` of a list was on the register in a category on a day of [first, after): the same people as that
 * category's line of the month counts.
 */
export const inCategory = (category: IsolationCategory | null, first: CalendarDay, after: Prisma.Sql): Prisma.Sql =>
  category === null
    ? Prisma.sql`true`
    : Prisma.sql`EXISTS (
        SELECT 1 FROM (SELECT r.registered_on AS starts, r.left_on AS ends UNION ALL SELECT s.valid_from, s.valid_to FROM resident_stay s WHERE s.resident_id = r.id) p
        JOIN resident_category c ON c.resident_id = r.id AND c.category = ${category} AND c.valid_from < LEAST(p.ends, ${after})
          AND (c.valid_to IS NULL OR c.valid_to > GREATEST(p.starts, ${first}::date))
        WHERE r.state IN ('registered', 'left') AND r.left_reason IS DISTINCT FROM 'same-person' AND GREATEST(p.starts, ${first}::date) < LEAST(p.ends, ${after}))`;
