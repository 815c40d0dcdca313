import { v7 as newId } from "uuid";
import type { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";
import type { Rung, SourceKind, StepKind } from "../domain/alarm";
import type { RingWhy } from "../domain/work-order";
import type { Callee } from "./alarm-calls.server";

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
  /** plain words of what it is, in the words of its source */
  readonly signs: readonly string[];
  readonly ladder: readonly Rung[];
  readonly rung: number;
  readonly nextAt: Date | null;
  readonly acceptedBy: string | null;
  readonly acceptedAt: Date | null;
  readonly settledAt: Date | null;
  readonly settledBy: string | null;
  readonly settledHow: string | null;
  readonly settledByVisit: string | null;
  /** why an order rings; null = what it is about is no order */
  readonly why: RingWhy | null;
  readonly version: number;
  /** how often in a row its step could not be taken */
  readonly putOff: number;
  /** how often its ladder was begun anew */
  readonly round: number;
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

/** A step as it stands; of a call also whom, which entry it puts right, and what was said. */
export interface KeptStep extends AlarmStep {
  readonly id: string;
  readonly round: number;
  readonly callee: Callee | null;
  readonly corrects: string | null;
  /** what was said on a call stands behind it, closed */
  readonly hasSaid: boolean;
}

type Row = Prisma.EscalationGetPayload<object>;
export const alarmOf = ({ sourceKind, sourceId, line, ladder, why, ...row }: Row): Alarm => ({
  ...row,
  why: why as RingWhy | null,
  line: line as Line,
  ladder: ladder as unknown as Rung[],
  source: { kind: sourceKind as SourceKind, id: sourceId },
});

/** Which of a city's own ladders holds; 0 = it never said one. */
export async function ladderVersion({ db }: Pick<UnitOfWork, "db">, cityCode: string, sourceKind: SourceKind): Promise<number> {
  const { _max } = await db.escalationRung.aggregate({ where: { cityCode, sourceKind }, _max: { version: true } });
  return _max.version ?? 0;
}

/** The rungs a city has of its own; none = the standard ones. */
export async function rungsOf({ db }: UnitOfWork, cityCode: string, sourceKind: SourceKind): Promise<Rung[]> {
  const latest = { cityCode, sourceKind, version: await ladderVersion({ db }, cityCode, sourceKind) };
  const rows = await db.escalationRung.findMany({ where: latest, orderBy: { position: "asc" } });
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
  "cityCode" | "line" | "areaCode" | "source" | "beganAt" | "openedAt" | "visitorId" | "ladder" | "nextAt" | "why"
> & { readonly signs?: readonly string[] };

/** Its id, or null where the same has one already. */
export async function addAlarm({ db }: UnitOfWork, { source, ladder, signs = [], ...said }: NewAlarm): Promise<string | null> {
  const id = newId();
  const data = {
    id,
    ...said,
    signs: [...signs],
    sourceKind: source.kind,
    sourceId: source.id,
    ladder: ladder as unknown as Prisma.InputJsonValue,
  };
  const { count } = await db.escalation.createMany({ data: [data], skipDuplicates: true });
  return count === 1 ? id : null;
}

export async function addSteps({ db, actor }: UnitOfWork, escalationId: string, steps: readonly Omit<AlarmStep, "byPerson">[]) {
  const data = steps.map((step) => ({ id: newId(), escalationId, byPerson: actor.personId, ...step }));
  await db.escalationStep.createMany({ data });
}

/** Everything that was done, in its order; what was said on calls stays closed. */
export async function stepsOf({ db }: UnitOfWork, escalationId: string): Promise<KeptStep[]> {
  const rows = await db.escalationStep.findMany({ where: { escalationId }, orderBy: [{ doneAt: "asc" }, { id: "asc" }] });
  return rows.map(({ saidCipher, escalationId: _of, ...row }) => ({
    ...(row as Omit<KeptStep, "hasSaid">),
    hasSaid: saidCipher !== null,
  }));
}

/** Everybody told so far. */
export async function toldOf({ db }: UnitOfWork, escalationId: string): Promise<string[]> {
  const rows = await db.escalationStep.findMany({ where: { escalationId, kind: "told" }, select: { personId: true } });
  return rows.flatMap(({ personId }) => (personId === null ? [] : [personId]));
}

/** Whether somebody was told in one turn. */
export const isToldOn = async ({ db }: UnitOfWork, escalationId: string, rung: number, personId: string): Promise<boolean> =>
  personId !== "" && (await db.escalationStep.count({ where: { escalationId, rung, personId, kind: "told" } })) > 0;

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

/** Open ones beyond their last rung that nobody was asked about since. */
export const quietSince = async ({ db }: UnitOfWork, since: Date, most: number): Promise<string[]> =>
  (
    await db.$queryRaw<{ id: string }[]>`
      SELECT id FROM escalation WHERE settled_at IS NULL AND next_at IS NULL AND COALESCE(asked_at, opened_at) <= ${since} ORDER BY asked_at NULLS FIRST, id LIMIT ${most}`
  ).map(({ id }) => id);

export const noteAsked = ({ db }: UnitOfWork, id: string, at: Date) =>
  db.$executeRaw`UPDATE escalation SET asked_at = ${at} WHERE id = ${id}::uuid`;

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
    Pick<
      Alarm,
      | "rung"
      | "nextAt"
      | "acceptedBy"
      | "acceptedAt"
      | "settledAt"
      | "settledBy"
      | "settledHow"
      | "settledByVisit"
      | "putOff"
      | "round"
    >
  >,
): Promise<void> {
  await db.escalation.update({ where: { id }, data: { ...change, version: { increment: 1 } } });
}

/** Whom the rung that each of these stands on told. */
export const toldNow = async (
  { db }: UnitOfWork,
  alarms: readonly Pick<Alarm, "id" | "rung" | "round">[],
): Promise<{ escalationId: string; personId: string | null }[]> =>
  alarms.length === 0
    ? []
    : db.escalationStep.findMany({
        where: { kind: "told", OR: alarms.map(({ id, rung, round }) => ({ escalationId: id, rung, round })) },
        select: { escalationId: true, personId: true },
        orderBy: { id: "asc" },
      });
