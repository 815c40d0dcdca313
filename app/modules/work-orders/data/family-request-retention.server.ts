import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** Requests that were closed, or never were, so long ago. */
export async function overdueRequests({ db }: UnitOfWork, before: Date) {
  const [row] = await db.$queryRaw<{ rows: number; oldest: Date | null }[]>`
    SELECT count(*)::int AS rows, min(COALESCE(closed_at, asked_at)) AS oldest FROM family_request WHERE COALESCE(closed_at, asked_at) < ${before}`;
  return row ?? { rows: 0, oldest: null };
}

/** With everything that was noted of them, and with the alarm of one that was never answered; how many went. */
export async function forgetRequests({ db }: UnitOfWork, before: Date, most: number): Promise<number> {
  const [row] = await db.$queryRaw<{ gone: number }[]>`
    WITH gone AS (DELETE FROM family_request WHERE id IN (
        SELECT id FROM family_request WHERE COALESCE(closed_at, asked_at) < ${before} ORDER BY id LIMIT ${most} FOR UPDATE SKIP LOCKED) RETURNING id),
      quiet AS (DELETE FROM escalation WHERE source_kind = 'family-request' AND settled_at IS NULL AND source_id IN (SELECT id FROM gone))
    SELECT count(*)::int AS gone FROM gone`;
  return row?.gone ?? 0;
}
