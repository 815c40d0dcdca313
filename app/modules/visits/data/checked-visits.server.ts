import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { AlikePhotos } from "../domain/alike-photos";
import type { Transport } from "../domain/apart-in-time";
import type { CheckedVisit, CheckedWork } from "../domain/visit-flags";

export interface CheckedRow extends Omit<CheckedVisit, "home" | "ruleMinutes" | "distance"> {
  readonly line: string;
  readonly day: CalendarDay;
  /** what was written down from this noon on belongs to one night */
  readonly night: CalendarDay;
  readonly distance: number | null;
  readonly accuracy: number | null;
  readonly minutesOff: number | null;
}

/** How long before a visit `e` its position `p` was taken (below 0), or after its end; 0 = within it. */
export const minutesOff = Prisma.sql`(CASE WHEN p.captured_at < e.began_at THEN floor(extract(epoch FROM p.captured_at - e.began_at) / 60)
  ELSE GREATEST(0, ceil(extract(epoch FROM p.captured_at - e.began_at) / 60) - e.minutes) END)::int`;

/** Twelve hours around the day too: a visit may last into it. Times are the server's: what a phone's clock was off by has been taken off already. */
export function checkedRows(
  { db }: UnitOfWork,
  { code, timeZone }: { readonly code: string; readonly timeZone: string },
  { authorId, day, night }: CheckedWork,
): Promise<CheckedRow[]> {
  const local = (column: Prisma.Sql) => Prisma.sql`(${column} AT TIME ZONE ${timeZone})`;
  const from = (date: string, hours: number) =>
    Prisma.sql`((${date}::date::timestamp + ${hours} * interval '1 hour') AT TIME ZONE ${timeZone})`;
  const inMs = (column: Prisma.Sql) => Prisma.sql`(extract(epoch FROM ${column}) * 1000)::float8`;
  return db.$queryRaw<CheckedRow[]>`
    SELECT e.client_id AS id, k.id AS "residentId", e.line, e.area_code AS "areaCode", e.outcome, e.channel, e.purpose, e.minutes, e.offset_seconds AS "offsetSeconds",
      ${inMs(Prisma.sql`e.began_at`)} AS "beganAt", ${inMs(Prisma.sql`e.captured_at`)} AS "capturedAt", ${inMs(Prisma.sql`e.received_at`)} AS "receivedAt",
      d.day::text AS day, (${local(Prisma.sql`e.captured_at`)} - interval '12 hours')::date::text AS night,
      GREATEST(0, ${local(Prisma.sql`e.received_at`)}::date - d.day) AS "daysLate",
      (extract(hour FROM ${local(Prisma.sql`e.captured_at`)}) * 60 + extract(minute FROM ${local(Prisma.sql`e.captured_at`)}))::int AS "capturedMinute",
      CASE WHEN k.left_reason = 'deceased' THEN d.day - k.left_on END AS "daysAfterDeath",
      (SELECT max(d.day - a.valid_from) + 1 FROM resident_absence a
        WHERE a.resident_id = k.id AND a.kind = 'hospital' AND a.valid_from < d.day AND (a.valid_to IS NULL OR a.valid_to > d.day)) AS "dayInHospital",
      e.uploader_id <> e.author_id AS "isUploadedForAuthor", e.device = 'paper' AS "isFromPaper",
      p.distance_metres AS distance, p.accuracy_metres AS accuracy,
      ${minutesOff} AS "minutesOff"
    FROM visit_event e JOIN resident r ON r.id = e.resident_id JOIN resident k ON k.id = COALESCE(r.merged_into, r.id)
      CROSS JOIN LATERAL (SELECT ${local(Prisma.sql`e.began_at`)}::date AS day) d LEFT JOIN visit_position p ON p.event_id = e.client_id
    WHERE e.author_id = ${authorId}::uuid AND e.city_code = ${code} AND (
      (e.began_at >= ${from(day, -12)} AND e.began_at < ${from(day, 36)})
      OR (e.began_at >= ${from(night, -24 * 93)} AND e.began_at < ${from(night, 36)} AND e.captured_at >= ${from(night, 12)} AND e.captured_at < ${from(night, 36)}))
    ORDER BY e.began_at, e.client_id`;
}

export async function transportOf({ db }: UnitOfWork, authorId: string): Promise<Transport> {
  const row = await db.caregiver.findUnique({ where: { personId: authorId }, select: { transport: true } });
  // Of whoever has no card nothing is known: the fastest is taken.
  return (row?.transport as Transport | undefined) ?? "bus";
}

