import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

export interface EmergencyRow {
  readonly id: string;
  readonly personId: string;
  /** null = deleted since */
  readonly personName: string | null;
  readonly line: string;
  readonly areaCode: string;
  readonly reason: string;
  readonly openedAt: string;
  readonly expiresAt: string;
  readonly finding: string | null;
  readonly reviewedBy: string | null;
}

export async function insertEmergency(
  uow: UnitOfWork,
  wish: { line: string; areaCode: string; reason: string; openedAt: Date; expiresAt: Date },
): Promise<string> {
  const id = newId();
  await uow.db.emergencyAccess.create({ data: { id, personId: uow.actor.personId!, ...wish } });
  return id;
}

/** Openings the actor sees (their own, and those of areas they administer): what waits for a review first, then the newest. */
export const listEmergencies = (uow: UnitOfWork, most: number): Promise<EmergencyRow[]> =>
  uow.db.$queryRaw`
    SELECT e.id, e.person_id AS "personId", n.name AS "personName", e.line, e.area_code AS "areaCode", e.reason,
      to_char(e.opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "openedAt",
      to_char(e.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "expiresAt",
      e.finding, (SELECT r.name FROM staff_names(ARRAY[e.reviewed_by]) r) AS "reviewedBy"
    FROM emergency_access e LEFT JOIN LATERAL (SELECT s.name FROM staff_names(ARRAY[e.person_id]) s) n ON true
    ORDER BY e.finding IS NOT NULL, e.opened_at DESC, e.id LIMIT ${most}`;

export interface Reviewed {
  readonly personId: string;
  readonly line: string;
  readonly areaCode: string;
}

/** Notes the finding of another person, once; null where there is nothing of that id to review. */
export async function reviewEmergencyOnce(
  uow: UnitOfWork,
  id: string,
  finding: "justified" | "not-justified",
  at: Date,
): Promise<Reviewed | null> {
  const [row] = await uow.db.$queryRaw<Reviewed[]>`
    UPDATE emergency_access SET finding = ${finding}, reviewed_by = ${uow.actor.personId}::uuid, reviewed_at = ${at}
    WHERE id = ${id}::uuid AND finding IS NULL AND person_id <> ${uow.actor.personId}::uuid
    RETURNING person_id AS "personId", line, area_code AS "areaCode"`;
  return row ?? null;
}

/** Openings that wait for this actor's review. */
export async function countToReview(uow: UnitOfWork): Promise<number> {
  const [row] = await uow.db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM emergency_access WHERE finding IS NULL AND person_id <> ${uow.actor.personId}::uuid`;
  return row?.n ?? 0;
}
