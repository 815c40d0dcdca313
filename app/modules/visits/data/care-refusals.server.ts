import { createHash } from "node:crypto";
import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";
import type { SealedRecord } from "../domain/care-record";
import { NEVER_KEPT } from "../domain/refused-record";

export interface RefusedRow {
  readonly record: SealedRecord;
  readonly why: string;
  /** nothing is kept but that it came: size, hash, when and by whom */
  readonly isFactOnly: boolean;
  /** null = the record does not say */
  readonly cityCode: string | null;
  readonly authorId: string | null;
  readonly residentId: string | null;
  /** the visit a photo or a position names */
  readonly visitId: string | null;
  /** by the phone's clock; milliseconds */
  readonly sentAt: number;
}

export const hashOfSent = ({ keyId, enc, text }: Pick<SealedRecord, "keyId" | "enc" | "text">): string =>
  createHash("sha256").update(`${keyId}.${enc}.${text}`).digest("hex");
const bytesOf = ({ enc, text }: Pick<SealedRecord, "enc" | "text">): number => enc.length + text.length;

/** A row as it was really written. */
export interface WrittenRefusal {
  readonly id: string;
  readonly recordId: string;
  readonly sentHash: string;
  readonly cityCode: string;
  readonly line: Line;
  readonly areaCode: string;
  readonly residentId: string | null;
  /** neither taken in nor laid aside */
  readonly isOpen: boolean;
}

/** Kept once each; where they belong is where the resident does, or whoever hands them in. What belongs nowhere is not written. */
export async function keepRefusals({ db, actor }: UnitOfWork, refused: readonly RefusedRow[]): Promise<WrittenRefusal[]> {
  const all = refused.map(({ record, isFactOnly, sentAt, ...row }) => ({
    ...{ ...row, id: record.id, kind: record.kind, newId: newId(), sentHash: hashOfSent(record), bytes: bytesOf(record) },
    ...(isFactOnly ? { keyId: null, enc: null, text: null } : { keyId: record.keyId, enc: record.enc, text: record.text }),
    sentAt: new Date(sentAt).toISOString(),
  }));
  const rows = [...new Map(all.map((row) => [`${row.id} ${row.sentHash}`, row])).values()];
  return db.$queryRaw<WrittenRefusal[]>`
    INSERT INTO care_refusal (id, record_id, kind, key_id, enc, text, bytes, sent_hash, why, city_code, line, area_code, author_id, resident_id, visit_id, sent_at, uploader_id)
    SELECT n."newId", n.id, n.kind, n."keyId", n.enc, n.text, n.bytes, n."sentHash", n.why, c.code, COALESCE(r.line, NULLIF(p.line, ''), 'civil-affairs'),
      COALESCE(r.area_code, CASE WHEN starts_with(p.area_code, c.code) THEN p.area_code END, c.code), n."authorId", r.id, n."visitId", n."sentAt", ${actor.personId}::uuid
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS n ("newId" uuid, id uuid, kind text, "keyId" text, enc text, text text, bytes int, "sentHash" text, why text,
        "cityCode" text, "authorId" uuid, "residentId" uuid, "visitId" uuid, "sentAt" timestamptz)
      LEFT JOIN resident r ON r.erased_at IS NULL AND r.id = COALESCE(n."residentId", (SELECT e.resident_id FROM visit_event e WHERE e.client_id = n."visitId"),
        (SELECT o.resident_id FROM care_refusal o WHERE o.record_id = n."visitId" AND o.resident_id IS NOT NULL LIMIT 1))
      LEFT JOIN person p ON p.id = ${actor.personId}::uuid
      CROSS JOIN LATERAL (SELECT code FROM city WHERE code IN (r.city_code, n."cityCode", left(p.area_code, 4)) OR p.area_code = ''
        ORDER BY code = r.city_code DESC NULLS LAST, code = n."cityCode" DESC NULLS LAST, code LIMIT 1) c
    ON CONFLICT (record_id, sent_hash) DO UPDATE SET why = excluded.why,
      (key_id, enc, text) = (SELECT care_refusal.key_id, care_refusal.enc, care_refusal.text WHERE excluded.why <> ALL(${NEVER_KEPT}))
    RETURNING id, record_id AS "recordId", sent_hash AS "sentHash", city_code AS "cityCode", line, area_code AS "areaCode", resident_id AS "residentId",
      accepted_at IS NULL AND laid_aside_at IS NULL AS "isOpen"`;
}

