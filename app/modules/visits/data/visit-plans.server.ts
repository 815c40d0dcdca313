import { v7 as newId } from "uuid";
import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { PlanOfToday } from "../domain/board-of-area";
import type { PlanFigures, PlanKind, PlanRecord, PlanState, UnassignedVisit } from "../domain/visit-plan";

/** A planned visit as it is written; instants as ISO text. */
export interface PlannedVisitRow {
  readonly residentId: string;
  readonly personId: string;
  readonly line: string;
  readonly areaCode: string;
  readonly beginsAt: string;
  readonly endsAt: string;
  readonly channel: "home" | "phone";
  readonly dueOpensOn: CalendarDay;
  readonly dueClosesOn: CalendarDay;
  readonly dueClosesAt: string | null;
  readonly cause: string;
  readonly causeId: string | null;
  readonly minutes: number;
  readonly isPhoneEnough: boolean;
  readonly isPinned: boolean;
  readonly pairId: string | null;
  readonly travelMinutes: number;
  readonly travelMetres: number;
  readonly backMinutes: number;
  readonly backMetres: number;
}

type Row = NonNullable<Awaited<ReturnType<UnitOfWork["db"]["visitPlan"]["findUnique"]>>>;
const day = (date: Date): CalendarDay => date.toISOString().slice(0, 10);
const planFrom = ({ firstOn, lastOn, state, kind, figures, unassigned, ...row }: Row): PlanRecord => ({
  ...row,
  ...{ firstOn: day(firstOn), lastOn: day(lastOn), state: state as PlanState, kind: kind as PlanKind },
  figures: figures as unknown as PlanFigures,
  unassigned: unassigned as unknown as readonly UnassignedVisit[],
});

export async function findPlan({ db }: UnitOfWork, id: string): Promise<PlanRecord | null> {
  const row = await db.visitPlan.findUnique({ where: { id } });
  return row && planFrom(row);
}

/** The same without its long lists. */
export async function findPlanHead({ db }: UnitOfWork, id: string): Promise<PlanRecord | null> {
  const row = await db.visitPlan.findUnique({ where: { id }, omit: { unassigned: true } });
  return row && planFrom({ ...row, unassigned: [] });
}

/** Plans in force on a day, in or around an area. */
export async function plansOnDay(
  { db }: UnitOfWork,
  cityCode: string,
  areaCode: string,
  on: CalendarDay,
): Promise<PlanOfToday[]> {
  return db.$queryRaw<PlanOfToday[]>`
    SELECT id, area_code AS "areaCode", published_at AS "publishedAt" FROM visit_plan WHERE city_code = ${cityCode} AND state = 'published'
      AND first_on <= ${on}::date AND last_on >= ${on}::date AND (starts_with(area_code, ${areaCode}) OR starts_with(${areaCode}, area_code)) ORDER BY id`;
}

/** The newest first, without their long lists. */
export async function listPlans({ db }: UnitOfWork, cityCode: string, most: number): Promise<PlanRecord[]> {
  const rows = await db.visitPlan.findMany({
    where: { cityCode },
    orderBy: [{ firstOn: "desc" }, { askedAt: "desc" }, { id: "desc" }],
    take: most,
    omit: { unassigned: true },
  });
  return rows.map((row) => planFrom({ ...row, unassigned: [] }));
}

export interface PlanAsked {
  readonly cityCode: string;
  readonly line: string;
  readonly areaCode: string;
  readonly firstOn: CalendarDay;
  readonly lastOn: CalendarDay;
  readonly seconds: number;
  readonly personIds: readonly string[];
  readonly isPooled: boolean;
  readonly illId: string | null;
  readonly againOf: string | null;
}

export async function addPlan({ db, actor }: UnitOfWork, asked: PlanAsked): Promise<string> {
  const id = newId();
  const { firstOn, lastOn, personIds, ...rest } = asked;
  await db.visitPlan.create({
    data: {
      ...{ id, ...rest, personIds: [...personIds], kind: asked.illId ? "ill" : "week", state: "planning" },
      ...{ firstOn: new Date(firstOn), lastOn: new Date(lastOn), askedBy: actor.personId },
    },
  });
  return id;
}

