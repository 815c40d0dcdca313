import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** Newest openings and deeds of either kind; older ones are told by their number. */
export const MOST_TOLD = 5000;

type Rows = readonly object[];

/** Who looked at sealed values of these subjects, when and why. */
export const openingsTold = ({ db }: UnitOfWork, ids: readonly string[], most: number): Promise<Rows> =>
  db.$queryRaw<object[]>`
    SELECT o.opened_at, o.field, o.how_many, o.reason, o.note_id, n.name AS opened_by FROM sensitive_opening o
      LEFT JOIN LATERAL (SELECT name FROM staff_names(ARRAY[o.person_id])) n ON true
    WHERE o.subject_id = ANY(${[...ids]}::uuid[]) ORDER BY o.opened_at DESC LIMIT ${most}`;

/** What others did to the records of these subjects, or tried to. */
export const deedsTold = ({ db }: UnitOfWork, ids: readonly string[], most: number): Promise<Rows> =>
  db.$queryRaw<object[]>`
    SELECT e.at, e.action, e.result, e.why, n.name AS done_by FROM audit_event e LEFT JOIN LATERAL (SELECT name FROM staff_names(ARRAY[e.person_id])) n ON true
    WHERE e.subject_id = ANY(${[...ids]}::text[]) AND NOT COALESCE(e.person_id = ANY(${[...ids]}::uuid[]), false) ORDER BY e.at DESC LIMIT ${most}`;

/** Files about somebody or something else that these subjects stood in, as their record names them: a caregiver's sheet of the day. */
export const sheetsTold = ({ db }: UnitOfWork, ids: readonly string[], most: number): Promise<Rows> =>
  db.$queryRaw<object[]>`
    SELECT e.at, e.action, e.why, n.name AS done_by FROM audit_event e LEFT JOIN LATERAL (SELECT name FROM staff_names(ARRAY[e.person_id])) n ON true
    WHERE e.facts ? 'residents' AND e.result = 'done' AND e.facts->'residents' ?| ${[...ids]}::text[] ORDER BY e.at DESC LIMIT ${most}`;

export interface TrailTotals {
  readonly openedByOthers: number;
  readonly doneToThem: number;
  readonly takenOut: number;
}

export async function trailTotals({ db }: UnitOfWork, ids: readonly string[]): Promise<TrailTotals> {
  const [totals] = await db.$queryRaw<TrailTotals[]>`
    SELECT (SELECT count(*)::int FROM sensitive_opening WHERE subject_id = ANY(${[...ids]}::uuid[])) AS "openedByOthers",
      (SELECT count(*)::int FROM audit_event WHERE subject_id = ANY(${[...ids]}::text[]) AND NOT COALESCE(person_id = ANY(${[...ids]}::uuid[]), false)) AS "doneToThem",
      (SELECT count(*)::int FROM audit_event WHERE facts ? 'residents' AND result = 'done' AND facts->'residents' ?| ${[...ids]}::text[]) AS "takenOut"`;
  return totals!;
}
