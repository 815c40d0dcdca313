import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { AlikePhotos } from "../domain/alike-photos";
import type { Transport } from "../domain/apart-in-time";
import type { CheckedVisit, CheckedWork } from "../domain/visit-flags";

export interface CheckedRow extends Omit<CheckedVisit, "home" | "ruleMinutes" | "distance"> {
  readonly line: string;
  readonly areaCode: string;
  readonly day: CalendarDay;
  /** what was written down from this noon on belongs to one night */
  readonly night: CalendarDay;
  readonly distance: number | null;
  readonly accuracy: number | null;
}

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
      p.distance_metres AS distance, p.accuracy_metres AS accuracy
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
export function alikePhotos(
  { db }: UnitOfWork,
  cityCode: string,
  eventIds: readonly string[],
  { bits, days }: { readonly bits: number; readonly days: number },
): Promise<AlikePhotos[]> {
  return db.$queryRaw<AlikePhotos[]>`
    SELECT p.event_id AS "eventId", o.event_id AS "otherId", min(bit_count((p.perceptual_hash # o.perceptual_hash)::bit(64)))::int AS bits,
      min(p.captured_at::date - o.captured_at::date) AS "daysApart", x.resident_id = e.resident_id AS "isSameResident", x.author_id = e.author_id AS "isSameAuthor"
    FROM visit_photo p JOIN visit_event e ON e.client_id = p.event_id
      JOIN visit_photo o ON photo_bands(o.perceptual_hash) && photo_bands(p.perceptual_hash) AND o.event_id <> p.event_id
        AND (o.captured_at, o.id) < (p.captured_at, p.id) AND o.captured_at >= p.captured_at - ${days}::int * interval '1 day'
      JOIN visit_event x ON x.client_id = o.event_id AND x.city_code = ${cityCode}
    WHERE p.event_id = ANY(${[...eventIds]}::uuid[]) AND bit_count((p.perceptual_hash # o.perceptual_hash)::bit(64)) <= ${bits}::int
      -- a picture of nothing, all dark or all alike, has no steps in brightness
      AND p.perceptual_hash NOT IN (0, -1)
      AND NOT (x.resident_id = e.resident_id AND x.author_id <> e.author_id AND abs(extract(epoch FROM x.began_at - e.began_at)) < 10800)
    GROUP BY 1, 2, x.resident_id, e.resident_id, x.author_id, e.author_id ORDER BY 1, 3, 2 LIMIT 500`;
}

/** Whose days are to be looked at (again): what came in since, or was seen of somebody whose whereabouts were put on record since. */
export function workSince(
  { db }: UnitOfWork,
  { code, timeZone }: { readonly code: string; readonly timeZone: string },
  { since, isWhole }: { readonly since: Date; readonly isWhole: boolean },
): Promise<CheckedWork[]> {
  const moved = Prisma.sql`EXISTS (SELECT 1 FROM resident r WHERE r.whereabouts_at >= ${since} AND r.city_code = ${code}
    AND (r.id = e.resident_id OR r.id = (SELECT f.merged_into FROM resident f WHERE f.id = e.resident_id)))`;
  const came = Prisma.sql`e.received_at >= ${since} OR EXISTS (SELECT 1 FROM visit_position p WHERE p.event_id = e.client_id AND p.received_at >= ${since})
    OR EXISTS (SELECT 1 FROM visit_photo p WHERE p.event_id = e.client_id AND p.received_at >= ${since})`;
  return db.$queryRaw<CheckedWork[]>`
    SELECT DISTINCT e.author_id AS "authorId", (e.began_at AT TIME ZONE ${timeZone})::date::text AS day,
      ((e.captured_at AT TIME ZONE ${timeZone}) - interval '12 hours')::date::text AS night
    FROM visit_event e WHERE e.city_code = ${code} AND e.began_at >= now() - interval '92 days' AND (${moved} ${isWhole ? Prisma.sql`OR ${came}` : Prisma.empty})
    ORDER BY 2, 1, 3`;
}

/** Up to when a city was looked at; null = never. The row is held: one looks at a time. */
export async function lookedUntil({ db }: UnitOfWork, cityCode: string): Promise<Date | null> {
  const row = await db.visitCheckRun.findUnique({ where: { cityCode } });
  return row?.lookedUntil ?? null;
}

export const noteLooked = ({ db }: UnitOfWork, cityCode: string, at: Date): Promise<number> => db.$executeRaw`
  INSERT INTO visit_check_run (city_code, looked_until) VALUES (${cityCode}, ${at})
  ON CONFLICT (city_code) DO UPDATE SET looked_until = GREATEST(visit_check_run.looked_until, EXCLUDED.looked_until)`;
