import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { FeedVisit } from "../domain/calendar-feed";

export interface FeedFacts {
  readonly madeAt: Date;
  readonly madeBy: string | null;
  readonly readOn: CalendarDay | null;
}

export async function feedOf({ db }: UnitOfWork, personId: string): Promise<FeedFacts | null> {
  const row = await db.calendarFeed.findUnique({ where: { personId } });
  return row && { madeAt: row.madeAt, madeBy: row.madeBy, readOn: row.readOn?.toISOString().slice(0, 10) ?? null };
}

/** The link before, if there was one, opens nothing any more. */
export async function replaceFeed(
  { db }: UnitOfWork,
  personId: string,
  secretHash: string,
  madeBy: string,
  madeAt: Date,
): Promise<void> {
  const said = { secretHash, madeBy, madeAt, readOn: null };
  await db.calendarFeed.upsert({ where: { personId }, create: { personId, ...said }, update: said });
}

export async function removeFeed({ db }: UnitOfWork, personId: string): Promise<boolean> {
  return (await db.calendarFeed.deleteMany({ where: { personId } })).count === 1;
}

export interface FeedHolder {
  readonly personId: string;
  readonly cityCode: string;
  readonly timeZone: string;
  readonly readOn: CalendarDay | null;
}

/** Whose calendar a link reads: of somebody who may still come in and still visits. */
export async function feedHolder({ db }: UnitOfWork, secretHash: string, at: Date): Promise<FeedHolder | null> {
  const rows = await db.$queryRaw<FeedHolder[]>`
    SELECT f.person_id AS "personId", c.city_code AS "cityCode", t.time_zone AS "timeZone", f.read_on::text AS "readOn"
    FROM calendar_feed f JOIN caregiver c ON c.person_id = f.person_id JOIN person p ON p.id = f.person_id JOIN city t ON t.code = c.city_code
    WHERE f.secret_hash = ${secretHash} AND p.state = 'active' AND (c.valid_to IS NULL OR c.valid_to > (${at}::timestamptz AT TIME ZONE t.time_zone)::date)`;
  return rows[0] ?? null;
}

export const noteRead = ({ db }: UnitOfWork, personId: string, day: CalendarDay) =>
  db.$executeRaw`UPDATE calendar_feed SET read_on = ${day}::date WHERE person_id = ${personId}::uuid AND read_on IS DISTINCT FROM ${day}::date`;

/**
 * Somebody's visits in force from an instant on. A visit is the same one while it is owed for the same reason in the same days:
 * how often its hour was changed since is counted over the plans that were in force one after another.
 */
export const feedVisits = ({ db }: UnitOfWork, personId: string, from: Date): Promise<FeedVisit[]> => db.$queryRaw<FeedVisit[]>`
  WITH mine AS MATERIALIZED (
    SELECT p.* FROM planned_visit p WHERE p.person_id = ${personId}::uuid AND p.is_published AND p.begins_at >= ${from}
      AND (p.begins_at <= now() OR is_to_be_seen(p.resident_id, p.begins_at)) ORDER BY p.begins_at, p.id LIMIT 1000
  ), told AS (
    SELECT m.id, h.begins_at, h.ends_at, h.channel, v.published_at,
      lag((h.begins_at, h.ends_at, h.channel)::text) OVER (PARTITION BY m.id ORDER BY v.published_at, h.begins_at) AS before
    FROM mine m JOIN planned_visit h ON h.person_id = m.person_id AND h.resident_id = m.resident_id AND h.due_opens_on = m.due_opens_on
        AND h.due_closes_on = m.due_closes_on AND h.cause = m.cause AND h.cause_id IS NOT DISTINCT FROM m.cause_id
      JOIN visit_plan v ON v.id = h.plan_id AND v.published_at IS NOT NULL
  ), changes AS (
    SELECT id, count(*) FILTER (WHERE before IS NOT NULL AND before <> (begins_at, ends_at, channel)::text)::int AS sequence,
      max(published_at) FILTER (WHERE before IS NULL OR before <> (begins_at, ends_at, channel)::text) AS changed FROM told GROUP BY id
  )
  SELECT m.resident_id::text || m.due_opens_on || m.due_closes_on || m.cause || COALESCE(m.cause_id::text, '') AS key, m.area_code AS "areaCode", m.channel,
    m.begins_at AS "beginsAt", m.ends_at AS "endsAt", COALESCE(c.sequence, 0) AS sequence, COALESCE(c.changed, m.begins_at) AS "changedAt"
  FROM mine m LEFT JOIN changes c ON c.id = m.id ORDER BY m.begins_at, m.id`;
