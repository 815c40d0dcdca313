import type { DatedCategory } from "~/modules/residents/domain/isolation-category";
import { riskPeriods, type RiskRule } from "~/modules/residents/domain/risk-rule";
import type { DatedRisk, RiskLevel } from "~/modules/residents/domain/risk-level";
import type { CalendarDay } from "~/shared/calendar-day";
import type { DueFor, MajorChange } from "../domain/due-visit";

/** A resident as the job reads them. */
export interface DueResident extends DueFor {
  readonly id: string;
  readonly line: string;
  readonly bornOn: CalendarDay | null;
  /** the last time somebody was there, or spoke with them, as ISO 8601; what a campaign asks */
  readonly lastSeenAt: string | null;
  readonly lastHeardAt: string | null;
}

type Days<K extends string> = readonly (readonly [K, CalendarDay, CalendarDay | null])[] | null;

/** One row of {@link dueFacts}. */
export interface DueFactRow {
  readonly id: string;
  readonly line: string;
  readonly areaCode: string;
  readonly registeredOn: CalendarDay;
  /** nobody who has left is owed anything any more */
  readonly leftOn: CalendarDay | null;
  readonly bornOn: CalendarDay | null;
  readonly risk: RiskLevel;
  readonly categories: Days<DatedCategory["category"]>;
  readonly overrides: Days<RiskLevel>;
  readonly grades: readonly (readonly [number, CalendarDay, CalendarDay])[] | null;
  readonly absences: Days<string>;
  readonly changes: readonly (readonly [CalendarDay, number, number])[] | null;
  readonly seen: readonly (readonly [CalendarDay, boolean, number])[] | null;
  readonly lastSeenAt: string | null;
  readonly lastHeardAt: string | null;
}

const minuteOf = (column: string): string =>
  `(extract(hour FROM ${column} AT TIME ZONE $5) * 60 + extract(minute FROM ${column} AT TIME ZONE $5))::int`;

/** Dated rows of all the people at once: a look for each of them goes by the index that keeps periods apart, which is slow. */
const partsOf = (table: string, as: string, columns: string, when: string): string =>
  `LEFT JOIN (SELECT ${as}.resident_id, json_agg(json_build_array(${columns})) AS parts FROM ${table} ${as}
      WHERE ${as}.resident_id = ANY (ARRAY(SELECT id FROM people)) AND (${when}) GROUP BY ${as}.resident_id) ${as} ON ${as}.resident_id = r.id`;

const IN_AREAS = "r.state = 'registered' AND r.area_code = ANY($2::text[]) AND $3::uuid[] IS NULL";
const OF_RESIDENTS = "r.state IN ('registered', 'left') AND r.id = ANY($3::uuid[]) AND $2::text[] IS NULL";

/**
 * What the rules ask about: whoever is on the register in these areas ($2), or these residents alone, also after they left ($3). $1
 * city, $4 the first day looked back to, $5 the city's zone. Visits of files that were merged into one are that one's. Home from
 * hospital is a change also where the last day was known before: nobody has to say it again, and whoever was there on that day
 * found them at home. Spoken by both database clients, hence text and numbers.
 */
