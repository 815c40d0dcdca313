import { openValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { contactPlaceOf, sealedPlaceOf } from "./resident-sealed.server";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** The register's part of one resident's own file, still sealed where it is sealed: columns of ours by their names. */
export interface RegisterRecords {
  /** the file itself, then those that were merged into it */
  readonly files: Rows;
  readonly categories: Rows;
  readonly assessments: Rows;
  readonly riskSaid: Rows;
  readonly consents: Rows;
  readonly absences: Rows;
  readonly changes: Rows;
  readonly wishes: Rows;
  readonly stays: Rows;
  /** links of the contacts who may ask how the resident is, and what they reported */
  readonly contactConsents: Rows;
  readonly familyLinks: Rows;
  readonly familyReports: Rows;
  readonly merges: Rows;
}

/** A value of the file, closed: how many there are is counted before one of them is opened. */
export interface ClosedValue {
  readonly part: "values" | "contacts";
  readonly columns: Readonly<Record<string, unknown>>;
  /** null where it does not open */
  readonly open: () => string | null;
}

/** A file and those that were merged into it: they are one person's. */
export async function filesOfOne({ db }: UnitOfWork, id: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE one AS (SELECT ${id}::uuid AS id UNION SELECT r.id FROM resident r JOIN one ON r.merged_into = one.id) SELECT id FROM one ORDER BY id`;
  return rows.map((row) => row.id);
}

/** Null where the file was let go. */
export async function registerRecords({ db }: UnitOfWork, id: string, ids: readonly string[]): Promise<RegisterRecords | null> {
  const of = [...ids];
  const files = await db.$queryRaw<Rows>`
    SELECT r.id, r.register_number, r.name, r.sex, r.born_on::text, r.line, r.area_code, r.cell, r.languages, r.state, r.registered_on::text, r.left_on::text, r.left_reason,
      r.key_care_since::text, (SELECT name FROM person WHERE id = r.responsible_id) AS responsible, (SELECT name FROM person WHERE id = r.deputy_id) AS deputy, r.position_quality, r.visit_from, r.visit_until, r.needs_two, r.visitor_sex,
      r.visitor_skills, r.risk, r.is_risk_overridden, r.risk_on::text, r.source, r.external_id, (SELECT name FROM person WHERE id = r.proposed_by) AS proposed_by, r.proposed_at,
      (SELECT name FROM person WHERE id = r.decided_by) AS decided_by, r.decided_at, r.created_at, r.updated_at
    FROM resident r WHERE r.id = ANY(${of}::uuid[]) AND r.erased_at IS NULL ORDER BY r.id <> ${id}::uuid, r.id`;
  if (files[0]?.["id"] !== id) return null;
  return {
    files,
    categories: await db.$queryRaw<Rows>`
      SELECT category, valid_from::text, valid_to::text FROM resident_category WHERE resident_id = ANY(${of}::uuid[]) ORDER BY valid_from, id`,
    assessments: await db.$queryRaw<Rows>`
      SELECT grade, assessed_on::text, expires_on::text, standard FROM resident_assessment WHERE resident_id = ANY(${of}::uuid[]) ORDER BY assessed_on, id`,
    riskSaid: await db.$queryRaw<Rows>`
      SELECT o.risk, o.reason, (SELECT name FROM person WHERE id = o.said_by) AS said_by, o.said_at, o.valid_from::text, o.valid_to::text FROM resident_risk_override o
      WHERE o.resident_id = ANY(${of}::uuid[]) ORDER BY o.valid_from, o.id`,
    consents: await db.$queryRaw<Rows>`
      SELECT c.scope, c.given_on::text, c.withdrawn_on::text, c.given_by, c.how, (SELECT name FROM person WHERE id = c.recorded_by) AS recorded_by FROM resident_consent c
      WHERE c.resident_id = ANY(${of}::uuid[]) ORDER BY c.given_on, c.id`,
    absences: await db.$queryRaw<Rows>`
      SELECT kind, valid_from::text, valid_to::text FROM resident_absence WHERE resident_id = ANY(${of}::uuid[]) ORDER BY valid_from, id`,
    changes: await db.$queryRaw<Rows>`
      SELECT c.kind, c.happened_on::text, (SELECT name FROM person WHERE id = c.recorded_by) AS recorded_by, c.recorded_at FROM resident_change c
      WHERE c.resident_id = ANY(${of}::uuid[]) ORDER BY c.happened_on, c.id`,
    wishes: await db.$queryRaw<Rows>`
      SELECT w.wish, (SELECT name FROM person WHERE id = w.person_id) AS caregiver FROM resident_visitor_wish w WHERE w.resident_id = ANY(${of}::uuid[]) ORDER BY w.person_id`,
    stays: await db.$queryRaw<Rows>`
      SELECT valid_from::text, valid_to::text AS last_on, left_reason FROM resident_stay WHERE resident_id = ANY(${of}::uuid[]) ORDER BY valid_from, id`,
    contactConsents: await db.$queryRaw<Rows>`
      SELECT c.name AS contact, s.given_on::text, s.given_by, s.how, s.witness, (SELECT name FROM person WHERE id = s.recorded_by) AS recorded_by, s.recorded_at, s.ended_at, s.ended_why
      FROM contact_consent s JOIN resident_contact c ON c.id = s.contact_id WHERE c.resident_id = ANY(${of}::uuid[]) ORDER BY s.recorded_at, s.id`,
    familyLinks: await db.$queryRaw<Rows>`
      SELECT c.name AS contact, l.made_at, (SELECT name FROM person WHERE id = l.made_by) AS made_by, l.expires_at, l.ended_at, l.ended_why, l.openings, l.last_used_at
      FROM contact_link l JOIN resident_contact c ON c.id = l.contact_id WHERE l.resident_id = ANY(${of}::uuid[]) ORDER BY l.made_at, l.id`,
    familyReports: await db.$queryRaw<Rows>`
      SELECT relation, kind AS outcome, from_on::text, until_on::text, reported_at FROM family_report WHERE resident_id = ANY(${of}::uuid[]) ORDER BY reported_at, id`,
    merges: await db.$queryRaw<Rows>`
      SELECT k.register_number AS kept_number, l.register_number AS left_number, m.merged_at, (SELECT name FROM person WHERE id = m.merged_by) AS merged_by, m.undone_at, (SELECT name FROM person WHERE id = m.undone_by) AS undone_by
      FROM resident_merge m JOIN resident k ON k.id = m.kept_id JOIN resident l ON l.id = m.left_id
      WHERE m.kept_id = ANY(${of}::uuid[]) OR m.left_id = ANY(${of}::uuid[]) ORDER BY m.merged_at`,
  };
}

export async function closedValues({ db }: UnitOfWork, ids: readonly string[]): Promise<ClosedValue[]> {
  const of = [...ids];
  const values = await db.$queryRaw<{ id: string; field: string; cipher: string; changed_at: Date; changed_by: string | null }[]>`
    SELECT s.id, s.kind AS field, s.cipher, s.changed_at, (SELECT name FROM person WHERE id = s.changed_by) AS changed_by FROM resident_sensitive s
    WHERE s.resident_id = ANY(${of}::uuid[]) ORDER BY s.kind, s.id`;
  const contacts = await db.$queryRaw<{ id: string; name: string; relation: string; rank: number; cipher: string }[]>`
    SELECT id, name, relation, rank, phone_cipher AS cipher FROM resident_contact WHERE resident_id = ANY(${of}::uuid[]) ORDER BY rank, id`;
  return [
    ...values.map(({ id, cipher, ...columns }): ClosedValue => ({
      ...{ part: "values", columns, open: () => unlessUnopened(() => openValue(cipher, sealedPlaceOf(id))) },
    })),
    ...contacts.map(({ id, cipher, ...columns }): ClosedValue => ({
      ...{ part: "contacts", columns, open: () => unlessUnopened(() => openValue(cipher, contactPlaceOf(id))) },
    })),
  ];
}
