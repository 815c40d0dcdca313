import type { BulkSql } from "~/platform/bulk-copy.server";
import { openValue, unlessUnopened } from "~/platform/sealed-value.server";
import { spokenName } from "~/platform/spoken-name.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { ComparedFile } from "../domain/resident-import-value";
import type { ComparedResident } from "../domain/resident-likeness";
import type { ResidentState, SealedField } from "../domain/resident";
import { contactPlaceOf, residentIndexOf, sealedPlaceOf } from "./resident-sealed.server";

/** A file as an import meets it: what stands there, values opened, and when it was last changed. */
export interface KnownResident extends ComparedFile {
  readonly id: string;
  readonly state: ResidentState;
  readonly changedAt: string;
}

type Row = Omit<KnownResident, "sealed" | "contacts"> & {
  readonly values: readonly { readonly id: string; readonly kind: SealedField; readonly cipher: string }[];
  readonly people: readonly { readonly id: string; readonly name: string; readonly cipher: string; readonly rank: number }[];
};

export async function knownResidents(sql: BulkSql, cityCode: string, ids: readonly string[]): Promise<KnownResident[]> {
  if (ids.length === 0) return [];
  const rows = await sql<Row[]>`
    SELECT r.id, r.state, r.external_id AS "externalId", r.responsible_id AS "responsibleId", r.deputy_id AS "deputyId",
      r.position_quality AS "positionQuality", r.updated_at::text AS "changedAt",
      jsonb_build_object('name', r.name, 'sex', r.sex, 'bornOn', r.born_on::text, 'line', r.line, 'areaCode', r.area_code, 'cell', r.cell,
        'languages', r.languages, 'visitFrom', r.visit_from, 'visitUntil', r.visit_until, 'needsTwo', r.needs_two,
        'visitorSex', r.visitor_sex, 'visitorSkills', r.visitor_skills) AS card,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', s.id, 'kind', s.kind, 'cipher', s.cipher)) FROM resident_sensitive s WHERE s.resident_id = r.id), '[]') AS values,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('category', c.category, 'from', c.valid_from, 'to', c.valid_to)) FROM resident_category c WHERE c.resident_id = r.id), '[]') AS categories,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('grade', a.grade, 'assessedOn', a.assessed_on, 'expiresOn', a.expires_on)) FROM resident_assessment a WHERE a.resident_id = r.id), '[]') AS assessments,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'cipher', p.phone_cipher, 'rank', p.rank)) FROM resident_contact p WHERE p.resident_id = r.id), '[]') AS people,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('scope', n.scope, 'givenOn', n.given_on, 'withdrawnOn', n.withdrawn_on)) FROM resident_consent n WHERE n.resident_id = r.id), '[]') AS consents
    FROM resident r WHERE r.city_code = ${cityCode} AND r.id = ANY(${[...ids]}::uuid[])`;
  return rows.map(({ values, people, ...row }) => ({
    ...row,
    sealed: Object.fromEntries(
      values.flatMap(({ id, kind, cipher }) => {
        const plain = unlessUnopened(() => openValue(cipher, sealedPlaceOf(id)));
        return plain === null ? [] : [[kind, plain]];
      }),
    ),
    contacts: people.map(({ id, name, cipher, rank }) => ({
      ...{ name, rank, phone: unlessUnopened(() => openValue(cipher, contactPlaceOf(id))) ?? "" },
    })),
  }));
}

/** Whose these identity numbers are, among the files whoever asks may see: by number. */
export async function residentsOfNumbers(
  sql: BulkSql,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly cityCode: string }>> {
  const numberOf = new Map(numbers.map((number) => [residentIndexOf("identity-number", number), number]));
  const rows = await sql<{ index: string; id: string; cityCode: string }[]>`
    SELECT s.blind_index AS index, s.resident_id AS id, r.city_code AS "cityCode" FROM resident_sensitive s JOIN resident r ON r.id = s.resident_id
    WHERE s.kind = 'identity-number' AND s.blind_index = ANY(${[...numberOf.keys()]})`;
  return new Map(rows.map(({ index, id, cityCode }) => [numberOf.get(index) ?? "", { id, cityCode }]));
}

export async function residentsOfKeys(
  sql: BulkSql,
  cityCode: string,
  source: string,
  externalIds: readonly string[],
  registerNumbers: readonly string[],
): Promise<{ readonly byExternal: ReadonlyMap<string, string>; readonly byNumber: ReadonlyMap<string, string> }> {
  const rows = await sql<{ id: string; externalId: string | null; registerNumber: string }[]>`
    SELECT id, CASE WHEN source = ${source} THEN external_id END AS "externalId", register_number AS "registerNumber" FROM resident
    WHERE city_code = ${cityCode} AND ((source = ${source} AND external_id = ANY(${[...externalIds]})) OR register_number = ANY(${[...registerNumbers]}))`;
  return {
    byExternal: new Map(rows.flatMap(({ id, externalId }) => (externalId === null ? [] : [[externalId, id]]))),
    byNumber: new Map(rows.map(({ id, registerNumber }) => [registerNumber, id])),
  };
}

export interface NamedResident extends ComparedResident {
  readonly id: string;
  readonly spoken: string;
  readonly hasNumber: boolean;
}

/** Files that may be these people's by name, day of birth and place; how the name is spoken tells who is meant. */
export const residentsLike = (sql: BulkSql, cityCode: string, people: readonly ComparedResident[]): Promise<NamedResident[]> =>
  sql<NamedResident[]>`
    SELECT DISTINCT r.id, r.name, r.born_on::text AS "bornOn", r.area_code AS "areaCode", r.pinyin AS spoken,
      EXISTS (SELECT FROM resident_sensitive s WHERE s.resident_id = r.id AND s.kind = 'identity-number') AS "hasNumber"
    FROM jsonb_to_recordset(${sql.json(
      people.map(({ name, bornOn, areaCode }) => ({
        spoken: spokenName(name).pinyin,
        born: bornOn,
        street: areaCode.slice(0, 9),
      })) as never,
    )}) AS w (spoken text, born date, street text)
    JOIN resident r ON r.city_code = ${cityCode} AND r.pinyin = w.spoken AND r.merged_into IS NULL
      AND (r.born_on = w.born OR starts_with(r.area_code, w.street))`;

export interface KnownVisitor {
  readonly id: string;
  readonly name: string;
  readonly login: string | null;
  readonly areaCode: string;
}

export const visitorsKnown = (sql: BulkSql, cityCode: string, day: CalendarDay): Promise<KnownVisitor[]> =>
  sql<KnownVisitor[]>`SELECT id, name, login, area_code AS "areaCode" FROM visitors_known(${cityCode}, ${day}::date)`;