const dueFacts = (whom: string): string => `
  WITH people AS MATERIALIZED (
    SELECT r.id, r.line, r.area_code, r.registered_on, r.left_on, r.born_on, r.risk FROM resident r
    WHERE r.city_code = $1 AND ${whom}),
  files AS MATERIALIZED (SELECT id AS kept, id AS file FROM people UNION ALL SELECT m.kept_id, m.left_id FROM merged_files() m JOIN people p ON p.id = m.kept_id),
  heard AS (
    SELECT f.kept, json_agg(json_build_array((e.began_at AT TIME ZONE $5)::date, e.channel = 'home', ${minuteOf("e.began_at")})) AS seen,
      to_char(max(e.began_at) FILTER (WHERE e.channel = 'home') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "lastSeenAt",
      to_char(max(e.began_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "lastHeardAt"
    FROM files f JOIN visit_event e ON e.resident_id = f.file
    WHERE e.outcome IN ('seen', 'spoken-to') AND e.began_at >= ($4::date::timestamp AT TIME ZONE $5) GROUP BY f.kept)
  SELECT r.id, r.line, r.area_code AS "areaCode", r.registered_on::text AS "registeredOn", r.left_on::text AS "leftOn", r.born_on::text AS "bornOn", r.risk,
    c.parts AS categories, o.parts AS overrides, a.parts AS grades, b.parts AS absences,
    (SELECT json_agg(json_build_array(h.day, h.since, h.hours_from)) FROM (
      SELECT c.happened_on AS day, t.minute AS since, t.minute AS hours_from FROM resident_change c
        CROSS JOIN LATERAL (SELECT COALESCE(${minuteOf("c.happened_at")}, 1440) AS minute) t
        WHERE c.resident_id = r.id AND c.happened_on >= $4::date
      UNION ALL SELECT b.valid_to, 0, 1440 FROM resident_absence b
        WHERE b.resident_id = r.id AND b.kind = 'hospital' AND b.valid_to >= $4::date
          AND NOT EXISTS (SELECT FROM resident_absence n WHERE n.resident_id = r.id AND n.valid_from <= b.valid_to AND (n.valid_to IS NULL OR n.valid_to > b.valid_to))
          AND NOT EXISTS (SELECT FROM resident_change c WHERE c.resident_id = r.id AND c.kind = 'home-from-hospital' AND c.happened_on = b.valid_to)) h) AS changes,
    v.seen, v."lastSeenAt", v."lastHeardAt"
  FROM people r LEFT JOIN heard v ON v.kept = r.id
    ${partsOf("resident_category", "c", "c.category, c.valid_from, c.valid_to", "c.valid_to IS NULL OR c.valid_to > $4::date")}
    ${partsOf("resident_risk_override", "o", "o.risk, o.valid_from, o.valid_to", "o.valid_to IS NULL OR o.valid_to > $4::date")}
    ${partsOf("resident_assessment", "a", "a.grade, a.assessed_on, a.expires_on", "a.expires_on > $4::date")}
    ${partsOf("resident_absence", "b", "b.kind, b.valid_from, b.valid_to", "b.valid_to IS NULL OR b.valid_to > $4::date")}`;

export const DUE_FACTS_IN_AREAS = dueFacts(IN_AREAS);
export const DUE_FACTS_OF_RESIDENTS = `/* prepared: due-facts */ ${dueFacts(OF_RESIDENTS)}`;

/** @param rules of risk; none = the level on record holds, and what somebody said otherwise */
export function dueResident(row: DueFactRow, rules: readonly RiskRule[], from: CalendarDay, to: CalendarDay): DueResident {
  const categories = (row.categories ?? []).map(([category, start, end]) => ({ category, from: start, to: end }));
  return {
    ...{ id: row.id, line: row.line, areaCode: row.areaCode, bornOn: row.bornOn, categories },
    registered: { from: row.registeredOn, to: row.leftOn },
    risks: risksOf(row, categories, rules, from, to),
    absences: (row.absences ?? []).map(([, start, end]) => ({ from: start, to: end })),
    changes: (row.changes ?? []).map(([day, since, hoursFrom]): MajorChange => ({ day, since, hoursFrom })),
    seen: (row.seen ?? []).map(([day, isAtHome, minute]) => ({ day, isAtHome, minute })),
    ...{ lastSeenAt: row.lastSeenAt, lastHeardAt: row.lastHeardAt },
  };
}

function risksOf(
  { risk, bornOn, overrides, grades }: DueFactRow,
  categories: readonly DatedCategory[],
  rules: readonly RiskRule[],
  from: CalendarDay,
  to: CalendarDay,
): readonly DatedRisk[] {
  if (rules.length === 0) return [{ risk, from, to: null }];
  const said = (overrides ?? []).map(([level, start, end]) => ({ risk: level, from: start, to: end }));
  const graded = (grades ?? []).map(([grade, start, end]) => ({ grade, from: start, to: end }));
  return riskPeriods({ bornOn, categories, grades: graded, overrides: said }, rules, from, to);
}
