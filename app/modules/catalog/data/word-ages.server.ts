import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { codeRange } from "../domain/facility-filter";
import type { PlaceWord } from "../domain/operator-desk";
import type { Freshness, WordAge } from "../domain/vacancy-said";

export interface WordAsked {
  readonly cityCode: string;
  readonly day: CalendarDay;
  readonly now: Date;
  readonly freshness: Freshness;
  /** null = the whole city */
  readonly areaCode: string | null;
}

/**
 * Each operating place of a part of the city that somebody may ask, with the oldest of the words that hold for its classes this
 * month. A place is as old as its oldest word.
 */
const places = ({ cityCode, day, now, freshness, areaCode }: WordAsked): Prisma.Sql => {
  const month = day.slice(0, 7);
  const { lo, hi } = codeRange(areaCode ?? cityCode);
  const within = areaCode === null ? Prisma.sql`true` : Prisma.sql`(f.area_code >= ${lo} AND f.area_code < ${hi})`;
  return Prisma.sql`
    word AS (
      SELECT f.id, f.name, f.area_code, v.id AS statement_id, v.confirmed_at, v.expires_at, o.valid_from
      FROM facility f JOIN facility_state s ON s.facility_id = f.id AND s.state = 'operating' AND s.valid_from <= ${day}::date AND (s.valid_to IS NULL OR s.valid_to > ${day}::date)
        JOIN offering o ON o.facility_id = f.id AND o.valid_from <= ${day}::date AND (o.valid_to IS NULL OR o.valid_to > ${day}::date)
        JOIN offering_class c ON c.offering_id = o.id
        JOIN capacity q ON q.class_id = c.id AND q.valid_from <= ${day}::date AND (q.valid_to IS NULL OR q.valid_to > ${day}::date)
        LEFT JOIN LATERAL (SELECT w.id, w.confirmed_at, w.expires_at FROM vacancy_statement w WHERE w.class_id = c.id AND w.start_month <= ${month}
          AND w.confirmed_at <= ${now}::timestamptz ORDER BY w.start_month DESC, w.confirmed_at DESC, w.id DESC LIMIT 1) v ON true
      WHERE f.city_code = ${cityCode} AND ${within}
        AND ((SELECT holds_everything('confirm:vacancies')) OR (f.line || ':' || COALESCE(f.area_code, f.city_code)) <@ (SELECT scope_of('confirm:vacancies')))
    ), place AS (
      SELECT id, name, area_code, count(*)::int AS classes, count(*) FILTER (WHERE statement_id IS NULL)::int AS unsaid, min(confirmed_at) AS oldest, min(valid_from) AS began,
        (array_agg(statement_id ORDER BY confirmed_at ASC NULLS LAST, statement_id))[1] AS statement_id,
        CASE WHEN min(confirmed_at) IS NULL THEN 'never' WHEN min(expires_at) <= ${now}::timestamptz THEN 'stale'
          WHEN min(confirmed_at) <= ${now}::timestamptz - ${freshness.nudgeDays[0] ?? freshness.freshDays}::int * interval '1 day' THEN 'ageing' ELSE 'fresh' END AS age
      FROM word GROUP BY id, name, area_code
    )`;
};

/** The places of one age, the oldest word first. */
export const placesOfAge = ({ db }: UnitOfWork, asked: WordAsked, age: WordAge, from: number, most: number) => db.$queryRaw<
  PlaceWord[]
>`
  WITH ${places(asked)}
  SELECT p.id AS "facilityId", p.name, a.name AS "areaName", k.phone, p.classes, p.unsaid, p.oldest, p.age, n.step AS "nudgeStep", n.channel AS "nudgeChannel", n.made_at AS "nudgedAt"
  FROM (SELECT * FROM place WHERE age = ${age} ORDER BY oldest NULLS LAST, name COLLATE "C", id OFFSET ${from} LIMIT ${most}) p
    LEFT JOIN LATERAL (SELECT x.name FROM area x WHERE x.city_code = ${asked.cityCode} AND x.code = p.area_code ORDER BY x.code_year DESC LIMIT 1) a ON true
    LEFT JOIN LATERAL (SELECT x.phone FROM contact x WHERE x.facility_id = p.id AND x.is_public ORDER BY x.phone LIMIT 1) k ON true
    LEFT JOIN LATERAL (SELECT x.step, x.channel, x.made_at FROM vacancy_nudge x WHERE x.facility_id = p.id AND x.statement_id IS NOT DISTINCT FROM p.statement_id ORDER BY x.step DESC LIMIT 1) n ON true
  ORDER BY p.oldest NULLS LAST, p.name COLLATE "C", p.id`;

/** How many places there are of each age. */
export async function countsByAge({ db }: UnitOfWork, asked: WordAsked): Promise<Record<WordAge, number>> {
  const rows = await db.$queryRaw<
    { age: WordAge; places: number }[]
  >`WITH ${places(asked)} SELECT age, count(*)::int AS places FROM place GROUP BY age`;
  const count = (age: WordAge) => rows.find((row) => row.age === age)?.places ?? 0;
  return { stale: count("stale"), ageing: count("ageing"), never: count("never"), fresh: count("fresh") };
}

export interface AgedWord {
  readonly facilityId: string;
  /** null = nobody ever said a word */
  readonly statementId: string | null;
  /** when its oldest word was said; of one that never spoke, since when it could have */
  readonly oldest: Date;
}

/**
 * Every place whose oldest word has reached the first reminder. One that never said a word is counted from the day its first class
 * began, or from its first link where that came later: before, it had no way to say anything.
 */
export const agedWords = ({ db }: UnitOfWork, asked: WordAsked): Promise<AgedWord[]> => db.$queryRaw<AgedWord[]>`
  WITH ${places(asked)}
  SELECT id AS "facilityId", statement_id AS "statementId", since AS oldest FROM place,
    LATERAL (SELECT COALESCE(oldest, GREATEST(began::timestamptz, (SELECT min(l.made_at) FROM operator_link l WHERE l.facility_id = place.id))) AS since) s
  WHERE since <= ${asked.now}::timestamptz - ${asked.freshness.nudgeDays[0] ?? asked.freshness.freshDays}::int * interval '1 day' ORDER BY id`;
