import { v7 as newId } from "uuid";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { sealValue } from "~/platform/sealed-value.server";
import { spokenName } from "~/platform/spoken-name.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Additions, Face } from "../domain/resident-import-value";
import { isLookedUp, type SealedField } from "../domain/resident";
import { contactPlaceOf, residentIndexOf, sealedPlaceOf } from "./resident-sealed.server";

/** A file to be written whole: who it is of, what stands in clear, and what is new. */
export interface FileToWrite {
  readonly id: string;
  readonly face: Face;
  readonly source: string;
  readonly added: Additions;
  readonly isNew: boolean;
}

/** Rows that were added to files, so that they can be taken away again. */
export interface AddedParts {
  readonly parts: readonly string[];
}

const faceColumns = ({ face: { card, ...face }, id, source }: FileToWrite) => ({
  ...{ id, source, ...face, ...spokenName(card.name) },
  ...card,
});

const facesOf = (sql: BulkSql, rows: readonly object[]) => sql`
  jsonb_to_recordset(${sql.json(rows as never)}) AS n (id uuid, source text, "externalId" text, name text, pinyin text, initials text, sex text, "bornOn" date, line text, "areaCode" text, cell text,
     languages text[], "visitFrom" int, "visitUntil" int, "needsTwo" boolean, "visitorSex" text, "visitorSkills" text[], "responsibleId" uuid, "deputyId" uuid,
     "positionQuality" text)`;

/** Holds the files an import changes, in one order; those that somebody changed or removed since it looked are told by their ids. */
export async function holdFiles(
  sql: BulkSql,
  files: readonly { readonly id: string; readonly changedAt: string }[],
): Promise<string[]> {
  if (files.length === 0) return [];
  const rows = await sql<{ id: string }[]>`
    SELECT id FROM resident WHERE id = ANY(${files.map(({ id }) => id)}::uuid[]) ORDER BY id FOR UPDATE`;
  if (rows.length < files.length) return files.map(({ id }) => id).filter((id) => !rows.some((row) => row.id === id));
  const moved = await sql<{ id: string }[]>`
    SELECT n.id FROM jsonb_to_recordset(${sql.json(files as never)}) AS n (id uuid, "changedAt" timestamptz) JOIN resident r ON r.id = n.id
    WHERE r.updated_at <> n."changedAt"`;
  return moved.map(({ id }) => id);
}

/** New files with the register's next numbers, and what stands in clear of known ones. */
export async function writeFaces(
  sql: BulkSql,
  cityCode: string,
  by: string | null,
  files: readonly FileToWrite[],
  at: string,
  day: CalendarDay,
): Promise<void> {
  const fresh = files.filter(({ isNew }) => isNew).map(faceColumns);
  const known = files.filter(({ isNew }) => !isNew).map(faceColumns);
  if (fresh.length > 0)
    await sql`
      INSERT INTO resident (id, city_code, register_number, state, source, external_id, name, pinyin, initials, sex, born_on, line, area_code, cell,
        languages, visit_from, visit_until, needs_two, visitor_sex, visitor_skills, responsible_id, deputy_id, position_quality,
        proposed_by, proposed_at, decided_by, decided_at, registered_on, created_at, updated_at)
      SELECT n.id, ${cityCode}, 'R' || lpad(nextval('resident_number')::text, 7, '0'), 'registered', CASE WHEN n."externalId" IS NULL THEN NULL ELSE n.source END, n."externalId",
        n.name, n.pinyin, n.initials, n.sex, n."bornOn", n.line, n."areaCode", n.cell, n.languages, n."visitFrom", n."visitUntil", n."needsTwo", n."visitorSex",
        n."visitorSkills", n."responsibleId", n."deputyId", n."positionQuality", ${by}::uuid, ${at}::timestamptz, ${by}::uuid, ${at}::timestamptz,
        ${day}::date, ${at}::timestamptz, ${at}::timestamptz
      FROM ${facesOf(sql, fresh)}`;
  if (known.length > 0)
    await sql`
      UPDATE resident SET source = CASE WHEN n."externalId" IS NULL THEN resident.source ELSE COALESCE(resident.source, n.source) END, external_id = n."externalId",
        name = n.name, pinyin = n.pinyin, initials = n.initials, sex = n.sex, born_on = n."bornOn", area_code = n."areaCode", cell = n.cell,
        languages = n.languages, needs_two = n."needsTwo", responsible_id = n."responsibleId", deputy_id = n."deputyId",
        position_quality = n."positionQuality", updated_at = ${at}::timestamptz, version = version + 1
      FROM ${facesOf(sql, known)} WHERE resident.id = n.id`;
}