/** One who plans in a city at a time writes what is in force: publishing reads, decides and writes behind this. */
export const holdPlans = ({ db }: UnitOfWork, cityCode: string) =>
  db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('visit-plans:' || ${cityCode}, 0))`;

/** The published plans that touch these days in or about the area, oldest id first. */
export async function plansInForce(
  { db }: UnitOfWork,
  { cityCode, areaCode, firstOn, lastOn }: Pick<PlanAsked, "cityCode" | "areaCode" | "firstOn" | "lastOn">,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM visit_plan WHERE city_code = ${cityCode} AND state = 'published' AND first_on <= ${lastOn}::date AND last_on >= ${firstOn}::date
      AND (starts_with(area_code, ${areaCode}) OR starts_with(${areaCode}, area_code)) ORDER BY id`;
  return rows.map(({ id }) => id);
}

/** Takes a plan up; null where there is nothing to plan any more. Whoever took it before loses it. */
export async function takeUpPlan({ db }: UnitOfWork, id: string): Promise<PlanRecord | null> {
  const taken = await db.visitPlan.updateMany({
    where: { id, state: "planning" },
    data: { attempt: { increment: 1 }, heartbeatAt: new Date() },
  });
  return taken.count === 0 ? null : findPlan({ db } as UnitOfWork, id);
}

/** Says what is known so far; false where another attempt, or somebody who ended it, has the plan now. */
export async function notePlan(
  { db }: UnitOfWork,
  { id, attempt }: Pick<PlanRecord, "id" | "attempt">,
  said: Prisma.VisitPlanUpdateManyMutationInput,
): Promise<boolean> {
  return (await db.visitPlan.updateMany({ where: { id, attempt, state: "planning" }, data: said })).count === 1;
}

/** How far it was asked to go on: true = end with the best so far. */
export async function isStopAsked({ db }: UnitOfWork, id: string): Promise<boolean> {
  const row = await db.visitPlan.findUnique({ where: { id }, select: { isStopAsked: true, state: true } });
  return !row || row.isStopAsked || row.state !== "planning";
}

/** The plan's visits are these and no others. */
export async function writePlanned({ db }: UnitOfWork, planId: string, rows: readonly PlannedVisitRow[]): Promise<void> {
  await db.plannedVisit.deleteMany({ where: { planId } });
  await addPlanned({ db } as UnitOfWork, planId, rows);
}

/** Thousands at once: one statement reads them from one text. */
export async function addPlanned({ db }: UnitOfWork, planId: string, rows: readonly PlannedVisitRow[]): Promise<void> {
  if (rows.length === 0) return;
  const text = JSON.stringify(rows.map((row) => ({ id: newId(), ...row })));
  await db.$executeRaw`
    INSERT INTO planned_visit (id, plan_id, resident_id, person_id, line, area_code, begins_at, ends_at, channel, due_opens_on, due_closes_on, due_closes_at,
      cause, cause_id, minutes, is_phone_enough, is_pinned, pair_id, travel_minutes, travel_metres, back_minutes, back_metres)
    SELECT id, ${planId}::uuid, "residentId", "personId", line, "areaCode", "beginsAt", "endsAt", channel, "dueOpensOn", "dueClosesOn", "dueClosesAt",
      cause, "causeId", minutes, "isPhoneEnough", "isPinned", "pairId", "travelMinutes", "travelMetres", "backMinutes", "backMetres"
    FROM jsonb_to_recordset(${text}::jsonb) AS row (id uuid, "residentId" uuid, "personId" uuid, line text, "areaCode" text, "beginsAt" timestamptz, "endsAt" timestamptz,
      channel text, "dueOpensOn" date, "dueClosesOn" date, "dueClosesAt" timestamptz, cause text, "causeId" uuid, minutes int, "isPhoneEnough" boolean, "isPinned" boolean,
      "pairId" uuid, "travelMinutes" int, "travelMetres" int, "backMinutes" int, "backMetres" int)`;
}

