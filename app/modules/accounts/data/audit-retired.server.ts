import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { AuditMonth, RetiredAudit, RetiredMonth } from "../domain/audit-retirement";

const RETIRING_LOCK = 4_101_002_004;

/** False when another process lets months go just now. The lock ends with the transaction. */
export async function lockRetiring(uow: UnitOfWork): Promise<boolean> {
  const [row] = await uow.db.$queryRaw<{ got: boolean }[]>`SELECT pg_try_advisory_xact_lock(${RETIRING_LOCK}) AS got`;
  return row?.got ?? false;
}

/** Oldest first. */
export async function retiredMonths(uow: UnitOfWork): Promise<RetiredMonth[]> {
  const rows = await uow.db.auditRetired.findMany({ orderBy: { month: "asc" } });
  return rows.map((row) => ({ ...row, month: row.month.toISOString().slice(0, 7) }));
}

/** Null where nothing went. */
export async function auditRetiredBefore(uow: UnitOfWork): Promise<RetiredAudit | null> {
  const [row] = await uow.db.$queryRaw<RetiredAudit[]>`
    SELECT to_char(month + interval '1 month', 'YYYY-MM') AS before, to_char(retired_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "on"
    FROM audit_retired ORDER BY month DESC LIMIT 1`;
  return row ?? null;
}

/** The oldest month there is, or the one after the last that went; null where nothing is on record. */
export async function nextMonthToGo(uow: UnitOfWork): Promise<AuditMonth | null> {
  const [row] = await uow.db.$queryRaw<{ month: string | null }[]>`SELECT to_char(audit_next_month(), 'YYYY-MM') AS month`;
  return row?.month ?? null;
}

export interface EventsOfMonth {
  readonly month: AuditMonth;
  readonly events: number;
}

/** How many events there are of each month before `month`. */
export const eventsByMonth = (uow: UnitOfWork, month: AuditMonth): Promise<EventsOfMonth[]> =>
  uow.db.$queryRaw`
    SELECT to_char(date_trunc('month', at AT TIME ZONE 'UTC'), 'YYYY-MM') AS month, count(*)::int AS events FROM audit_event
    WHERE at < ${`${month}-01`}::timestamp AT TIME ZONE 'UTC' GROUP BY 1 ORDER BY 1`;

/** The database's own function: it asks for the approval, the age and the seals again, and drops. How many events went. */
export async function retireMonth(uow: UnitOfWork, month: AuditMonth, approvalId: string): Promise<number> {
  const [row] = await uow.db.$queryRaw<{ events: bigint }[]>`
    SELECT events FROM retire_audit_month(${`${month}-01`}::date, ${approvalId}::uuid)`;
  return Number(row?.events ?? 0);
}

/** Events within the transactions of blocks that went. */
export async function countReturned(uow: UnitOfWork, lastBlock: bigint): Promise<number> {
  const [row] = await uow.db.$queryRaw<{ events: number }[]>`
    SELECT count(*)::int AS events FROM (SELECT cluster, max(to_xid) AS to_xid FROM audit_block WHERE number <= ${lastBlock} GROUP BY cluster) gone
      JOIN audit_event e ON e.cluster = gone.cluster AND e.xid < gone.to_xid`;
  return row?.events ?? 0;
}

/** The marks that events of the audit tell of months that went, of those events that are there still. */
export const toldMarks = (uow: UnitOfWork): Promise<{ month: string; mark: string | null; at: Date }[]> =>
  uow.db.$queryRaw`
    SELECT subject_id AS month, facts ->> 'mark' AS mark, at FROM audit_event
    WHERE subject_kind = 'audit-month' AND action = 'retire:audit' AND result = 'done'`;
