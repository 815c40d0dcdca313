import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { PlannedVisitRow } from "./visit-plans.server";

/** Two days of a draft as they are now: who goes, when, by which way. The rows stay the same rows. */
export async function replacePlannedDays(
  { db }: UnitOfWork,
  planId: string,
  ids: readonly string[],
  rows: readonly (PlannedVisitRow & { readonly id: string })[],
): Promise<void> {
  await db.plannedVisit.deleteMany({ where: { planId, id: { in: [...ids] } } });
  await db.plannedVisit.createMany({
    data: rows.map(({ dueOpensOn, dueClosesOn, ...row }) => ({
      ...{ planId, ...row },
      ...{ dueOpensOn: new Date(dueOpensOn), dueClosesOn: new Date(dueClosesOn) },
    })),
  });
}

/** False where the plan has no such visit. */
export async function setPinned({ db }: UnitOfWork, planId: string, visitId: string, isPinned: boolean): Promise<boolean> {
  const rows = await db.$executeRaw`
    UPDATE planned_visit SET is_pinned = ${isPinned} WHERE plan_id = ${planId}::uuid
      AND (id = ${visitId}::uuid OR pair_id = (SELECT pair_id FROM planned_visit WHERE id = ${visitId}::uuid AND plan_id = ${planId}::uuid))`;
  return rows > 0;
}

/** On which days a plan visits which community, and from when. */
export const visitedAreaDays = (
  { db }: UnitOfWork,
  planId: string,
  timeZone: string,
): Promise<{ areaCode: string; day: CalendarDay; first: Date }[]> => db.$queryRaw<
  { areaCode: string; day: CalendarDay; first: Date }[]
>`
  SELECT area_code AS "areaCode", to_char(begins_at AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS day, min(begins_at) AS first
  FROM planned_visit WHERE plan_id = ${planId}::uuid GROUP BY 1, 2 ORDER BY 1, 2`;

/** On which of the days ahead published plans visit which community of an area, and from when. */
export const publishedAreaDays = (
  { db }: UnitOfWork,
  areaCode: string,
  timeZone: string,
  from: Date,
  to: Date,
): Promise<{ areaCode: string; day: CalendarDay; first: Date }[]> => db.$queryRaw<
  { areaCode: string; day: CalendarDay; first: Date }[]
>`
  SELECT area_code AS "areaCode", to_char(begins_at AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS day, min(begins_at) AS first
  FROM planned_visit WHERE is_published AND starts_with(area_code, ${areaCode}) AND begins_at >= ${from} AND begins_at < ${to} GROUP BY 1, 2 ORDER BY 1, 2`;
