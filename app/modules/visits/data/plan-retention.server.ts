import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** Drafts, replaced and past plans, reminders and campaigns that ended before a day. */
export async function overduePlans(
  { db }: UnitOfWork,
  before: Date,
): Promise<{ readonly rows: number; readonly oldest: Date | null }> {
  const [row] = await db.$queryRaw<{ rows: number; oldest: Date | null }[]>`
    SELECT count(*)::int AS rows, min(ended)::timestamptz AS oldest FROM (
      SELECT last_on AS ended FROM visit_plan WHERE last_on < ${before}::date
      UNION ALL SELECT on_day FROM visit_reminder WHERE on_day < ${before}::date
      UNION ALL SELECT closes_at::date FROM campaign WHERE closes_at < ${before}::date) AS plans`;
  return row ?? { rows: 0, oldest: null };
}

/** Takes the next of them away, a plan with its visits; how many went. */
export async function forgetPlans({ db }: UnitOfWork, before: Date, most: number): Promise<number> {
  const plans = await db.$executeRaw`
    DELETE FROM visit_plan WHERE id IN (SELECT id FROM visit_plan WHERE last_on < ${before}::date ORDER BY id LIMIT ${most})`;
  const reminders = await db.$executeRaw`
    DELETE FROM visit_reminder WHERE id IN (SELECT id FROM visit_reminder WHERE on_day < ${before}::date ORDER BY id LIMIT ${most - plans})`;
  const campaigns = await db.$executeRaw`
    DELETE FROM campaign WHERE id IN (SELECT id FROM campaign WHERE closes_at < ${before}::date ORDER BY id LIMIT ${most - plans - reminders})`;
  return plans + reminders + campaigns;
}