export interface KeptRefusal {
  readonly recordId: string;
  readonly sentHash: string;
  readonly isWhole: boolean;
}

/** Which of these were refused before, in the very words that came now. */
export const refusedBefore = ({ db }: UnitOfWork, records: readonly SealedRecord[]): Promise<KeptRefusal[]> =>
  db.$queryRaw<KeptRefusal[]>`
  SELECT record_id AS "recordId", sent_hash AS "sentHash", text IS NOT NULL AS "isWhole" FROM care_refusal
  WHERE record_id = ANY(${records.map(({ id }) => id)}::uuid[]) AND sent_hash = ANY(${records.map(hashOfSent)})`;

export interface KeptToday {
  readonly records: number;
  readonly bytes: number;
  readonly facts: number;
}

/** What one person's handing in left here within a day. */
export async function keptToday({ db, actor }: UnitOfWork): Promise<KeptToday> {
  const [row] = await db.$queryRaw<KeptToday[]>`
    SELECT count(*) FILTER (WHERE text IS NOT NULL)::int AS records, COALESCE(sum(bytes) FILTER (WHERE text IS NOT NULL), 0)::float8 AS bytes,
      count(*) FILTER (WHERE text IS NULL)::int AS facts
    FROM care_refusal WHERE uploader_id = ${actor.personId}::uuid AND received_at > now() - interval '1 day'`;
  return row!;
}

export interface SettledRefusal {
  readonly id: string;
  readonly cityCode: string;
}

/** What was refused once and is taken now waits for nobody any more: its copy goes, for the record itself is here. */
export async function acceptRefusals(
  { db }: UnitOfWork,
  taken: readonly SealedRecord[],
  by: string | null = null,
): Promise<SettledRefusal[]> {
  const rows = taken.map((record) => ({ id: record.id, sentHash: hashOfSent(record) }));
  return db.$queryRaw<SettledRefusal[]>`
    UPDATE care_refusal c SET accepted_at = now(), accepted_by = ${by}::uuid, key_id = NULL, enc = NULL, text = NULL, laid_aside_at = NULL, laid_aside_by = NULL, laid_aside_why = NULL
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS n (id uuid, "sentHash" text)
    WHERE c.record_id = n.id AND c.sent_hash = n."sentHash" AND c.accepted_at IS NULL
    RETURNING c.id, c.city_code AS "cityCode"`;
}

/** How a refused record ended, and by whom; null = it waits. One that is gone has ended. */
export async function endOfRefusal(
  { db }: UnitOfWork,
  id: string,
): Promise<{ readonly how: "taken-in" | "laid-aside"; readonly personId: string | null; readonly at: Date | null } | null> {
  const row = await db.careRefusal.findUnique({ where: { id } });
  if (!row) return { how: "laid-aside", personId: null, at: null };
  if (row.acceptedAt) return { how: "taken-in", personId: row.acceptedBy, at: row.acceptedAt };
  return row.laidAsideAt && { how: "laid-aside", personId: row.laidAsideBy, at: row.laidAsideAt };
}

/** Judged again, and refused again, it may be for another reason; what was not agreed to is let go. */
export const retellRefusal = ({ db }: UnitOfWork, id: string, why: string): Promise<number> => db.$executeRaw`
  UPDATE care_refusal c SET why = ${why}, (key_id, enc, text) = (SELECT c.key_id, c.enc, c.text WHERE ${why} <> ALL(${NEVER_KEPT})) WHERE id = ${id}::uuid`;
