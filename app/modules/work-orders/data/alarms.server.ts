import { v7 as newId } from "uuid";
import type { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";
import type { Rung, SourceKind, StepKind } from "../domain/alarm";

export interface AlarmSource {
  readonly kind: SourceKind;
  readonly id: string;
}

export interface Alarm {
  readonly id: string;
  readonly cityCode: string;
  readonly line: Line;
  readonly areaCode: string;
  readonly source: AlarmSource;
  readonly beganAt: Date;
  readonly openedAt: Date;
  readonly visitorId: string | null;
  readonly ladder: readonly Rung[];
  readonly rung: number;
  readonly nextAt: Date | null;
  readonly acceptedBy: string | null;
  readonly acceptedAt: Date | null;
  readonly settledAt: Date | null;
  readonly settledBy: string | null;
  readonly settledHow: string | null;
  readonly settledByVisit: string | null;
  readonly version: number;
}

export interface AlarmStep {
  readonly rung: number;
  readonly kind: StepKind;
  readonly personId: string | null;
  readonly byPerson: string | null;
  readonly areaCode: string | null;
  readonly plannedAt: Date;
  readonly doneAt: Date;
  readonly detail: string;
}

type Row = Prisma.EscalationGetPayload<object>;
const alarmOf = ({ sourceKind, sourceId, line, ladder, ...row }: Row): Alarm => ({
  ...row,
  line: line as Line,
  ladder: ladder as unknown as Rung[],
  source: { kind: sourceKind as SourceKind, id: sourceId },
});

/** The rungs a city has of its own; none = the standard ones. */
export async function rungsOf({ db }: UnitOfWork, cityCode: string, sourceKind: SourceKind): Promise<Rung[]> {
  const rows = await db.escalationRung.findMany({ where: { cityCode, sourceKind }, orderBy: { position: "asc" } });
  return rows.map(({ who, minutes, actingMinutes, source, mark }) => ({
    who: who as Rung["who"],
    minutes,
    actingMinutes,
    source,
    mark,
  }));
}

export type NewAlarm = Pick<
  Alarm,
  "cityCode" | "line" | "areaCode" | "source" | "beganAt" | "openedAt" | "visitorId" | "ladder" | "nextAt"
>;

/** Its id, or null where the same has one already. */
export async function addAlarm({ db }: UnitOfWork, { source, ladder, ...said }: NewAlarm): Promise<string | null> {
  const id = newId();
  const data = { id, ...said, sourceKind: source.kind, sourceId: source.id, ladder: ladder as unknown as Prisma.InputJsonValue };
  const { count } = await db.escalation.createMany({ data: [data], skipDuplicates: true });
  return count === 1 ? id : null;
}

export async function addSteps({ db, actor }: UnitOfWork, escalationId: string, steps: readonly Omit<AlarmStep, "byPerson">[]) {
  const data = steps.map((step) => ({ id: newId(), escalationId, byPerson: actor.personId, ...step }));
  await db.escalationStep.createMany({ data });
}

export const stepsOf = async ({ db }: UnitOfWork, escalationId: string): Promise<AlarmStep[]> =>
  (await db.escalationStep.findMany({ where: { escalationId }, orderBy: [{ doneAt: "asc" }, { id: "asc" }] })) as AlarmStep[];

/** Everybody told so far. */
export async function toldOf({ db }: UnitOfWork, escalationId: string): Promise<string[]> {
  const rows = await db.escalationStep.findMany({ where: { escalationId, kind: "told" }, select: { personId: true } });
  return rows.flatMap(({ personId }) => (personId === null ? [] : [personId]));
}

/** When somebody last tried again, by its own time; null = nobody did. */
export async function lastTryOf({ db }: UnitOfWork, escalationId: string): Promise<Date | null> {
  const { _max } = await db.escalationStep.aggregate({ where: { escalationId, kind: "tried-again" }, _max: { plannedAt: true } });
  return _max.plannedAt;
}

/** The next one whose turn it is, held until the transaction ends; others are left to whoever holds them. */
export async function holdDueAlarm({ db }: UnitOfWork, at: Date): Promise<Alarm | null> {
  const [found] = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM escalation WHERE settled_at IS NULL AND next_at <= ${at} ORDER BY next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;
  return found ? findAlarm({ db } as UnitOfWork, found.id) : null;
}

export async function findAlarm({ db }: Pick<UnitOfWork, "db">, id: string): Promise<Alarm | null> {
  const row = await db.escalation.findUnique({ where: { id } });
  return row && alarmOf(row);
}

/** The same, nobody else changing it meanwhile. */
export async function holdAlarm(uow: UnitOfWork, id: string): Promise<Alarm | null> {
  await uow.db.$queryRaw`SELECT 1 FROM escalation WHERE id = ${id}::uuid FOR UPDATE`;
  return findAlarm(uow, id);
}

/** Those about any of these, held; the open ones first. */
export async function holdAlarmsAbout({ db }: UnitOfWork, kind: SourceKind, ids: readonly string[]): Promise<Alarm[]> {
  if (ids.length === 0) return [];
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM escalation WHERE source_kind = ${kind} AND source_id = ANY (${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`;
  const found = await db.escalation.findMany({ where: { id: { in: rows.map(({ id }) => id) } }, orderBy: { beganAt: "asc" } });
  return found.map(alarmOf);
}

export async function changeAlarm(
  { db }: UnitOfWork,
  id: string,
  change: Partial<
    Pick<Alarm, "rung" | "nextAt" | "acceptedBy" | "acceptedAt" | "settledAt" | "settledBy" | "settledHow" | "settledByVisit">
  >,
): Promise<void> {
  await db.escalation.update({ where: { id }, data: { ...change, version: { increment: 1 } } });
}

/** Open ones in which somebody was told, the longest running first. */
export async function openAlarmsToldTo({ db }: UnitOfWork, personId: string, most: number): Promise<Alarm[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT e.id FROM escalation e WHERE e.settled_at IS NULL
      AND e.id IN (SELECT s.escalation_id FROM escalation_step s WHERE s.kind = 'told' AND s.person_id = ${personId}::uuid)
    ORDER BY e.began_at, e.id LIMIT ${most}`;
  const found = await db.escalation.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    orderBy: [{ beganAt: "asc" }, { id: "asc" }],
  });
  return found.map(alarmOf);
}

/** Open ones of an area, the longest running first. */
export async function openAlarmsIn({ db }: UnitOfWork, cityCode: string, areaCode: string, most: number): Promise<Alarm[]> {
  const rows = await db.escalation.findMany({
    where: { cityCode, areaCode: { startsWith: areaCode }, settledAt: null },
    orderBy: [{ beganAt: "asc" }, { id: "asc" }],
    take: most,
  });
  return rows.map(alarmOf);
}

/** Writes down, once, that somebody has it before their eyes. */
export const noteShown = ({ db, actor }: UnitOfWork, ids: readonly string[], at: Date) =>
  ids.length === 0
    ? Promise.resolve(0)
    : db.$executeRaw`
      INSERT INTO escalation_step (id, escalation_id, rung, kind, person_id, by_person, planned_at, done_at)
      SELECT gen_random_uuid(), e.id, s.rung, 'shown', ${actor.personId}::uuid, ${actor.personId}::uuid, s.done_at, ${at}
      FROM escalation e JOIN escalation_step s ON s.escalation_id = e.id AND s.kind = 'told' AND s.person_id = ${actor.personId}::uuid
      WHERE e.id = ANY (${[...ids]}::uuid[]) AND NOT EXISTS (SELECT 1 FROM escalation_step x WHERE x.escalation_id = e.id AND x.kind = 'shown'
        AND x.person_id = ${actor.personId}::uuid AND x.rung = s.rung)
      ON CONFLICT DO NOTHING`;

/** Whom the rung that each of these stands on told. */
export const toldNow = async (
  { db }: UnitOfWork,
  alarms: readonly Pick<Alarm, "id" | "rung">[],
): Promise<{ escalationId: string; personId: string | null }[]> =>
  alarms.length === 0
    ? []
    : db.escalationStep.findMany({
        where: { kind: "told", OR: alarms.map(({ id, rung }) => ({ escalationId: id, rung })) },
        select: { escalationId: true, personId: true },
        orderBy: { id: "asc" },
      });
