import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { RetiredAudit } from "../domain/audit-retirement";
import { auditRetiredBefore } from "./audit-retired.server";
import { deedsTold, MOST_TOLD, openingsTold } from "./subject-trail.server";

/** Everything on record about one person but the sealed values: columns of ours by their names, times as ISO texts. */
export interface PersonRecords {
  readonly person: Readonly<Record<string, unknown>>;
  readonly grants: readonly object[];
  /** those they took, with the reason, and those they stood in for, without */
  readonly leaves: readonly object[];
  readonly sessions: readonly object[];
  readonly knownBrowsers: readonly object[];
  readonly boundDevices: readonly object[];
  /** that there is one, and since when; never the secret */
  readonly secondFactor: readonly object[];
  readonly identityLinks: readonly object[];
  /** what was asked about them, with its reason, and what they asked or decided about others, without */
  readonly approvals: readonly object[];
  readonly emergencies: readonly object[];
  /** that they opened unusually much, and whether somebody looked */
  readonly openingAlerts: readonly object[];
  readonly savedViews: readonly object[];
  /** how many records they changed, by cause; what they wrote belongs to the places it is about */
  readonly changes: readonly object[];
  /** who looked at their sealed values, when and why */
  readonly openedByOthers: readonly object[];
  /** what was done to their record, and by whom */
  readonly doneToThem: readonly object[];
  /** what they did themselves: deeds and times */
  readonly doneByThem: readonly object[];
  /** the audit of before was let go, whoever it was about */
  readonly auditRetired: RetiredAudit | null;
  /** how many there are in all, of what is told by its newest */
  readonly totals: Readonly<Record<(typeof CUT)[number], number>>;
}

export const CUT = ["openedByOthers", "doneToThem", "doneByThem"] as const;

export async function personRecords(uow: UnitOfWork, id: string, most = MOST_TOLD): Promise<PersonRecords | null> {
  const { db } = uow;
  const [person] = await db.$queryRaw<Record<string, unknown>[]>`
    SELECT p.id, p.name, p.line, p.area_code, p.state, p.created_at, p.left_on, c.login FROM person p
      LEFT JOIN credential c ON c.person_id = p.id WHERE p.id = ${id}::uuid`;
  if (!person) return null;
  return {
    person,
    grants: await db.$queryRaw<object[]>`
      SELECT role, line, area_code, valid_from::text, valid_to::text, granted_at FROM role_grant WHERE person_id = ${id}::uuid ORDER BY valid_from`,
    leaves: await db.$queryRaw<object[]>`
      SELECT CASE WHEN from_person_id = ${id}::uuid THEN 'away' ELSE 'stands-in' END AS kind, valid_from::text, valid_to::text,
        CASE WHEN from_person_id = ${id}::uuid THEN reason END AS reason, made_at FROM delegation WHERE from_person_id = ${id}::uuid OR to_person_id = ${id}::uuid ORDER BY valid_from`,
    sessions: await db.$queryRaw<object[]>`
      SELECT kind, created_at, seen_at, expires_at, browser, system, address FROM session WHERE person_id = ${id}::uuid ORDER BY created_at`,
    knownBrowsers: await db.$queryRaw<object[]>`
      SELECT browser, system, first_seen_at, last_seen_at FROM known_browser WHERE person_id = ${id}::uuid ORDER BY first_seen_at`,
    boundDevices: await db.$queryRaw<object[]>`
      SELECT browser, system, bound_at, last_used_at, unbound_at, unbound_why FROM bound_device WHERE person_id = ${id}::uuid ORDER BY bound_at`,
    secondFactor: await db.$queryRaw<object[]>`
      SELECT confirmed_at, (SELECT count(*)::int FROM recovery_code r WHERE r.person_id = f.person_id AND r.used_at IS NULL) AS recovery_codes
      FROM second_factor f WHERE person_id = ${id}::uuid`,
    identityLinks: await db.$queryRaw<object[]>`
      SELECT issuer, subject, linked_at FROM identity_link WHERE person_id = ${id}::uuid ORDER BY linked_at`,
    approvals: await db.$queryRaw<object[]>`
      SELECT kind, CASE WHEN subject_id = ${id}::uuid THEN 'about' WHEN asked_by = ${id}::uuid THEN 'asked' ELSE 'decided' END AS part,
        CASE WHEN subject_id = ${id}::uuid THEN reason END AS reason, asked_at, decision, decided_at
      FROM approval WHERE ${id}::uuid IN (subject_id, asked_by, decided_by) ORDER BY asked_at`,
    openingAlerts: await db.$queryRaw<object[]>`
      SELECT raised_at, openings, acknowledged_at FROM opening_alert WHERE person_id = ${id}::uuid ORDER BY raised_at`,
    emergencies: await db.$queryRaw<object[]>`
      SELECT line, area_code, reason, opened_at, expires_at, finding FROM emergency_access WHERE person_id = ${id}::uuid ORDER BY opened_at`,
    savedViews: await db.$queryRaw<
      object[]
    >`SELECT name, address, created_at FROM saved_view WHERE person_id = ${id}::uuid ORDER BY created_at`,
    changes: await db.$queryRaw<object[]>`
      SELECT cause, count(*)::int AS records, min(at) AS first, max(at) AS last FROM revision WHERE person_id = ${id}::uuid GROUP BY cause ORDER BY cause`,
    openedByOthers: await openingsTold(uow, [id], most),
    doneToThem: await deedsTold(uow, [id], most),
    doneByThem: await db.$queryRaw<object[]>`
      SELECT at, action, result, host(address) AS address FROM audit_event WHERE person_id = ${id}::uuid ORDER BY at DESC LIMIT ${most}`,
    auditRetired: await auditRetiredBefore(uow),
    totals: await totalsOf(uow, id),
  };
}

async function totalsOf({ db }: UnitOfWork, id: string): Promise<PersonRecords["totals"]> {
  const [totals] = await db.$queryRaw<PersonRecords["totals"][]>`
    SELECT (SELECT count(*)::int FROM sensitive_opening WHERE subject_id = ${id}::uuid) AS "openedByOthers",
      (SELECT count(*)::int FROM audit_event WHERE subject_id = ${id} AND person_id IS DISTINCT FROM ${id}::uuid) AS "doneToThem",
      (SELECT count(*)::int FROM audit_event WHERE person_id = ${id}::uuid) AS "doneByThem"`;
  return totals!;
}

export const nameOfPerson = async (uow: UnitOfWork, id: string): Promise<string> =>
  (await uow.db.person.findUnique({ where: { id }, select: { name: true } }))?.name ?? "";
