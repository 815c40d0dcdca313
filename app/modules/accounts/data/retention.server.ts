import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { isRetainedKind, type RetainedKindName, type RetentionRule } from "../domain/retention";

export async function retentionRules(uow: UnitOfWork): Promise<RetentionRule[]> {
  const rows = await uow.db.retentionRule.findMany({ orderBy: { kind: "asc" } });
  return rows.flatMap(({ kind, ...rule }) => (isRetainedKind(kind) ? [{ kind, ...rule }] : []));
}

export async function changeKeepDays(uow: UnitOfWork, kind: RetainedKindName, keepDays: number, at: Date): Promise<void> {
  await uow.db.retentionRule.update({ where: { kind }, data: { keepDays, changedAt: at, changedBy: uow.actor.personId } });
}

/** What would go, and since when it is there. */
export interface Overdue {
  readonly rows: number;
  readonly oldest: Date | null;
}

const one = (rows: readonly Overdue[]): Overdue => rows[0] ?? { rows: 0, oldest: null };

export const overdueSessions = async (uow: UnitOfWork, before: Date): Promise<Overdue> =>
  one(
    await uow.db.$queryRaw<Overdue[]>`
    SELECT count(*)::int AS rows, min(expires_at) AS oldest FROM session WHERE expires_at <= ${before}`,
  );

export const overdueOpenings = async (uow: UnitOfWork, before: Date): Promise<Overdue> =>
  one(
    await uow.db.$queryRaw<Overdue[]>`
    SELECT count(*)::int AS rows, min(opened_at) AS oldest FROM sensitive_opening WHERE opened_at < ${before}`,
  );

/** The database itself refuses what is younger than the law asks for. */
export async function forgetOpenings(uow: UnitOfWork, before: Date): Promise<number> {
  const [row] = await uow.db.$queryRaw<{ gone: bigint }[]>`SELECT forget_openings(${before}) AS gone`;
  await uow.db.$executeRaw`DELETE FROM opening_alert WHERE acknowledged_at < ${before}`;
  return Number(row?.gone ?? 0);
}

/** Whole months only: a block of the seal is not cut in two. */
export const overdueAudit = async (uow: UnitOfWork, before: Date): Promise<Overdue> =>
  one(
    await uow.db.$queryRaw<Overdue[]>`
    SELECT count(*)::int AS rows, min(at) AS oldest FROM audit_event WHERE at < date_trunc('month', ${before}::timestamptz AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'`,
  );

export const overduePeople = async (uow: UnitOfWork, before: Date): Promise<Overdue> =>
  one(
    await uow.db.$queryRaw<Overdue[]>`
    SELECT count(*)::int AS rows, min(left_on)::timestamptz AS oldest FROM person WHERE state = 'left' AND left_on < ${before}::date`,
  );

/** Held until the unit of work ends; whom another run holds is left to it. */
export const longLeft = (
  uow: UnitOfWork,
  before: Date,
  most: number,
): Promise<{ id: string; areaCode: string; line: string }[]> =>
  uow.db.$queryRaw`
    SELECT id, area_code AS "areaCode", line FROM person WHERE state = 'left' AND left_on < ${before}::date
    ORDER BY id LIMIT ${most} FOR UPDATE SKIP LOCKED`;
