import type { IsolationCategory } from "~/modules/residents/domain/isolation-category";
import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";

export interface WatchAsked {
  readonly cityCode: string;
  readonly timeZone: string;
  readonly areaCode: string;
  /** areas are counted together by so many digits of their code */
  readonly digits: number;
  readonly day: CalendarDay;
  readonly category: IsolationCategory | null;
}

const inOne = (category: IsolationCategory | null, column: Prisma.Sql, day: CalendarDay) =>
  category === null
    ? Prisma.sql`true`
    : Prisma.sql`EXISTS (SELECT 1 FROM resident_category c WHERE c.resident_id = ${column} AND c.category = ${category}
        AND c.valid_from <= ${day}::date AND (c.valid_to IS NULL OR c.valid_to > ${day}::date))`;

/** Who is overdue and due today, by area. */
export const dueByArea = ({ db }: UnitOfWork, { cityCode, areaCode, digits, day, category }: WatchAsked) =>
  db.$queryRaw<{ areaCode: string; overdue: number; dueToday: number }[]>`
    SELECT left(d.area_code, ${digits}::int) AS "areaCode", count(DISTINCT d.resident_id) FILTER (WHERE d.closes_on < ${day}::date)::int AS overdue,
      count(DISTINCT d.resident_id) FILTER (WHERE d.closes_on = ${day}::date)::int AS "dueToday"
    FROM due_visit d WHERE d.city_code = ${cityCode} AND starts_with(d.area_code, ${areaCode}) AND d.closes_on <= ${day}::date AND ${inOne(category, Prisma.sql`d.resident_id`, day)}
    GROUP BY 1`;

/** Who was seen or spoken to today, by area; visits of a merged file count for the one that stands. */
export const seenByArea = ({ db }: UnitOfWork, { cityCode, timeZone, areaCode, digits, day, category }: WatchAsked) =>
  db.$queryRaw<{ areaCode: string; seenToday: number }[]>`
    SELECT left(e.area_code, ${digits}::int) AS "areaCode", count(DISTINCT COALESCE(m.kept_id, e.resident_id))::int AS "seenToday"
    FROM visit_event e LEFT JOIN merged_files() m ON m.left_id = e.resident_id
    WHERE e.city_code = ${cityCode} AND starts_with(e.area_code, ${areaCode}) AND e.began_at >= (${day}::date::timestamp AT TIME ZONE ${timeZone})
      AND e.outcome IN ('seen', 'spoken-to') AND ${inOne(category, Prisma.sql`COALESCE(m.kept_id, e.resident_id)`, day)}
    GROUP BY 1`;

/** Alarms that run, by area: nobody answered. */
export const alarmsByArea = ({ db }: UnitOfWork, { cityCode, areaCode, digits }: WatchAsked) =>
  db.$queryRaw<{ areaCode: string; noAnswer: number }[]>`
    SELECT left(area_code, ${digits}::int) AS "areaCode", count(*)::int AS "noAnswer" FROM escalation
    WHERE city_code = ${cityCode} AND starts_with(area_code, ${areaCode}) AND settled_at IS NULL AND source_kind = 'visit' GROUP BY 1`;

export interface OrdersOfArea {
  readonly areaCode: string;
  readonly class: string;
  readonly orders: number;
  readonly late: number;
}

/** Open orders, by area and class. */
export const ordersByArea = ({ db }: UnitOfWork, { cityCode, areaCode, digits }: WatchAsked, at: Date) =>
  db.$queryRaw<OrdersOfArea[]>`
    SELECT left(area_code, ${digits}::int) AS "areaCode", class, count(*)::int AS orders, count(*) FILTER (WHERE due_at <= ${at})::int AS late
    FROM work_order WHERE city_code = ${cityCode} AND starts_with(area_code, ${areaCode}) AND state <> 'closed' GROUP BY 1, 2`;

export interface CalledTo {
  readonly alarm: string;
  readonly residentId: string;
  readonly name: string;
  readonly cell: string | null;
  /** may open the file */
  readonly mayRead: boolean;
}

/** Whose door each alarm is about, for whoever may know it. */
export const calledTo = ({ db }: UnitOfWork, alarms: readonly string[]): Promise<CalledTo[]> =>
  alarms.length === 0
    ? Promise.resolve([])
    : db.$queryRaw<
        CalledTo[]
      >`SELECT alarm, "residentId", name, cell, "mayRead" FROM whom_one_is_called_to(${[...alarms]}::uuid[])
        UNION ALL SELECT alarm, "residentId", name, cell, "mayRead" FROM whom_order_alarms_concern(${[...alarms]}::uuid[])`;
