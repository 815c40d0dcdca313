import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { CareResident } from "../domain/care-list";
import type { FindingKind, VisitChannel, VisitOutcome } from "../domain/visit-log";
import { openBody } from "./visit-events.server";

export interface OwedOnList extends NonNullable<CareResident["due"]> {
  readonly residentId: string;
}

/** What is owed to these residents up to a day; of each what closes first. */
export const owedTo = ({ db }: UnitOfWork, ids: readonly string[], last: CalendarDay): Promise<OwedOnList[]> => db.$queryRaw<
  OwedOnList[]
>`
  SELECT DISTINCT ON (resident_id) resident_id AS "residentId", opens_on::text AS "opensOn", closes_on::text AS "closesOn", minutes, is_phone_enough AS "isPhoneEnough"
  FROM due_visit WHERE resident_id = ANY(${[...ids]}::uuid[]) AND opens_on <= ${last}::date ORDER BY resident_id, closes_on, id`;

export interface LastOnList {
  readonly residentId: string;
  readonly day: CalendarDay;
  readonly outcome: VisitOutcome;
  readonly channel: VisitChannel;
  readonly authorId: string;
  readonly note: string;
  readonly needs: string;
}

/** The last visit of each, also where it was of a file merged into theirs; opened. */
export async function lastVisitsOf({ db }: UnitOfWork, ids: readonly string[], timeZone: string): Promise<LastOnList[]> {
  const rows = await db.$queryRaw<(Omit<LastOnList, "note" | "needs"> & { clientId: string; body: string | null })[]>`
    SELECT w.id AS "residentId", v.client_id AS "clientId", (v.began_at AT TIME ZONE ${timeZone})::date::text AS day, v.outcome, v.channel, v.author_id AS "authorId", v.body_cipher AS body
    FROM unnest(${[...ids]}::uuid[]) AS w (id) CROSS JOIN LATERAL (
      SELECT e.* FROM (SELECT w.id AS file UNION ALL SELECT m.id FROM resident m WHERE m.merged_into = w.id) f
        CROSS JOIN LATERAL (SELECT * FROM visit_event o WHERE o.resident_id = f.file ORDER BY o.began_at DESC, o.client_id LIMIT 1) e
      ORDER BY e.began_at DESC, e.client_id LIMIT 1) v`;
  return rows.map(({ clientId, body, ...row }) => {
    const { note = "", needs = "" } = (body !== null && openBody(clientId, body)) || {};
    return { ...row, note, needs };
  });
}

export const openFindingsOf = (
  { db }: UnitOfWork,
  ids: readonly string[],
): Promise<{ residentId: string; kind: FindingKind }[]> =>
  db.$queryRaw`
    SELECT f.resident_id AS "residentId", f.kind FROM finding f WHERE f.resident_id = ANY(${[...ids]}::uuid[]) AND f.closed_at IS NULL
    ORDER BY f.kind <> 'danger', f.found_at, f.id`;

/** Names this life of the records: a database made anew from a backup, or one brought back to a moment, is another. */
export async function lifeOfRecords({ db }: UnitOfWork): Promise<string> {
  const [row] = await db.$queryRaw<{ life: string }[]>`
    SELECT concat_ws('-', s.system_identifier, d.oid, 'visit_event'::regclass::oid, c.timeline_id) AS life
    FROM pg_control_system() s, pg_control_checkpoint() c, pg_database d WHERE d.datname = current_database()`;
  return row!.life;
}
