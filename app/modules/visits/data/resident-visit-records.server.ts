import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { openBody } from "./visit-events.server";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** What visiting keeps about one resident: columns of ours by their names. */
export interface VisitRecords {
  /** what was said at the door is opened */
  readonly visits: Rows;
  readonly findings: Rows;
  readonly dueVisits: Rows;
  readonly plannedVisits: Rows;
  /** plans in which nobody was found for them */
  readonly leftOut: Rows;
  readonly monthCorrections: Rows;
}

/** How many visits with something said at the door there are: known before one is opened. */
export async function countBodies({ db }: UnitOfWork, ids: readonly string[]): Promise<number> {
  return db.visitEvent.count({ where: { residentId: { in: [...ids] }, bodyCipher: { not: null } } });
}

/** What was ever found of somebody. */
export const findingsOfResident = async ({ db }: UnitOfWork, ids: readonly string[]): Promise<string[]> =>
  (await db.finding.findMany({ where: { residentId: { in: [...ids] } }, select: { id: true } })).map(({ id }) => id);

export const visitsOfResident = async ({ db }: UnitOfWork, ids: readonly string[]): Promise<string[]> =>
  (await db.visitEvent.findMany({ where: { residentId: { in: [...ids] } }, select: { clientId: true } })).map(
    ({ clientId }) => clientId,
  );

export async function visitRecords({ db }: UnitOfWork, ids: readonly string[]): Promise<VisitRecords> {
  const of = [...ids];
  const visits = await db.$queryRaw<{ client_id: string; body: string | null; [column: string]: unknown }[]>`
    SELECT e.client_id, e.began_at, e.minutes, e.outcome, e.channel, e.purpose, e.area_code, (SELECT name FROM person WHERE id = e.author_id) AS author,
      (SELECT name FROM person WHERE id = e.uploader_id) AS uploader, e.device, e.is_late, e.door_matched, e.captured_at, e.received_at, e.body_cipher AS body
    FROM visit_event e WHERE e.resident_id = ANY(${of}::uuid[]) ORDER BY e.began_at DESC, e.client_id`;
  return {
    visits: visits.map(({ client_id, body, ...row }) => {
      const { looked = {}, needs = "", note = "" } = (body !== null && openBody(client_id, body)) || {};
      return { ...row, looked, needs, note };
    }),
    findings: await db.$queryRaw<Rows>`
      SELECT f.kind AS finding, f.signs AS danger_signs, f.found_at, f.closed_at, f.closed_how, (SELECT name FROM person WHERE id = f.closed_by) AS closed_by FROM finding f
      WHERE f.resident_id = ANY(${of}::uuid[]) ORDER BY f.found_at DESC, f.id`,
    dueVisits: await db.$queryRaw<Rows>`
      SELECT opens_on::text, closes_on::text, target_on::text, cause, minutes, is_phone_enough, is_carried_over, computed_at FROM due_visit
      WHERE resident_id = ANY(${of}::uuid[]) ORDER BY closes_on, id`,
    plannedVisits: await db.$queryRaw<Rows>`
      SELECT p.begins_at, p.ends_at, (SELECT name FROM person WHERE id = p.person_id) AS caregiver, p.channel, v.state AS plan_state FROM planned_visit p
      JOIN visit_plan v ON v.id = p.plan_id WHERE p.resident_id = ANY(${of}::uuid[]) ORDER BY p.begins_at DESC, p.id`,
    leftOut: await db.$queryRaw<Rows>`
      SELECT v.asked_at, u->>'closesOn' AS closes_on, u->>'cause' AS cause, v.state AS plan_state FROM visit_plan v
      CROSS JOIN LATERAL jsonb_array_elements(v.unassigned) AS u WHERE u->>'residentId' = ANY(${of}::text[]) ORDER BY v.asked_at DESC, 2`,
    monthCorrections: await db.$queryRaw<Rows>`
      SELECT m.month::text, m.area_code, c.kind AS correction, c.noticed_at FROM month_correction c JOIN month_report m ON m.id = c.report_id
      WHERE c.resident_id = ANY(${of}::uuid[]) OR c.event_id IN (SELECT client_id FROM visit_event WHERE resident_id = ANY(${of}::uuid[])) ORDER BY c.noticed_at, c.id`,
  };
}
