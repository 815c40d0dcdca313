import type { IsolationCategory } from "~/modules/residents/domain/isolation-category";
import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Line } from "~/shared/line";
import type { MonthFigures } from "../domain/month-figures";
import type { ReportedAway } from "../domain/reported-away";
import { reportedAway } from "./reported-away.server";

/** A city's month in one line of work, for an area and what lies below it. Days are [first, after) in the city's zone. */
export interface MonthAsked {
  readonly cityCode: string;
  readonly timeZone: string;
  readonly line: Line;
  readonly areaCode: string;
  readonly first: CalendarDay;
  readonly after: CalendarDay;
}

/** Lists of people may be of one category alone: the very people its line of the month counts. */
export interface ListAsked extends MonthAsked {
  readonly category: IsolationCategory | null;
}

export interface MonthRow extends MonthFigures {
  /** the first digits of the areas counted together */
  readonly areaCode: string;
  /** "" = everybody, once */
  readonly category: string;
}

/**
 * Who is due and in which column they stand, one row a resident: the definitions of domain/month-figures.ts in the database's
 * words (a test holds them against each other), so that a city's sixty thousand are never loaded to be counted. Nobody can tell
 * PostgreSQL how many of them policies and periods leave; it guesses one, and joins one by one. Hence what is known of each is
 * gathered and grouped, which takes as long whatever is guessed, and categories are asked for by the index that is quick.
 */
const residentsOf = (
  { cityCode, timeZone, line, areaCode, first, after }: MonthAsked,
  whose = Prisma.sql`true`,
  told = Prisma.sql`true`,
) => Prisma.sql`
  periods AS (
    SELECT r.id, r.name, r.area_code, r.state, r.responsible_id, GREATEST(p.registered_on, ${first}::date) AS starts, LEAST(p.left_on, ${after}::date) AS ends
    FROM resident r CROSS JOIN LATERAL (
      SELECT r.registered_on, r.left_on UNION ALL SELECT s.valid_from, s.valid_to FROM resident_stay s WHERE s.resident_id = r.id) p
    WHERE r.city_code = ${cityCode} AND r.line = ${line} AND r.state IN ('registered', 'left') AND r.left_reason IS DISTINCT FROM 'same-person'
      AND starts_with(r.area_code, ${areaCode}) AND p.registered_on < ${after}::date AND (p.left_on IS NULL OR p.left_on > ${first}::date) AND ${whose}),
  due AS (
    SELECT p.id, p.name, p.area_code, p.state, p.responsible_id, array_agg(DISTINCT c.category) AS categories
    FROM periods p JOIN resident_category c ON c.resident_id = ANY (ARRAY[p.id]) AND c.valid_from < p.ends AND (c.valid_to IS NULL OR c.valid_to > p.starts)
    WHERE p.starts < p.ends GROUP BY p.id, p.name, p.area_code, p.state, p.responsible_id),
  told AS (
    SELECT COALESCE(m.kept_id, e.resident_id) AS resident_id, bool_or(e.outcome IN ('seen', 'spoken-to') AND e.channel = 'home') AS home,
      bool_or(e.outcome IN ('seen', 'spoken-to') AND (e.channel = 'home' OR e.is_phone_enough)) AS counted,
      (array_agg(e.outcome ORDER BY e.began_at DESC, e.client_id DESC))[1] AS last
    FROM visit_event e LEFT JOIN merged_files() m ON m.left_id = e.resident_id
    WHERE e.city_code = ${cityCode} AND e.began_at >= (${first}::date::timestamp AT TIME ZONE ${timeZone}) AND e.began_at < (${after}::date::timestamp AT TIME ZONE ${timeZone}) AND ${told}
    GROUP BY COALESCE(m.kept_id, e.resident_id)),
  found AS (
    SELECT COALESCE(m.kept_id, f.resident_id) AS resident_id, count(*) AS findings, count(f.closed_at) AS closed
    FROM finding f LEFT JOIN merged_files() m ON m.left_id = f.resident_id
    WHERE f.found_at >= (${first}::date::timestamp AT TIME ZONE ${timeZone}) AND f.found_at < (${after}::date::timestamp AT TIME ZONE ${timeZone})
    GROUP BY COALESCE(m.kept_id, f.resident_id)),
  gathered AS (
    SELECT id, name, area_code, state, responsible_id::text AS responsible, array_to_string(categories, ',') AS categories, NULL::bool AS home, NULL::bool AS counted,
      NULL::text AS last, 0::bigint AS findings, 0::bigint AS closed FROM due
    UNION ALL SELECT resident_id, NULL, NULL, NULL, NULL, NULL, home, counted, last, 0, 0 FROM told
    UNION ALL SELECT resident_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, findings, closed FROM found),
  standing AS (
    SELECT id, max(name) AS name, max(area_code) AS area_code, max(state) AS state, max(responsible)::uuid AS responsible_id,
      string_to_array(max(categories), ',') AS categories, sum(findings)::bigint AS findings, sum(closed)::bigint AS closed,
      CASE WHEN bool_or(home) THEN 'atHome' WHEN bool_or(counted) THEN 'byPhone' WHEN max(last) = 'refused' THEN 'refused' WHEN max(last) = 'no-answer' THEN 'noAnswer'
        WHEN max(last) = 'in-hospital' THEN 'inHospital' WHEN max(last) = 'away' THEN 'away' ELSE 'notTried' END AS stands
    FROM gathered GROUP BY id HAVING max(area_code) IS NOT NULL)`;

