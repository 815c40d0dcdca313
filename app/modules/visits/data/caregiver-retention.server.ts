import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** Where somebody sets out from is nobody's business once they visit no more. */
const STARTS_LEFT = (before: Date) => Prisma.sql`start_cipher IS NOT NULL AND valid_to < ${before}::date`;

/** Hours, absences and starting points that ended before a day, and since when the oldest lies there. */
export async function overdueDays(
  { db }: UnitOfWork,
  before: Date,
): Promise<{ readonly rows: number; readonly oldest: Date | null }> {
  const [row] = await db.$queryRaw<{ rows: number; oldest: Date | null }[]>`
    SELECT count(*)::int AS rows, min(ended)::timestamptz AS oldest FROM (
      SELECT valid_to AS ended FROM caregiver_hours WHERE valid_to < ${before}::date
      UNION ALL SELECT valid_to FROM caregiver_absence WHERE valid_to < ${before}::date
      UNION ALL SELECT valid_to FROM caregiver WHERE ${STARTS_LEFT(before)}) AS days`;
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
  if (absences + hours >= most) return absences + hours;
  const starts = await db.$executeRaw`
    UPDATE caregiver SET start_cipher = NULL WHERE person_id IN (
      SELECT person_id FROM caregiver WHERE ${STARTS_LEFT(before)} ORDER BY person_id LIMIT ${most - absences - hours} FOR UPDATE SKIP LOCKED)`;
  return absences + hours + starts;
}
