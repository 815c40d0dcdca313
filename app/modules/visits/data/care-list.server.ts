import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { CareResident } from "../domain/care-list";
import type { FindingKind, VisitChannel, VisitOutcome, VisitPurpose } from "../domain/visit-log";
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
  readonly beganAt: string;
  readonly outcome: VisitOutcome;
  readonly channel: VisitChannel;
  readonly purpose: VisitPurpose;
  readonly authorId: string;
  readonly note: string;
  readonly needs: string;
}

/** The last visit of each, also where it was of a file merged into theirs; opened. */
export async function lastVisitsOf({ db }: UnitOfWork, ids: readonly string[], timeZone: string): Promise<LastOnList[]> {
  const rows = await db.$queryRaw<
    (Omit<LastOnList, "note" | "needs" | "beganAt"> & { clientId: string; beganAt: Date; body: string | null })[]
  >`
    SELECT w.id AS "residentId", v.client_id AS "clientId", (v.began_at AT TIME ZONE ${timeZone})::date::text AS day, v.began_at AS "beganAt", v.outcome, v.channel, v.purpose, v.author_id AS "authorId", v.body_cipher AS body
    FROM unnest(${[...ids]}::uuid[]) AS w (id) CROSS JOIN LATERAL (
      SELECT e.* FROM (SELECT w.id AS file UNION ALL SELECT m.id FROM resident m WHERE m.merged_into = w.id) f
        CROSS JOIN LATERAL (SELECT * FROM visit_event o WHERE o.resident_id = f.file ORDER BY o.began_at DESC, o.client_id LIMIT 1) e
      ORDER BY e.began_at DESC, e.client_id LIMIT 1) v`;
  return rows.map(({ clientId, body, beganAt, ...row }) => {
    const { note = "", needs = "" } = (body !== null && openBody(clientId, body)) || {};
    return { ...row, beganAt: beganAt.toISOString(), note, needs };
  });
}

/** What was found and is not settled, also where it was found of a file merged into theirs. */
export const openFindingsOf = (
  { db }: UnitOfWork,
  ids: readonly string[],
): Promise<{ residentId: string; kind: FindingKind }[]> =>
  db.$queryRaw`
    WITH files AS (SELECT id, id AS file FROM unnest(${[...ids]}::uuid[]) AS w (id)
      UNION ALL SELECT kept_id, left_id FROM merged_files() WHERE kept_id = ANY(${[...ids]}::uuid[]))
    SELECT s.id AS "residentId", f.kind FROM files s JOIN finding f ON f.resident_id = s.file WHERE f.closed_at IS NULL
    ORDER BY f.kind <> 'danger', f.found_at, f.id`;
