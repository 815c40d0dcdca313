import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** Hours and absences that ended before a day, and since when the oldest lies there. */
export async function overdueDays(
  { db }: UnitOfWork,
  before: Date,
): Promise<{ readonly rows: number; readonly oldest: Date | null }> {
  const [row] = await db.$queryRaw<{ rows: number; oldest: Date | null }[]>`
    SELECT count(*)::int AS rows, min(ended)::timestamptz AS oldest FROM (
      SELECT valid_to AS ended FROM caregiver_hours WHERE valid_to < ${before}::date
      UNION ALL SELECT valid_to FROM caregiver_absence WHERE valid_to < ${before}::date) AS days`;
  return row ?? { rows: 0, oldest: null };
}

/** Takes the next of them away; how many went. What another run holds is left to it. */
export async function forgetDays({ db }: UnitOfWork, before: Date, most: number): Promise<number> {
  const absences = await db.$executeRaw`
    DELETE FROM caregiver_absence WHERE id IN (
      SELECT id FROM caregiver_absence WHERE valid_to < ${before}::date ORDER BY id LIMIT ${most} FOR UPDATE SKIP LOCKED)`;
  if (absences >= most) return absences;
  const hours = await db.$executeRaw`
    DELETE FROM caregiver_hours WHERE (person_id, weekday, valid_from) IN (
      SELECT person_id, weekday, valid_from FROM caregiver_hours WHERE valid_to < ${before}::date
      ORDER BY person_id, weekday, valid_from LIMIT ${most - absences} FOR UPDATE SKIP LOCKED)`;
  return absences + hours;
}