/** Seals values for their own rows; false where an identity number has been given to somebody else since. */
export async function writeSealed(
  sql: BulkSql,
  by: string | null,
  values: readonly { readonly residentId: string; readonly kind: SealedField; readonly value: string }[],
  at: string,
): Promise<boolean> {
  if (values.length === 0) return true;
  const rows = values.map(({ residentId, kind, value }) => {
    const id = newId();
    return {
      id,
      residentId,
      kind,
      cipher: sealValue(value, sealedPlaceOf(id)),
      index: isLookedUp(kind) ? residentIndexOf(kind, value) : null,
    };
  });
  const given = sql`jsonb_to_recordset(${sql.json(rows as never)}) AS n (id uuid, "residentId" uuid, kind text, cipher text, index text)`;
  await sql`DELETE FROM resident_sensitive s USING ${given} WHERE s.resident_id = n."residentId" AND s.kind = n.kind`;
  const inserted = await sql`
    INSERT INTO resident_sensitive (id, resident_id, kind, cipher, blind_index, changed_at, changed_by)
    SELECT n.id, n."residentId", n.kind, n.cipher, n.index, ${at}::timestamptz, ${by}::uuid FROM ${given}
    ON CONFLICT (blind_index) WHERE kind = 'identity-number' DO NOTHING`;
  return inserted.count === rows.length;
}

/** Categories, assessments, contacts and consents that are new; their ids by file. */
export async function writeParts(
  sql: BulkSql,
  by: string | null,
  files: readonly FileToWrite[],
): Promise<ReadonlyMap<string, AddedParts>> {
  const ids = new Map<string, string[]>();
  const keyed = (residentId: string): { readonly id: string; readonly residentId: string } => {
    const id = newId();
    ids.set(residentId, [...(ids.get(residentId) ?? []), id]);
    return { id, residentId };
  };
  const rowsOf = <T extends object>(of: (added: Additions) => readonly T[]) =>
    files.flatMap(({ id, added }) => of(added).map((part) => ({ ...part, ...keyed(id) })));
  const given = (rows: readonly object[]) => sql.json(rows as never);
  const categories = rowsOf(({ categories: all }) => all);
  if (categories.length > 0)
    await sql`
      INSERT INTO resident_category (id, resident_id, category, valid_from)
      SELECT id, "residentId", category, "from" FROM jsonb_to_recordset(${given(categories)}) AS n (id uuid, "residentId" uuid, category text, "from" date)`;
  const assessments = rowsOf(({ assessment }) => (assessment ? [assessment] : []));
  if (assessments.length > 0)
    await sql`
      INSERT INTO resident_assessment (id, resident_id, grade, assessed_on, expires_on)
      SELECT id, "residentId", grade, "assessedOn", "expiresOn"
      FROM jsonb_to_recordset(${given(assessments)}) AS n (id uuid, "residentId" uuid, grade int, "assessedOn" date, "expiresOn" date)
      ON CONFLICT (resident_id, assessed_on) DO UPDATE SET grade = excluded.grade, expires_on = excluded.expires_on`;
  const contacts = rowsOf(({ contacts: all }) => all).map(({ phone, ...contact }) => ({
    ...{ ...contact, cipher: sealValue(phone, contactPlaceOf(contact.id)) },
  }));
  if (contacts.length > 0)
    await sql`
      INSERT INTO resident_contact (id, resident_id, name, relation, phone_cipher, rank)
      SELECT id, "residentId", name, relation, cipher, rank
      FROM jsonb_to_recordset(${given(contacts)}) AS n (id uuid, "residentId" uuid, name text, relation text, cipher text, rank int)`;
  const consents = rowsOf(({ consents: all }) => all);
  if (consents.length > 0)
    await sql`
      INSERT INTO resident_consent (id, resident_id, scope, given_on, given_by, how, recorded_by)
      SELECT id, "residentId", scope, "givenOn", "givenBy", 'paper', ${by}::uuid
      FROM jsonb_to_recordset(${given(consents)}) AS n (id uuid, "residentId" uuid, scope text, "givenOn" date, "givenBy" text)`;
  return new Map([...ids].map(([id, parts]) => [id, { parts }]));
}
