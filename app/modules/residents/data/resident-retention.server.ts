import { Prisma } from "~/platform/generated/prisma/client";
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
    SELECT count(*)::int AS rows, min(left_on)::timestamptz AS oldest FROM resident WHERE state = 'left' AND erased_at IS NULL AND left_on < ${before}::date`,
  );

export const overdueDeclined = async (uow: UnitOfWork, before: Date): Promise<Overdue> =>
  one(
    await uow.db.$queryRaw<Overdue[]>`
    SELECT count(*)::int AS rows, min(decided_at) AS oldest FROM resident WHERE state = 'declined' AND erased_at IS NULL AND decided_at < ${before}`,
  );

/** Found in the field, and nobody decided about them. */
export const overdueWaiting = async (uow: UnitOfWork, before: Date): Promise<Overdue> =>
  one(
    await uow.db.$queryRaw<Overdue[]>`
    SELECT count(*)::int AS rows, min(proposed_at) AS oldest FROM resident WHERE state = 'proposed' AND proposed_at < ${before}`,
  );

export interface GoneResident {
  readonly id: string;
  readonly areaCode: string;
  readonly line: Line;
}

/** Everything below a file but how long somebody was looked after and in which categories: months are counted by them. */
async function removeParts({ db }: UnitOfWork, residentIds: readonly string[]): Promise<void> {
  const of = { where: { residentId: { in: [...residentIds] } } };
  await db.residentSensitive.deleteMany(of);
  await db.residentAssessment.deleteMany(of);
  await db.residentRiskOverride.deleteMany(of);
  await db.familyReport.deleteMany(of);
  await db.residentContact.deleteMany(of);
  await db.residentConsent.deleteMany(of);
  await db.residentAbsence.deleteMany(of);
  await db.residentChange.deleteMany(of);
  await db.residentVisitorWish.deleteMany(of);
}

/**
 * Files that are overdue, a piece at a time; those another run holds are left to it. Whoever was visited stays as an id that names
 * nobody, so that months stay countable; everybody else goes whole. What an import kept for taking back goes too.
 */
async function forgotten(
  uow: UnitOfWork,
  held: readonly (GoneResident & { readonly wasVisited: boolean })[],
): Promise<GoneResident[]> {
  const all = held.map(({ id }) => id);
  const visited = held.filter(({ wasVisited }) => wasVisited).map(({ id }) => id);
  await uow.db.$executeRaw`DELETE FROM import_change WHERE target_id = ANY(${all}::uuid[])`;
  await uow.db.$executeRaw`DELETE FROM resident_merge WHERE kept_id = ANY(${all}::uuid[]) OR left_id = ANY(${all}::uuid[])`;
  await removeParts(uow, visited);
  await uow.db.$executeRaw`
    UPDATE resident SET erased_at = now(), name = '—', pinyin = '', initials = '', sex = 'unknown', born_on = NULL, cell = NULL, source = NULL, external_id = NULL,
      languages = '{}', visit_from = NULL, visit_until = NULL, needs_two = false, visitor_sex = NULL, visitor_skills = '{}', position_quality = 'unplaced',
      responsible_id = NULL, deputy_id = NULL, key_care_since = NULL, proposed_by = NULL, decided_by = NULL, risk = 'general', risk_rules = '{}',
      is_risk_overridden = false, register_number = 'X' || translate(left(id::text, 31), '-', ''), version = version + 1
    WHERE id = ANY(${visited}::uuid[])`;
  await uow.db.$executeRaw`DELETE FROM resident WHERE id = ANY(${all.filter((id) => !visited.includes(id))}::uuid[])`;
  return held.map(({ id, areaCode, line }) => ({ id, areaCode, line }));
}

const WHOSE = Prisma.sql`id, area_code AS "areaCode", line, EXISTS (SELECT FROM visit_event e WHERE e.resident_id = resident.id) AS "wasVisited"`;

export const forgetLeft = async (uow: UnitOfWork, before: Date, most: number): Promise<GoneResident[]> =>
  forgotten(
    uow,
    await uow.db.$queryRaw`
    SELECT ${WHOSE} FROM resident WHERE state = 'left' AND erased_at IS NULL AND left_on < ${before}::date ORDER BY id LIMIT ${most} FOR UPDATE SKIP LOCKED`,
  );

export const forgetDeclined = async (uow: UnitOfWork, before: Date, most: number): Promise<GoneResident[]> =>
  forgotten(
    uow,
    await uow.db.$queryRaw`
    SELECT ${WHOSE} FROM resident WHERE state = 'declined' AND erased_at IS NULL AND decided_at < ${before} ORDER BY id LIMIT ${most} FOR UPDATE SKIP LOCKED`,
  );

export const forgetWaiting = async (uow: UnitOfWork, before: Date, most: number): Promise<GoneResident[]> =>
  forgotten(
    uow,
    await uow.db.$queryRaw`
    SELECT ${WHOSE} FROM resident WHERE state = 'proposed' AND proposed_at < ${before} ORDER BY id LIMIT ${most} FOR UPDATE SKIP LOCKED`,
  );
