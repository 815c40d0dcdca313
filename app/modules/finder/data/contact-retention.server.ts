import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** What has a last day, and when that was: an alert that nobody confirmed counts from when it was asked for. */
const KINDS = {
  enquiries: {
    table: Prisma.sql`enquiry`,
    ended: Prisma.sql`COALESCE(closed_at, answered_at, asked_at)`,
    only: Prisma.sql`true`,
  },
  tours: { table: Prisma.sql`tour_slot`, ended: Prisma.sql`ends_at`, only: Prisma.sql`true` },
  "vacancy-alerts": {
    table: Prisma.sql`vacancy_alert`,
    ended: Prisma.sql`CASE WHEN confirmed_at IS NULL THEN asked_at ELSE LEAST(ended_at, ends_at) END`,
    only: Prisma.sql`true`,
  },
  messages: { table: Prisma.sql`message`, ended: Prisma.sql`made_at`, only: Prisma.sql`true` },
  questions: {
    table: Prisma.sql`facility_question`,
    ended: Prisma.sql`COALESCE(declined_at, asked_at)`,
    only: Prisma.sql`(declined_at IS NOT NULL OR answered_at IS NULL)`,
  },
} as const;
export type ContactKind = keyof typeof KINDS;
export const CONTACT_KINDS = Object.keys(KINDS) as ContactKind[];

export async function overdueContacts({ db }: UnitOfWork, kind: ContactKind, before: Date) {
  const { table, ended, only } = KINDS[kind];
  const [row] = await db.$queryRaw<{ rows: number; oldest: Date | null }[]>`
    SELECT count(*)::int AS rows, min(${ended}) AS oldest FROM ${table} WHERE ${only} AND ${ended} < ${before}`;
  return row ?? { rows: 0, oldest: null };
}

/** With everything that hangs on them; how many went. */
export async function forgetContacts({ db }: UnitOfWork, kind: ContactKind, before: Date, most: number): Promise<number> {
  const { table, ended, only } = KINDS[kind];
  return db.$executeRaw`
    DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE ${only} AND ${ended} < ${before} ORDER BY id LIMIT ${most} FOR UPDATE SKIP LOCKED)`;
}
