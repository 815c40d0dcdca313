import { createHash } from "node:crypto";
import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { SealedRecord } from "../domain/care-record";

export interface RefusedRow {
  readonly record: SealedRecord;
  readonly why: string;
  /** null = the record does not say */
  readonly cityCode: string | null;
  readonly authorId: string | null;
  readonly residentId: string | null;
}

const hashOf = ({ keyId, enc, text }: SealedRecord): string =>
  createHash("sha256").update(`${keyId}.${enc}.${text}`).digest("hex");

/** Kept as they came, once each; where they belong is where the resident does, or whoever hands them in. */
export const keepRefusals = ({ db, actor }: UnitOfWork, refused: readonly RefusedRow[]): Promise<number> => {
  const all = refused.map(({ record, ...row }) => ({ ...row, ...record, newId: newId(), sentHash: hashOf(record) }));
  const rows = [...new Map(all.map((row) => [`${row.id} ${row.sentHash}`, row])).values()];
  return db.$executeRaw`
    INSERT INTO care_refusal (id, record_id, kind, key_id, enc, text, sent_hash, why, city_code, line, area_code, author_id, resident_id, uploader_id)
    SELECT n."newId", n.id, n.kind, n."keyId", n.enc, n.text, n."sentHash", n.why, c.code, COALESCE(r.line, NULLIF(p.line, ''), 'civil-affairs'),
      COALESCE(r.area_code, CASE WHEN starts_with(p.area_code, c.code) THEN p.area_code END, c.code), n."authorId", r.id, ${actor.personId}::uuid
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS n ("newId" uuid, id uuid, kind text, "keyId" text, enc text, text text, "sentHash" text, why text,
        "cityCode" text, "authorId" uuid, "residentId" uuid)
      LEFT JOIN resident r ON r.id = n."residentId" AND r.erased_at IS NULL LEFT JOIN person p ON p.id = ${actor.personId}::uuid
      CROSS JOIN LATERAL (SELECT code FROM city WHERE code IN (r.city_code, n."cityCode", left(p.area_code, 4)) OR p.area_code = ''
        ORDER BY code = r.city_code DESC NULLS LAST, code = n."cityCode" DESC NULLS LAST, code LIMIT 1) c
    ON CONFLICT (record_id, sent_hash) DO UPDATE SET why = excluded.why`;
};

/** What was refused once and is taken now waits for nobody any more. */
export const acceptRefusals = ({ db }: UnitOfWork, recordIds: readonly string[]): Promise<number> => db.$executeRaw`
  UPDATE care_refusal SET accepted_at = now() WHERE record_id = ANY(${[...recordIds]}::uuid[]) AND accepted_at IS NULL`;

export interface RefusedRecord {
  readonly id: string;
  readonly recordId: string;
  readonly kind: string;
  readonly why: string;
  readonly areaCode: string;
  readonly residentId: string | null;
  readonly authorId: string | null;
  readonly uploaderId: string;
  readonly receivedAt: string;
}

/** What was not accepted in an area and still is not, the newest first. */
export const refusalsIn = ({ db }: UnitOfWork, cityCode: string, areaCode: string, most: number): Promise<RefusedRecord[]> =>
  db.$queryRaw<RefusedRecord[]>`
  SELECT id, record_id AS "recordId", kind, why, area_code AS "areaCode", resident_id AS "residentId", author_id AS "authorId", uploader_id AS "uploaderId",
    to_char(received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "receivedAt"
  FROM care_refusal WHERE city_code = ${cityCode} AND starts_with(area_code, ${areaCode}) AND accepted_at IS NULL ORDER BY received_at DESC, id LIMIT ${most}`;
