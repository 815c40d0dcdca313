import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

const ofOne = (residentId: string) => Prisma.sql`
  kept AS (SELECT COALESCE((SELECT kept_id FROM merged_files() WHERE left_id = ${residentId}::uuid), ${residentId}::uuid) AS id),
  files AS (SELECT id FROM kept UNION SELECT left_id FROM merged_files() JOIN kept ON kept_id = kept.id)`;

/** All files of one person, whichever of them is named: the one that stands and those merged into it. */
export const filesOfOne = async ({ db }: UnitOfWork, residentId: string): Promise<string[]> =>
  (await db.$queryRaw<{ id: string }[]>`WITH ${ofOne(residentId)} SELECT id FROM files`).map(({ id }) => id);

/** Visits of these people, in whichever of their files, at which nobody answered and whose alarm runs. */
export const runningAbout = (
  { db }: UnitOfWork,
  residentIds: readonly string[],
): Promise<{ residentId: string; id: string }[]> =>
  residentIds.length === 0
    ? Promise.resolve([])
    : db.$queryRaw<{ residentId: string; id: string }[]>`
      WITH merged AS MATERIALIZED (SELECT left_id, kept_id FROM merged_files()),
      asked AS (SELECT a.id AS asked, COALESCE(m.kept_id, a.id) AS kept FROM unnest(${[...residentIds]}::uuid[]) AS a (id) LEFT JOIN merged m ON m.left_id = a.id),
      files AS (SELECT asked, kept AS id FROM asked UNION SELECT a.asked, m.left_id FROM asked a JOIN merged m ON m.kept_id = a.kept)
      SELECT DISTINCT f.asked AS "residentId", v.client_id AS id FROM files f JOIN visit_event v ON v.resident_id = f.id AND v.outcome = 'no-answer'
        JOIN escalation e ON e.source_kind = 'visit' AND e.source_id = v.client_id WHERE e.settled_at IS NULL`;

/** One at a time for one person, whoever writes. */
export const holdAlarmsOf = ({ db }: UnitOfWork, files: readonly string[]) =>
  db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('alarms-of:' || ${[...files].sort()[0]!}, 0))`;

/** Visits of these files at which nobody answered and that set off an alarm. */
export const alarmedVisits = async ({ db }: UnitOfWork, files: readonly string[]): Promise<string[]> =>
  (
    await db.$queryRaw<{ id: string }[]>`
      SELECT v.client_id AS id FROM visit_event v JOIN escalation e ON e.source_kind = 'visit' AND e.source_id = v.client_id
      WHERE v.resident_id = ANY (${[...files]}::uuid[]) AND v.outcome = 'no-answer'`
  ).map(({ id }) => id);

export interface LaterVisit {
  readonly id: string;
  readonly outcome: string;
  readonly authorId: string;
  readonly beganAt: Date;
}

/** The first visit of these files after an instant that says where somebody is. */
export async function laterVisit({ db }: UnitOfWork, files: readonly string[], after: Date): Promise<LaterVisit | null> {
  const [row] = await db.$queryRaw<LaterVisit[]>`
    SELECT client_id AS id, outcome, author_id AS "authorId", began_at AS "beganAt" FROM visit_event
    WHERE resident_id = ANY (${[...files]}::uuid[]) AND began_at > ${after} AND outcome NOT IN ('no-answer', 'other') ORDER BY began_at, client_id LIMIT 1`;
  return row ?? null;
}

/** What the register itself says of where somebody is on a day: gone for a reason that says where, or days in hospital or away. */
export async function whereaboutsOn({ db }: UnitOfWork, files: readonly string[], day: string): Promise<string | null> {
  const [row] = await db.$queryRaw<{ how: string }[]>`
    SELECT how FROM (
      SELECT left_reason AS how, 0 AS turn, NULL::date AS since, id FROM resident
      WHERE id = ANY (${[...files]}::uuid[]) AND state = 'left' AND merged_into IS NULL AND left_reason IN ('deceased', 'moved', 'institution')
      UNION ALL
      SELECT CASE kind WHEN 'hospital' THEN 'in-hospital' ELSE kind END, CASE kind WHEN 'hospital' THEN 1 ELSE 2 END, valid_from, id FROM resident_absence
      WHERE resident_id = ANY (${[...files]}::uuid[]) AND valid_from <= ${day}::date AND (valid_to IS NULL OR valid_to > ${day}::date)) AS known
    ORDER BY turn, since DESC, id LIMIT 1`;
  return row?.how ?? null;
}

/** Whose door an alarm is about. */
export async function residentOfVisit({ db }: UnitOfWork, clientId: string): Promise<string | null> {
  const row = await db.visitEvent.findUnique({ where: { clientId }, select: { residentId: true } });
  return row?.residentId ?? null;
}

export const dangersOf = async ({ db }: UnitOfWork, eventId: string): Promise<string[]> =>
  (await db.finding.findMany({ where: { eventId, kind: "danger" }, select: { id: true } })).map(({ id }) => id);

/** Whether a danger was acted on: closed, or somebody acted on its work order; that somebody accepted it is not yet that. */
export async function dangerTaken(
  { db }: UnitOfWork,
  id: string,
): Promise<{ how: string; personId: string | null; at: Date } | null> {
  const finding = await db.finding.findUnique({ where: { id }, select: { closedAt: true, closedBy: true } });
  if (finding?.closedAt) return { how: "closed", personId: finding.closedBy, at: finding.closedAt };
  const [step] = await db.$queryRaw<{ personId: string | null; at: Date }[]>`
    SELECT s.person_id AS "personId", s.at FROM work_order o JOIN work_order_step s ON s.order_id = o.id
    WHERE o.source_kind = 'finding' AND o.source_id = ${id}::uuid AND o.state IN ('acted', 'verified', 'called-back', 'closed') AND s.kind = 'acted'
    ORDER BY s.ordinal DESC LIMIT 1`;
  return step ? { how: "acted", ...step } : null;
}
