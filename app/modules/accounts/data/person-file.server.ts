import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** Everything on record about one person but the sealed values: columns of ours by their names, times as ISO texts. */
export interface PersonRecords {
  readonly person: Readonly<Record<string, unknown>>;
  readonly grants: readonly object[];
  readonly leaves: readonly object[];
  readonly sessions: readonly object[];
  readonly emergencies: readonly object[];
  readonly savedViews: readonly object[];
  /** how many records they changed, by cause; what they wrote belongs to the places it is about */
  readonly changes: readonly object[];
  /** who looked at their sealed values, when and why */
  readonly openedByOthers: readonly object[];
  /** what was done to their record, and by whom */
  readonly doneToThem: readonly object[];
  /** what they did themselves: deeds and times */
  readonly doneByThem: readonly object[];
}

/** Newest deeds of either kind; older ones are told by their number. */
const MOST = 5000;

export async function personRecords(uow: UnitOfWork, id: string): Promise<PersonRecords | null> {
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
      SELECT valid_from::text, valid_to::text, reason, made_at FROM delegation WHERE from_person_id = ${id}::uuid OR to_person_id = ${id}::uuid ORDER BY valid_from`,
    sessions: await db.$queryRaw<object[]>`
      SELECT kind, created_at, seen_at, expires_at, browser, system, address FROM session WHERE person_id = ${id}::uuid ORDER BY created_at`,
    emergencies: await db.$queryRaw<object[]>`
      SELECT line, area_code, reason, opened_at, expires_at, finding FROM emergency_access WHERE person_id = ${id}::uuid ORDER BY opened_at`,
    savedViews: await db.$queryRaw<
      object[]
    >`SELECT name, address, created_at FROM saved_view WHERE person_id = ${id}::uuid ORDER BY created_at`,
    changes: await db.$queryRaw<object[]>`
      SELECT cause, count(*)::int AS records, min(at) AS first, max(at) AS last FROM revision WHERE person_id = ${id}::uuid GROUP BY cause ORDER BY cause`,
    openedByOthers: await db.$queryRaw<object[]>`
      SELECT o.opened_at, o.field, o.reason, o.note_id, n.name AS opened_by FROM sensitive_opening o
        LEFT JOIN LATERAL (SELECT name FROM staff_names(ARRAY[o.person_id])) n ON true
      WHERE o.subject_id = ${id}::uuid ORDER BY o.opened_at DESC LIMIT ${MOST}`,
    doneToThem: await db.$queryRaw<object[]>`
      SELECT e.at, e.action, e.result, e.why, n.name AS done_by FROM audit_event e LEFT JOIN LATERAL (SELECT name FROM staff_names(ARRAY[e.person_id])) n ON true
      WHERE e.subject_id = ${id} AND e.person_id IS DISTINCT FROM ${id}::uuid ORDER BY e.at DESC LIMIT ${MOST}`,
    doneByThem: await db.$queryRaw<object[]>`
      SELECT at, action, result, host(address) AS address FROM audit_event WHERE person_id = ${id}::uuid ORDER BY at DESC LIMIT ${MOST}`,
  };
}

export const nameOfPerson = async (uow: UnitOfWork, id: string): Promise<string> =>
  (await uow.db.person.findUnique({ where: { id }, select: { name: true } }))?.name ?? "";
