import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";

interface Overdue {
  readonly rows: number;
  readonly oldest: Date | null;
}
const one = (rows: readonly Overdue[]): Overdue => rows[0] ?? { rows: 0, oldest: null };

export const overdueLeft = async (uow: UnitOfWork, before: Date): Promise<Overdue> =>
  one(
    await uow.db.$queryRaw<Overdue[]>`
    SELECT count(*)::int AS rows, min(left_on)::timestamptz AS oldest FROM resident WHERE state = 'left' AND left_on < ${before}::date`,
  );

export const overdueDeclined = async (uow: UnitOfWork, before: Date): Promise<Overdue> =>
  one(
    await uow.db.$queryRaw<Overdue[]>`
    SELECT count(*)::int AS rows, min(decided_at) AS oldest FROM resident WHERE state = 'declined' AND decided_at < ${before}`,
  );

export interface GoneResident {
  readonly id: string;
  readonly areaCode: string;
  readonly line: Line;
}

/** Whole files, with all that belongs to them; those another run holds are left to it. */
export const forgetLeft = (uow: UnitOfWork, before: Date, most: number): Promise<GoneResident[]> =>
  uow.db.$queryRaw`
    DELETE FROM resident WHERE id IN (
      SELECT id FROM resident WHERE state = 'left' AND left_on < ${before}::date ORDER BY id LIMIT ${most} FOR UPDATE SKIP LOCKED)
    RETURNING id, area_code AS "areaCode", line`;

export const forgetDeclined = (uow: UnitOfWork, before: Date, most: number): Promise<GoneResident[]> =>
  uow.db.$queryRaw`
    DELETE FROM resident WHERE id IN (
      SELECT id FROM resident WHERE state = 'declined' AND decided_at < ${before} ORDER BY id LIMIT ${most} FOR UPDATE SKIP LOCKED)
    RETURNING id, area_code AS "areaCode", line`;