/** Pictures of these visits beside older ones of other visits; two who went there together are none of it. */
export const alikePhotos = (
  { db }: UnitOfWork,
  cityCode: string,
  eventIds: readonly string[],
  { bits, days }: { readonly bits: number; readonly days: number },
): Promise<AlikePhotos[]> => db.$queryRaw<AlikePhotos[]>`
  SELECT a.event_id AS "eventId", a.other_id AS "otherId", a.bits, a.days_apart AS "daysApart",
    COALESCE(o.merged_into, o.id) = COALESCE(r.merged_into, r.id) AS "isSameResident", x.author_id = e.author_id AS "isSameAuthor"
  FROM alike_photos(${[...eventIds]}::uuid[], ${bits}::int, ${days}::int) a
    JOIN visit_event e ON e.client_id = a.event_id JOIN resident r ON r.id = e.resident_id
    JOIN visit_event x ON x.client_id = a.other_id AND x.city_code = ${cityCode} JOIN resident o ON o.id = x.resident_id
  WHERE NOT (COALESCE(o.merged_into, o.id) = COALESCE(r.merged_into, r.id) AND x.author_id <> e.author_id
    AND abs(extract(epoch FROM x.began_at - e.began_at)) < 10800)
  ORDER BY 1, 3, 2 LIMIT 500`;

/**
 * Whose days are to be looked at (again): what was seen of somebody whose whereabouts were put on record since, and, whole, what came
 * in since. Both begin at what is new and go from there to visits, by index: a city's visits are never gone through.
 */
export function workSince(
  { db }: UnitOfWork,
  { code, timeZone }: { readonly code: string; readonly timeZone: string },
  { moved, came }: { readonly moved: Date; readonly came: Date | null },
): Promise<CheckedWork[]> {
  const files = Prisma.sql`
    SELECT r.id FROM resident r WHERE r.city_code = ${code} AND r.whereabouts_at >= ${moved}
    UNION SELECT m.left_id FROM merged_files() m JOIN resident k ON k.id = m.kept_id WHERE k.city_code = ${code} AND k.whereabouts_at >= ${moved}`;
  const arrived = Prisma.sql`
    UNION SELECT v.client_id FROM visit_event v WHERE v.city_code = ${code} AND v.received_at >= ${came}
    UNION SELECT p.event_id FROM visit_position p WHERE p.received_at >= ${came}
    UNION SELECT p.event_id FROM visit_photo p WHERE p.received_at >= ${came}`;
  return db.$queryRaw<CheckedWork[]>`
    WITH files AS MATERIALIZED (${files}), asked AS MATERIALIZED (
      SELECT v.client_id AS id FROM files f JOIN visit_event v ON v.resident_id = f.id ${came ? arrived : Prisma.empty})
    SELECT DISTINCT e.author_id AS "authorId", (e.began_at AT TIME ZONE ${timeZone})::date::text AS day,
      ((e.captured_at AT TIME ZONE ${timeZone}) - interval '12 hours')::date::text AS night
    FROM asked JOIN visit_event e ON e.client_id = asked.id WHERE e.city_code = ${code} AND e.began_at >= now() - interval '92 days'
    ORDER BY 2, 1, 3`;
}

/** Up to when a city was looked at whole, and up to when at whoever's whereabouts were put on record; null = never. */
export interface LookedUntil {
  readonly whole: Date | null;
  readonly moved: Date | null;
}

export async function lookedUntil({ db }: UnitOfWork, cityCode: string): Promise<LookedUntil> {
  const row = await db.visitCheckRun.findUnique({ where: { cityCode } });
  return { whole: row?.lookedUntil ?? null, moved: row?.movedUntil ?? null };
}

/** A whole look is one at those who moved too; neither mark goes back. */
export const noteLooked = (
  { db }: UnitOfWork,
  cityCode: string,
  { at, isWhole }: { readonly at: Date; readonly isWhole: boolean },
): Promise<number> =>
  isWhole
    ? db.$executeRaw`
        INSERT INTO visit_check_run (city_code, looked_until, moved_until) VALUES (${cityCode}, ${at}, ${at})
        ON CONFLICT (city_code) DO UPDATE SET looked_until = GREATEST(visit_check_run.looked_until, EXCLUDED.looked_until),
          moved_until = GREATEST(visit_check_run.moved_until, EXCLUDED.moved_until)`
    : db.$executeRaw`
        UPDATE visit_check_run SET moved_until = GREATEST(moved_until, ${at}) WHERE city_code = ${cityCode}`;
