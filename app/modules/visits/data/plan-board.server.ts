import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { BoardVisit } from "../domain/plan-difference";
import { isReplaced, type InForce } from "./visit-plans.server";

const board = (timeZone: string) => {
  const minute = (column: Prisma.Sql) =>
    Prisma.sql`(extract(hour FROM ${column} AT TIME ZONE ${timeZone}) * 60 + extract(minute FROM ${column} AT TIME ZONE ${timeZone}))::int`;
  return Prisma.sql`
  SELECT p.id, p.resident_id AS "residentId", p.person_id AS "personId", p.area_code AS "areaCode", to_char(p.begins_at AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS day,
    ${minute(Prisma.sql`p.begins_at`)} AS minute, ${minute(Prisma.sql`p.ends_at`)} AS "endMinute", p.channel, p.cause, p.cause_id AS "causeId",
    p.due_closes_on::text AS "closesOn", p.minutes, p.is_pinned AS "isPinned", p.pair_id AS "pairId",
    COALESCE(p.person_id IN (r.responsible_id, r.deputy_id), false) AS "isUsual", p.travel_minutes AS "travelMinutes", p.travel_metres AS "travelMetres",
    p.back_minutes AS "backMinutes", p.back_metres AS "backMetres"
  FROM planned_visit p JOIN resident r ON r.id = p.resident_id`;
};

export const visitsOfPlan = ({ db }: UnitOfWork, planId: string, timeZone: string): Promise<BoardVisit[]> =>
  db.$queryRaw<BoardVisit[]>`${board(timeZone)} WHERE p.plan_id = ${planId}::uuid ORDER BY p.begins_at, p.id`;

/** Visits of some people on a board, and one more that is looked at. */
export const visitsOfPeople = (
  { db }: UnitOfWork,
  planId: string,
  timeZone: string,
  personIds: readonly string[],
  visitId: string | null,
): Promise<BoardVisit[]> =>
  db.$queryRaw<BoardVisit[]>`${board(timeZone)} WHERE p.plan_id = ${planId}::uuid
    AND (p.person_id = ANY(${[...personIds]}::uuid[]) OR p.id = ${visitId}::uuid) ORDER BY p.begins_at, p.id`;

/** How many visits of a plan nobody makes, without reading why. */
export async function countLeftOut({ db }: UnitOfWork, planId: string): Promise<number> {
  const rows = await db.$queryRaw<
    { count: number }[]
  >`SELECT jsonb_array_length(unassigned) AS count FROM visit_plan WHERE id = ${planId}::uuid`;
  return rows[0]?.count ?? 0;
}

/** Whoever has a visit in a plan. */
export async function visitorsOfPlan({ db }: UnitOfWork, planId: string): Promise<string[]> {
  const rows = await db.plannedVisit.groupBy({ by: ["personId"], where: { planId }, orderBy: { personId: "asc" } });
  return rows.map(({ personId }) => personId);
}

export const countPlanned = ({ db }: UnitOfWork, planId: string): Promise<number> => db.plannedVisit.count({ where: { planId } });

export const visitsInForce = ({ db }: UnitOfWork, of: InForce): Promise<BoardVisit[]> =>
  db.$queryRaw<BoardVisit[]>`${board(of.timeZone)} WHERE ${isReplaced(of)} ORDER BY p.begins_at, p.id`;

export async function residentNames({ db }: UnitOfWork, ids: readonly string[]): Promise<Record<string, string>> {
  const rows = await db.resident.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

/** Who visits in an area, for a form to choose from. */
export async function visitorsIn(
  { db }: UnitOfWork,
  cityCode: string,
  areaCode: string,
): Promise<{ id: string; areaCode: string; name: string }[]> {
  return db.$queryRaw`
    SELECT c.person_id AS id, c.area_code AS "areaCode", n.name FROM caregiver c JOIN staff_names(ARRAY(SELECT person_id FROM caregiver WHERE city_code = ${cityCode}
      AND starts_with(area_code, ${areaCode}) ORDER BY area_code, person_id LIMIT 400)) n ON n.id = c.person_id ORDER BY c.area_code, n.name COLLATE "C", c.person_id`;
}

/** Whether somebody visits in the city, and where; null where the actor may not know. */
export async function visitorArea({ db }: UnitOfWork, cityCode: string, personId: string) {
  return db.caregiver.findFirst({ where: { personId, cityCode }, select: { areaCode: true, line: true } });
}

/** Notes an absence of one day, unless somebody has noted it already. */
export async function noteAbsence({ db }: UnitOfWork, id: string, personId: string, day: string, next: string): Promise<boolean> {
  const rows = await db.$executeRaw`
    INSERT INTO caregiver_absence (id, person_id, kind, valid_from, valid_to) SELECT ${id}::uuid, ${personId}::uuid, 'ill', ${day}::date, ${next}::date
    WHERE NOT EXISTS (SELECT 1 FROM caregiver_absence WHERE person_id = ${personId}::uuid AND daterange(valid_from, valid_to) && daterange(${day}::date, ${next}::date))`;
  return rows === 1;
}
