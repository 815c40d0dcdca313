import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { openFlagNote } from "./flag-words.server";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** What was looked at again about the visits to one resident: columns of ours by their names. */
export interface CheckOwnRecords {
  /** also what stands at a visit to somebody else and names one to them */
  readonly visitFlags: Rows;
  /** what became of those that stand at a visit to them, with its notes opened */
  readonly flagWords: Rows;
  /** visits to them that were drawn to be rung about, and what they said */
  readonly callbacks: Rows;
}

/** Of other visits the number alone: whose they are is not for whoever reads this. */
const facts = (column: Prisma.Sql) => Prisma.sql`
  ${column} || jsonb_build_object('kind', f.kind, 'others', COALESCE(jsonb_array_length(${column}->'others'), 0))`;
const FLAG = Prisma.sql`
  f.kind AS flag, ${facts(Prisma.sql`f.facts`)} AS flag_facts, f.raised_at, f.settled_at, (SELECT name FROM person WHERE id = f.settled_by) AS settled_by,
  f.settled_how AS flag_settled`;

/** @param visits the client ids of all visits to one resident */
export async function checkOwnRecords({ db }: UnitOfWork, visits: readonly string[]): Promise<CheckOwnRecords> {
  const own = [...visits];
  return {
    visitFlags: await db.$queryRaw<Rows>`
      SELECT (SELECT min(e.began_at) FROM visit_event e WHERE e.client_id = ANY(${own}::uuid[]) AND (e.client_id = f.event_id OR f.facts->'others' ? e.client_id::text)) AS began_at,
        ${FLAG} FROM visit_flag f WHERE f.event_id = ANY(${own}::uuid[]) OR f.facts->'others' ?| ${own}::text[] ORDER BY 1 DESC, f.id`,
    flagWords: await wordsWhere({ db }, Prisma.sql`f.event_id = ANY(${own}::uuid[])`),
    callbacks: await db.$queryRaw<Rows>`
      SELECT e.began_at, s.month::text, s.drawn_at, c.answer AS callback_answer, (SELECT name FROM person WHERE id = c.called_by) AS called_by, c.called_at
      FROM visit_callback_sample s JOIN visit_event e ON e.client_id = ANY(s.event_ids) AND e.client_id = ANY(${own}::uuid[])
        LEFT JOIN visit_callback c ON c.sample_id = s.id AND c.event_id = e.client_id
      WHERE s.event_ids && ${own}::uuid[] ORDER BY e.began_at DESC, e.client_id, c.called_at`,
  };
}

/** What stands at the visits that somebody made; what was answered of them by phone is counted, so that no resident is told on. */
export async function staffCheckRecords({ db }: UnitOfWork, personId: string): Promise<Readonly<Record<string, Rows>>> {
  return {
    visitFlags: await db.$queryRaw<Rows>`
      SELECT e.began_at, ${FLAG} FROM visit_flag f JOIN visit_event e ON e.client_id = f.event_id
      WHERE f.author_id = ${personId}::uuid ORDER BY e.began_at DESC, f.id`,
    flagWords: await wordsWhere({ db }, Prisma.sql`f.author_id = ${personId}::uuid`),
    callbacks: await db.$queryRaw<Rows>`
      SELECT s.month::text, c.answer AS callback_answer, count(*)::int AS visits FROM visit_callback c JOIN visit_callback_sample s ON s.id = c.sample_id
        JOIN visit_event e ON e.client_id = c.event_id WHERE e.author_id = ${personId}::uuid GROUP BY s.month, c.answer ORDER BY s.month, c.answer`,
  };
}

async function wordsWhere({ db }: Pick<UnitOfWork, "db">, isMeant: Prisma.Sql): Promise<Rows> {
  const words = await db.$queryRaw<{ id: string; note: string | null; [column: string]: unknown }[]>`
    SELECT w.id, e.began_at, f.kind AS flag, w.did AS flag_did, ${facts(Prisma.sql`w.facts`)} AS flag_facts, w.how AS flag_settled, w.note_cipher AS note,
      (SELECT name FROM person WHERE id = w.said_by) AS by_whom, w.said_at AS at
    FROM visit_flag f JOIN visit_event e ON e.client_id = f.event_id JOIN visit_flag_word w ON w.flag_id = f.id
    WHERE ${isMeant} ORDER BY e.began_at DESC, f.id, w.said_at, w.id`;
  return words.map(({ id, note, ...row }) => ({ ...row, note: note === null ? null : openFlagNote(id, note) }));
}

/** How many notes stand at flags of visits to somebody: known before one is opened. */
export const countNotesOfResident = ({ db }: UnitOfWork, ids: readonly string[]): Promise<number> =>
  countNotes({ db }, Prisma.sql`f.event_id IN (SELECT client_id FROM visit_event WHERE resident_id = ANY(${[...ids]}::uuid[]))`);
export const countNotesOfAuthor = ({ db }: UnitOfWork, personId: string): Promise<number> =>
  countNotes({ db }, Prisma.sql`f.author_id = ${personId}::uuid`);

async function countNotes({ db }: Pick<UnitOfWork, "db">, isMeant: Prisma.Sql): Promise<number> {
  const [row] = await db.$queryRaw<{ notes: number }[]>`
    SELECT count(*)::int AS notes FROM visit_flag f JOIN visit_flag_word w ON w.flag_id = f.id WHERE w.note_cipher IS NOT NULL AND ${isMeant}`;
  return row?.notes ?? 0;
}
