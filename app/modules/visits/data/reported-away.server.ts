import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { ReportedAway } from "../domain/reported-away";

/**
 * Who waits to be verified in an area, by what a visit or a contact with a link told, as `resident_id` and `reported` (see domain/reported-away.ts). Nobody opening the door says
 * nothing against a report; being seen, spoken with or turned away does, and so does what the file says since of where they are: an
 * exit or its correction, another community or address, days away. That anything else of the file changed settles nothing.
 */
export const reportedAway = (cityCode: string, areaCode: string) => Prisma.sql`
  SELECT DISTINCT ON (r.id) r.id AS resident_id,
    json_strip_nulls(json_build_object('outcome', e.outcome, 'day', d.day, 'relation', e.relation, 'until', e.until_on)) AS reported
  FROM (
      SELECT v.client_id, v.resident_id, v.city_code, v.outcome, v.began_at, v.received_at, NULL AS relation, NULL::date AS until_on FROM visit_event v
      WHERE v.city_code = ${cityCode} AND starts_with(v.area_code, ${areaCode}) AND v.outcome IN ('deceased', 'moved', 'in-hospital', 'away')
      UNION ALL
      SELECT f.id, f.resident_id, f.city_code, f.kind, f.reported_at, f.reported_at, f.relation, f.until_on FROM family_report f
      WHERE f.city_code = ${cityCode} AND starts_with(f.area_code, ${areaCode})
    ) e LEFT JOIN merged_files() m ON m.left_id = e.resident_id JOIN resident r ON r.id = COALESCE(m.kept_id, e.resident_id)
    JOIN city c ON c.code = e.city_code CROSS JOIN LATERAL (SELECT (e.began_at AT TIME ZONE c.time_zone)::date AS day, (now() AT TIME ZONE c.time_zone)::date AS today) d
  WHERE COALESCE(e.until_on >= d.today, true) AND r.state = 'registered' AND COALESCE(r.whereabouts_at, '-infinity') < e.received_at
    AND NOT (e.outcome = 'moved' AND EXISTS (SELECT 1 FROM resident_sensitive s
      WHERE s.resident_id = r.id AND s.kind IN ('address', 'home-position') AND s.changed_at > e.received_at))
    AND NOT EXISTS (SELECT 1 FROM visit_event l WHERE l.resident_id IN (r.id, e.resident_id) AND l.began_at > e.began_at AND l.outcome IN ('seen', 'spoken-to', 'refused'))
    AND NOT (e.outcome IN ('in-hospital', 'away') AND EXISTS (SELECT 1 FROM resident_absence a
      WHERE a.resident_id = r.id AND a.valid_from <= d.day AND (a.valid_to IS NULL OR a.valid_to > d.day)))
  ORDER BY r.id, e.began_at DESC, e.client_id DESC`;

/** The same by resident. */
export async function reportedIn({ db }: UnitOfWork, cityCode: string, areaCode: string): Promise<Map<string, ReportedAway>> {
  const rows = await db.$queryRaw<{ id: string; reported: ReportedAway }[]>`
    SELECT resident_id AS id, reported FROM (${reportedAway(cityCode, areaCode)}) waiting`;
  return new Map(rows.map(({ id, reported }) => [id, reported]));
}

/** Whoever a family reported in hospital or away, and nobody verified yet. */
export interface ToldByFamily {
  readonly residentId: string;
  readonly name: string;
  readonly areaCode: string;
  readonly reported: ReportedAway;
  /** how many there are in all */
  readonly inAll: number;
}

/** The longest reported first, whether or not anybody is to go there soon. */
export const toldByFamilies = (
  { db }: UnitOfWork,
  cityCode: string,
  areaCode: string,
  most: number,
): Promise<ToldByFamily[]> => db.$queryRaw<ToldByFamily[]>`
  SELECT r.id AS "residentId", r.name, r.area_code AS "areaCode", w.reported, count(*) OVER ()::int AS "inAll"
  FROM (${reportedAway(cityCode, areaCode)}) w JOIN resident r ON r.id = w.resident_id
  WHERE w.reported->>'relation' IS NOT NULL ORDER BY w.reported->>'day', r.id LIMIT ${most}`;
