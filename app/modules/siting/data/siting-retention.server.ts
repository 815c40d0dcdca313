import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

interface Overdue {
  readonly rows: number;
  readonly oldest: Date | null;
}

/**
 * Contacts of premises `p` and the last time somebody had to do with them: of those given up the day they were, or were changed
 * after it; of the others also the last time whom to ask was opened.
 */
const CONTACTS = {
  dropped: Prisma.sql`
    SELECT p.id, GREATEST(p.updated_at, s.done_at) AS used FROM site_proposal p
    JOIN LATERAL (SELECT kind, done_at FROM site_proposal_step WHERE proposal_id = p.id ORDER BY number DESC LIMIT 1) s ON s.kind = 'dropped'
    WHERE p.contact_cipher IS NOT NULL`,
  unused: Prisma.sql`
    SELECT p.id, GREATEST(p.updated_at, s.done_at, o.opened_at) AS used FROM site_proposal p
    JOIN LATERAL (SELECT kind, done_at FROM site_proposal_step WHERE proposal_id = p.id ORDER BY number DESC LIMIT 1) s ON s.kind <> 'dropped'
    LEFT JOIN LATERAL (SELECT max(opened_at) AS opened_at FROM sensitive_opening WHERE subject_kind = 'premises' AND subject_id = p.id) o ON true
    WHERE p.contact_cipher IS NOT NULL`,
} as const;
export type ContactsLeft = keyof typeof CONTACTS;

export async function overduePremisesContacts({ db }: UnitOfWork, left: ContactsLeft, before: Date): Promise<Overdue> {
  const [row] = await db.$queryRaw<Overdue[]>`
    SELECT count(*)::int AS rows, min(c.used) AS oldest FROM (${CONTACTS[left]}) c WHERE c.used < ${before}`;
  return row ?? { rows: 0, oldest: null };
}

/** The premises stay, whom to ask there goes; the version counts up, so that no older form and no import taken back brings it again. */
export const forgetPremisesContacts = (
  { db }: UnitOfWork,
  left: ContactsLeft,
  before: Date,
  most: number,
): Promise<number> => db.$executeRaw`
  UPDATE site_proposal SET contact_cipher = NULL, version = version + 1 WHERE id IN (
    SELECT p.id FROM site_proposal p JOIN (${CONTACTS[left]}) c ON c.id = p.id
    WHERE c.used < ${before} ORDER BY p.id LIMIT ${most} FOR UPDATE OF p SKIP LOCKED)`;

/**
 * Runs that are over and the moment another took their place: an answer by the next answer, one that ended without any by
 * whatever ended after it. A scenario's last answer and its last run are replaced by nothing.
 */
const REPLACED = Prisma.sql`
  SELECT r.id, min(l.finished_at) AS replaced FROM siting_run r
  JOIN siting_run l ON l.scenario_id = r.scenario_id AND (l.asked_at, l.id) > (r.asked_at, r.id) AND l.finished_at IS NOT NULL
    AND (l.state IN ('done', 'stopped') OR r.state NOT IN ('done', 'stopped'))
  WHERE r.finished_at IS NOT NULL GROUP BY r.id`;

export async function overdueRuns({ db }: UnitOfWork, before: Date): Promise<Overdue> {
  const [row] = await db.$queryRaw<Overdue[]>`
    SELECT count(*)::int AS rows, min(c.replaced) AS oldest FROM (${REPLACED}) c WHERE c.replaced < ${before}`;
  return row ?? { rows: 0, oldest: null };
}

export const forgetRuns = ({ db }: UnitOfWork, before: Date, most: number): Promise<number> => db.$executeRaw`
  DELETE FROM siting_run WHERE id IN (
    SELECT r.id FROM siting_run r JOIN (${REPLACED}) c ON c.id = r.id
    WHERE c.replaced < ${before} ORDER BY r.id LIMIT ${most} FOR UPDATE OF r SKIP LOCKED)`;