/** Appointments that a plan leaves as they are become its own, to the minute and the metre. */
export async function copyPlanned({ db }: UnitOfWork, planId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const own = ids.map(() => newId());
  await db.$executeRaw`
    INSERT INTO planned_visit (id, plan_id, resident_id, person_id, line, area_code, begins_at, ends_at, channel, due_opens_on, due_closes_on, due_closes_at,
      cause, cause_id, minutes, is_phone_enough, is_pinned, pair_id, travel_minutes, travel_metres, back_minutes, back_metres)
    SELECT own.id, ${planId}::uuid, p.resident_id, p.person_id, p.line, p.area_code, p.begins_at, p.ends_at, p.channel, p.due_opens_on, p.due_closes_on, p.due_closes_at,
      p.cause, p.cause_id, p.minutes, p.is_phone_enough, p.is_pinned, p.pair_id, p.travel_minutes, p.travel_metres, p.back_minutes, p.back_metres
    FROM unnest(${own}::uuid[], ${[...ids]}::uuid[]) AS own (id, of) JOIN planned_visit p ON p.id = own.of`;
}

/** Steps of a draft's life; false where it is not in that state and version any more. */
export async function stepPlan(
  { db }: UnitOfWork,
  { id, version }: Pick<PlanRecord, "id" | "version">,
  from: PlanState,
  said: Prisma.VisitPlanUpdateManyMutationInput,
): Promise<boolean> {
  const done = await db.visitPlan.updateMany({
    where: { id, version, state: from },
    data: { ...said, version: { increment: 1 } },
  });
  return done.count === 1;
}

export const removePlan = ({ db }: UnitOfWork, id: string) => db.visitPlan.delete({ where: { id } });

/** Appointments of these people in the area in these hours are in force no more; plans without any left to come are replaced. */
export async function withdrawPublished({ db }: UnitOfWork, of: InForce): Promise<void> {
  const { from } = of;
  const rows = await db.$queryRaw<{ planId: string }[]>`
    UPDATE planned_visit p SET is_published = false WHERE ${isReplaced(of)} RETURNING plan_id AS "planId"`;
  await db.$executeRaw`
    UPDATE visit_plan v SET state = 'replaced' WHERE v.state = 'published' AND v.id = ANY(${[...new Set(rows.map(({ planId }) => planId))]}::uuid[])
      AND NOT EXISTS (SELECT 1 FROM planned_visit p WHERE p.plan_id = v.id AND p.is_published AND p.begins_at >= ${from})`;
}

/** Whose appointments, where, from when until before when. */
export interface InForce {
  readonly line: string;
  readonly areaCode: string;
  readonly timeZone: string;
  readonly personIds: readonly string[];
  readonly from: Date;
  readonly to: Date;
  /** the plan that comes instead, with those whom nobody in it visits */
  readonly plan: Pick<PlanRecord, "id">;
}

/** Which appointments `p` a plan takes the place of: its people's own, and of whom it tells, those that one who is off does not keep. */
export function isReplaced({ line, areaCode, timeZone, personIds, from, to, plan }: InForce): Prisma.Sql {
  const people = [...personIds];
  const isOff = (row: Prisma.Sql) =>
    Prisma.sql`${row}.person_id <> ALL(${people}::uuid[]) AND visitor_off(${row}.person_id, (${row}.begins_at AT TIME ZONE ${timeZone})::date) IS NOT NULL`;
  return Prisma.sql`p.is_published AND p.line = ${line} AND starts_with(p.area_code, ${areaCode}) AND p.begins_at >= ${from} AND p.begins_at < ${to} AND (
    p.person_id = ANY(${people}::uuid[]) OR (
      p.resident_id IN (SELECT n.resident_id FROM planned_visit n WHERE n.plan_id = ${plan.id}::uuid
        UNION SELECT (u->>'residentId')::uuid FROM visit_plan v CROSS JOIN jsonb_array_elements(v.unassigned) AS u WHERE v.id = ${plan.id}::uuid)
      AND (${isOff(Prisma.sql`p`)} OR EXISTS (SELECT 1 FROM planned_visit q WHERE q.resident_id = p.resident_id AND q.pair_id = p.pair_id AND q.is_published AND ${isOff(Prisma.sql`q`)}))))`;
}

/** Whoever left or moved since the draft was made is left out. */
export const putInForce = ({ db }: UnitOfWork, planId: string) =>
  db.$executeRaw`UPDATE planned_visit SET is_published = true WHERE plan_id = ${planId}::uuid AND is_looked_after_in(resident_id, area_code)`;

/** The first of a plan's visits. */
export async function firstBegins({ db }: UnitOfWork, planId: string): Promise<Date | null> {
  return (await db.plannedVisit.aggregate({ where: { planId }, _min: { beginsAt: true } }))._min.beginsAt;
}
