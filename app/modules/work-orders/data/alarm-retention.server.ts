import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** Alarms that were settled, and duty that ended, before a day. */
export async function overdueAlarms(
  { db }: UnitOfWork,
  before: Date,
): Promise<{ readonly rows: number; readonly oldest: Date | null }> {
  const [row] = await db.$queryRaw<{ rows: number; oldest: Date | null }[]>`
    SELECT count(*)::int AS rows, min(ended)::timestamptz AS oldest FROM (
      SELECT settled_at AS ended FROM escalation WHERE settled_at < ${before}
      UNION ALL SELECT valid_to FROM duty_shift WHERE valid_to < ${before}::date) AS over`;
  return row ?? { rows: 0, oldest: null };
}

/** Takes the next of them away, each with its steps or swaps; how many went. */
export async function forgetAlarms({ db }: UnitOfWork, before: Date, most: number): Promise<number> {
  const alarms = await db.$executeRaw`
    DELETE FROM escalation WHERE id IN (SELECT id FROM escalation WHERE settled_at < ${before} ORDER BY id LIMIT ${most})`;
  const shifts = await db.$executeRaw`
    DELETE FROM duty_shift WHERE id IN (SELECT id FROM duty_shift WHERE valid_to < ${before}::date ORDER BY id LIMIT ${most - alarms})`;
  return alarms + shifts;
}
