import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** Flags and call-backs from before a day, and since when the oldest lies there. */
export async function overdueChecks(
  { db }: UnitOfWork,
  before: Date,
): Promise<{ readonly rows: number; readonly oldest: Date | null }> {
  const [row] = await db.$queryRaw<{ rows: number; oldest: Date | null }[]>`
    SELECT count(*)::int AS rows, min(at) AS oldest FROM (
      SELECT raised_at AS at FROM visit_flag WHERE raised_at < ${before}
      UNION ALL SELECT drawn_at FROM visit_callback_sample WHERE drawn_at < ${before}) AS checks`;
  return row ?? { rows: 0, oldest: null };
}

/** Takes the next of them away, with what was said of them; how many went. */
export async function forgetChecks({ db }: UnitOfWork, before: Date, most: number): Promise<number> {
  const flags = await db.$executeRaw`
    DELETE FROM visit_flag WHERE id IN (SELECT id FROM visit_flag WHERE raised_at < ${before} ORDER BY id LIMIT ${most})`;
  const samples = await db.$executeRaw`
    DELETE FROM visit_callback_sample WHERE id IN (
      SELECT id FROM visit_callback_sample WHERE drawn_at < ${before} ORDER BY id LIMIT ${most - flags})`;
  return flags + samples;
}
