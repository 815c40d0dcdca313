import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

interface Overdue {
  readonly rows: number;
  readonly oldest: Date | null;
}

/** Pictures, and positions that still say where. */
export async function overdueEvidence({ db }: UnitOfWork, before: Date): Promise<Overdue> {
  const [row] = await db.$queryRaw<Overdue[]>`
    SELECT count(*)::int AS rows, min(received_at) AS oldest FROM (
      SELECT received_at FROM visit_photo WHERE received_at < ${before}
      UNION ALL SELECT received_at FROM visit_position WHERE received_at < ${before} AND position_cipher IS NOT NULL) AS evidence`;
  return row ?? { rows: 0, oldest: null };
}

/** Takes the next of them away; of a position how far it was from home stays. */
export async function forgetEvidence({ db }: UnitOfWork, before: Date, most: number): Promise<number> {
  const photos = await db.$executeRaw`
    DELETE FROM visit_photo WHERE id IN (SELECT id FROM visit_photo WHERE received_at < ${before} ORDER BY received_at LIMIT ${most})`;
  const positions = await db.$executeRaw`
    UPDATE visit_position SET position_cipher = NULL WHERE event_id IN (
      SELECT event_id FROM visit_position WHERE received_at < ${before} AND position_cipher IS NOT NULL ORDER BY received_at LIMIT ${most - photos})`;
  return photos + positions;
}

/** What waits for a desk stays; what was settled counts from then, and what is a fact only, or names nobody whose file it could go with, from when it came. */
const SETTLED = Prisma.sql`COALESCE(accepted_at, laid_aside_at, CASE WHEN text IS NULL OR resident_id IS NULL THEN received_at END)`;

export async function overdueRefusals({ db }: UnitOfWork, before: Date): Promise<Overdue> {
  const [row] = await db.$queryRaw<Overdue[]>`
    SELECT count(*)::int AS rows, min(${SETTLED}) AS oldest FROM care_refusal WHERE received_at < ${before} AND ${SETTLED} < ${before}`;
  return row ?? { rows: 0, oldest: null };
}

export const forgetRefusals = ({ db }: UnitOfWork, before: Date, most: number): Promise<number> => db.$executeRaw`
  DELETE FROM care_refusal WHERE id IN (
    SELECT id FROM care_refusal WHERE received_at < ${before} AND ${SETTLED} < ${before} ORDER BY received_at LIMIT ${most})`;
