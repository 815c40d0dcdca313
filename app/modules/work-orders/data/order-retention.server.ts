import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** Orders that closed before a moment. */
export async function overdueOrders(
  { db }: UnitOfWork,
  before: Date,
): Promise<{ readonly rows: number; readonly oldest: Date | null }> {
  const [row] = await db.$queryRaw<{ rows: number; oldest: Date | null }[]>`
    SELECT count(*)::int AS rows, min(closed_at) AS oldest FROM work_order WHERE state = 'closed' AND closed_at < ${before}`;
  return row ?? { rows: 0, oldest: null };
}

/** Takes the next of them away with their steps and pictures; how many went. */
export const forgetOrders = ({ db }: UnitOfWork, before: Date, most: number): Promise<number> => db.$executeRaw`
  DELETE FROM work_order WHERE id IN (SELECT id FROM work_order WHERE state = 'closed' AND closed_at < ${before} ORDER BY closed_at, id LIMIT ${most})`;