/** Figures by the first `digits` of the area and by category, `""` for everybody; nobody of the areas `without` is counted. */
export function monthRows(
  { db }: UnitOfWork,
  asked: MonthAsked,
  digits: number,
  without: readonly string[] = [],
): Promise<MonthRow[]> {
  const within = Prisma.join(
    [6, 9, 12].map((length) => Prisma.sql`left(r.area_code, ${length}::int) = ANY(${[...without]}::text[])`),
    " OR ",
  );
  const whose = without.length > 0 ? Prisma.sql`NOT (${within})` : undefined;
  const n = (stands: string) => Prisma.sql`count(*) FILTER (WHERE stands = ${stands})::int`;
  return db.$queryRaw<MonthRow[]>`
    WITH ${residentsOf(asked, whose)}
    SELECT left(area_code, ${digits}::int) AS "areaCode", category, count(*)::int AS due,
      count(*) FILTER (WHERE stands IN ('atHome', 'byPhone'))::int AS visited, ${n("atHome")} AS "atHome", ${n("byPhone")} AS "byPhone",
      ${n("refused")} AS refused, ${n("noAnswer")} AS "noAnswer", ${n("inHospital")} AS "inHospital", ${n("away")} AS away, ${n("notTried")} AS "notTried",
      sum(findings)::int AS findings, sum(closed)::int AS closed
    FROM standing CROSS JOIN LATERAL unnest(categories || ARRAY['']) AS category
    GROUP BY 1, 2 ORDER BY 1, 2`;
}

export interface Unvisited {
  readonly residentId: string;
  readonly name: string;
  readonly areaCode: string;
  readonly categories: readonly string[];
  readonly stands: string;
  readonly responsibleId: string | null;
  /** what the last visit told and the file does not say yet; null = nothing */
  readonly reported: ReportedAway | null;
}

/** 未访名单: who is due and was not seen, in the order of areas and names; `after` is the last of the page before. */
export const listUnvisited = (
  { db }: UnitOfWork,
  asked: ListAsked,
  after: { readonly areaCode: string; readonly id: string } | null,
  most: number,
): Promise<Unvisited[]> => db.$queryRaw<Unvisited[]>`
  WITH ${residentsOf(asked)}, waiting AS (${reportedAway(asked.cityCode, asked.areaCode)})
  SELECT id AS "residentId", name, area_code AS "areaCode", categories, stands, responsible_id AS "responsibleId",
    (SELECT w.reported FROM waiting w WHERE w.resident_id = standing.id) AS reported FROM standing
  WHERE stands NOT IN ('atHome', 'byPhone') AND ${asked.category ? Prisma.sql`${asked.category} = ANY(categories)` : Prisma.sql`true`}
    AND ${after ? Prisma.sql`(area_code, name, id) > (${after.areaCode}, COALESCE((SELECT r.name FROM resident r WHERE r.id = ${after.id}::uuid), ''), ${after.id}::uuid)` : Prisma.sql`true`}
  ORDER BY area_code, name, id LIMIT ${most}`;

/** Only who is there to be seen: whoever died or moved away stays due and not visited, and nobody is sent to them. */
const TO_BE_SEEN = Prisma.sql`stands NOT IN ('atHome', 'byPhone') AND state = 'registered'`;

/** How many each answers for who were not seen yet; null = nobody answers for them. */
export const missingByPerson = ({ db }: UnitOfWork, asked: MonthAsked) => db.$queryRaw<
  { personId: string | null; missing: number }[]
>`
  WITH ${residentsOf(asked)}
  SELECT responsible_id AS "personId", count(*)::int AS missing FROM standing WHERE ${TO_BE_SEEN}
  GROUP BY responsible_id ORDER BY missing DESC, responsible_id`;

export interface Missing {
  readonly residentId: string;
  readonly name: string;
}
const MOST_MISSING = 500;

/** Whom somebody answers for and who are not seen yet: read for one person, without a look at the whole city's visits. */
export function missingOf({ db }: UnitOfWork, asked: MonthAsked, personId: string): Promise<Missing[]> {
  const whose = Prisma.sql`r.responsible_id = ${personId}::uuid`;
  const told = Prisma.sql`e.resident_id = ANY (ARRAY(SELECT r.id FROM resident r WHERE ${whose}
    UNION ALL SELECT m.left_id FROM merged_files() m JOIN resident r ON r.id = m.kept_id WHERE ${whose}))`;
  return db.$queryRaw<Missing[]>`
    WITH ${residentsOf(asked, whose, told)}
    SELECT id AS "residentId", name FROM standing WHERE ${TO_BE_SEEN} ORDER BY area_code, name, id LIMIT ${MOST_MISSING}`;
}
