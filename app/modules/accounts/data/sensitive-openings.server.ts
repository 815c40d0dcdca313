import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { VISIT_ASSIGNED } from "../domain/sensitive-field";

export interface OpeningRow {
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly field: string;
  readonly line: string;
  readonly areaCode: string;
  readonly reason: string;
  readonly noteId: string | null;
  readonly isUnusual: boolean;
  readonly howMany: number;
}

/** How many values this person opened in the last hour; the next opening of theirs waits until this unit of work ends. */
export async function openingsOfLastHour(uow: UnitOfWork, personId: string): Promise<number> {
  await uow.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`sensitive-opening ${personId}`}, 0))`;
  const [row] = await uow.db.$queryRaw<{ openings: number }[]>`
    SELECT COALESCE(sum(how_many), 0)::int AS openings FROM sensitive_opening
    WHERE person_id = ${personId}::uuid AND opened_at > now() - interval '1 hour' AND reason <> ${VISIT_ASSIGNED}`;
  return row?.openings ?? 0;
}

/** The server says when. */
export async function insertOpening(uow: UnitOfWork, opening: OpeningRow): Promise<string> {
  const id = newId();
  const { subjectKind, subjectId, field, line, areaCode, reason, noteId, isUnusual, howMany } = opening;
  await uow.db.$executeRaw`
    INSERT INTO sensitive_opening (id, person_id, subject_kind, subject_id, field, line, area_code, reason, note_id, is_unusual, how_many)
    VALUES (${id}::uuid, ${uow.actor.personId}::uuid, ${subjectKind}, ${subjectId}::uuid, ${field}, ${line}, ${areaCode}, ${reason}, ${noteId}, ${isUnusual}, ${howMany})`;
  return id;
}

interface OneOfMany {
  readonly subjectId: string;
  readonly line: string;
  readonly areaCode: string;
  readonly howMany: number;
}

/** Those of many that the same person has not on record since a moment, written in one go; two at once write them once. */
export async function insertOpeningsOnce(
  { db, actor }: UnitOfWork,
  said: { readonly subjectKind: string; readonly field: string; readonly reason: string; readonly since: Date },
  openings: readonly OneOfMany[],
): Promise<string[]> {
  if (openings.length === 0) return [];
  const { subjectKind, field, reason, since } = said;
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`openings-once ${reason} ${actor.personId}`}, 0))`;
  const rows = await db.$queryRaw<{ subjectId: string }[]>`
    INSERT INTO sensitive_opening (id, person_id, subject_kind, subject_id, field, line, area_code, reason, how_many)
    SELECT n.id, ${actor.personId}::uuid, ${subjectKind}, n."subjectId", ${field}, n.line, n."areaCode", ${reason}, n."howMany"
    FROM json_to_recordset(${JSON.stringify(openings.map((one) => ({ id: newId(), ...one })))}::json) AS n (id uuid, "subjectId" uuid, line text, "areaCode" text, "howMany" int)
    WHERE NOT EXISTS (SELECT 1 FROM sensitive_opening o WHERE o.person_id = ${actor.personId}::uuid AND o.subject_id = n."subjectId" AND o.reason = ${reason} AND o.opened_at >= ${since})
    RETURNING subject_id AS "subjectId"`;
  return rows.map(({ subjectId }) => subjectId);
}

/** On which of these days somebody opened what of whom, for one reason. */
export const openingsBetween = (
  { db }: UnitOfWork,
  personId: string,
  reason: string,
  subjectIds: readonly string[],
  from: Date,
): Promise<{ subjectId: string; at: Date }[]> => db.$queryRaw`
  SELECT subject_id AS "subjectId", opened_at AS at FROM sensitive_opening
  WHERE person_id = ${personId}::uuid AND reason = ${reason} AND subject_id = ANY(${[...subjectIds]}::uuid[]) AND opened_at >= ${from}`;

export interface PastOpening {
  readonly id: string;
  readonly at: string;
  readonly personName: string | null;
  readonly field: string;
  readonly reason: string;
  readonly noteId: string | null;
  readonly isUnusual: boolean;
}

/** Who opened what of one subject, the newest first. */
export async function openingsOf(uow: UnitOfWork, subjectId: string, most: number): Promise<PastOpening[]> {
  const rows = await uow.db.$queryRaw<(Omit<PastOpening, "at"> & { at: Date })[]>`
    SELECT o.id, o.opened_at AS at, n.name AS "personName", o.field, o.reason, o.note_id AS "noteId", o.is_unusual AS "isUnusual"
    FROM sensitive_opening o LEFT JOIN LATERAL (SELECT name FROM staff_names(ARRAY[o.person_id])) n ON true
    WHERE o.subject_id = ${subjectId}::uuid ORDER BY o.opened_at DESC LIMIT ${most}`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
