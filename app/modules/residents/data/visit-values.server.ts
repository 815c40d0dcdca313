import { openValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { contactPlaceOf, sealedPlaceOf } from "./resident-sealed.server";

/** What whoever visits somebody must know of them, still closed where it is sealed. */
export interface VisitRow {
  readonly id: string;
  readonly name: string;
  readonly line: string;
  readonly areaCode: string;
  readonly cell: string | null;
  readonly bornOn: CalendarDay | null;
  readonly sex: string;
  readonly languages: readonly string[];
  readonly positionQuality: string;
  readonly risk: string;
  readonly needsTwo: boolean;
  readonly visitFrom: number | null;
  readonly visitUntil: number | null;
  readonly categories: readonly string[];
  readonly consents: readonly string[];
  /** whether it was taken back that the position may be used */
  readonly isPositionWithdrawn: boolean;
  readonly sealed: readonly { readonly id: string; readonly kind: string; readonly cipher: string }[];
  readonly contacts: readonly {
    readonly id: string;
    readonly name: string;
    readonly relation: string;
    readonly cipher: string;
  }[];
}

export const visitRows = ({ db }: UnitOfWork, ids: readonly string[], day: CalendarDay): Promise<VisitRow[]> => db.$queryRaw<
  VisitRow[]
>`
  WITH whom AS MATERIALIZED (SELECT unnest(${[...ids]}::uuid[]) AS id),
    kept AS (SELECT s.resident_id, json_agg(json_build_object('id', s.id, 'kind', s.kind, 'cipher', s.cipher)) AS parts FROM resident_sensitive s
      WHERE s.resident_id IN (SELECT id FROM whom) AND s.kind IN ('address', 'phone', 'access-note', 'home-position') GROUP BY 1),
    called AS (SELECT c.resident_id, json_agg(json_build_object('id', c.id, 'name', c.name, 'relation', c.relation, 'cipher', c.phone_cipher) ORDER BY c.rank) AS parts
      FROM resident_contact c WHERE c.resident_id IN (SELECT id FROM whom) GROUP BY 1),
    categories AS (SELECT c.resident_id, array_agg(c.category ORDER BY c.category) AS parts FROM resident_category c
      WHERE c.resident_id IN (SELECT id FROM whom) AND c.valid_from <= ${day}::date AND (c.valid_to IS NULL OR c.valid_to > ${day}::date) GROUP BY 1),
    agreed AS (SELECT c.resident_id, array_agg(DISTINCT c.scope) FILTER (WHERE c.withdrawn_on IS NULL OR c.withdrawn_on > ${day}::date) AS parts,
        bool_or(c.scope = 'position') AND NOT bool_or(c.scope = 'position' AND (c.withdrawn_on IS NULL OR c.withdrawn_on > ${day}::date)) AS withdrawn
      FROM resident_consent c WHERE c.resident_id IN (SELECT id FROM whom) AND c.given_on <= ${day}::date GROUP BY 1)
  SELECT r.id, r.name, r.line, r.area_code AS "areaCode", r.cell, r.born_on::text AS "bornOn", r.sex, r.languages, r.position_quality AS "positionQuality", r.risk,
    r.needs_two AS "needsTwo", r.visit_from AS "visitFrom", r.visit_until AS "visitUntil", COALESCE(g.parts, '{}') AS categories, COALESCE(a.parts, '{}') AS consents,
    COALESCE(a.withdrawn, false) AS "isPositionWithdrawn", COALESCE(k.parts, '[]') AS sealed, COALESCE(c.parts, '[]') AS contacts
  FROM resident r LEFT JOIN kept k ON k.resident_id = r.id LEFT JOIN called c ON c.resident_id = r.id LEFT JOIN categories g ON g.resident_id = r.id
    LEFT JOIN agreed a ON a.resident_id = r.id
  WHERE r.id IN (SELECT id FROM whom) AND r.erased_at IS NULL`;

/** The value; null where there is none of this kind, or where it does not open. */
export function openedOf({ sealed }: VisitRow, kind: string): string | null {
  const row = sealed.find((one) => one.kind === kind);
  return row ? unlessUnopened(() => openValue(row.cipher, sealedPlaceOf(row.id))) : null;
}

export const openedPhone = ({ id, cipher }: VisitRow["contacts"][number]): string | null =>
  unlessUnopened(() => openValue(cipher, contactPlaceOf(id)));
