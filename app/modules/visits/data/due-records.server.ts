import { v7 as newId } from "uuid";
import type { BulkSql } from "~/platform/bulk-copy.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { OwedVisit } from "../domain/listed-due";
import { DUE_FACTS_IN_AREAS, DUE_FACTS_OF_RESIDENTS, type DueFactRow } from "./due-facts.server";

/** A due visit as it is kept. */
export interface DueRow extends OwedVisit {
  readonly line: string;
}

/** Areas of a city with residents, or with visits owed, and how many people each has. */
export const dueAreas = (sql: BulkSql, cityCode: string) => sql<{ areaCode: string; residents: number }[]>`
  SELECT area_code AS "areaCode", sum(n)::int AS residents FROM (
    SELECT area_code, count(*) AS n FROM resident WHERE city_code = ${cityCode} AND state = 'registered' GROUP BY area_code
    UNION ALL SELECT DISTINCT area_code, 0 FROM due_visit WHERE city_code = ${cityCode}) AS areas
  GROUP BY area_code ORDER BY area_code`;

/** One at a time works out an area's due visits; whoever logs a visit there waits, and sees the outcome. */
const HOLD = `SELECT pg_advisory_xact_lock(hashtextextended('due-visits:' || code, 0)) FROM (SELECT unnest($1::text[]) AS code ORDER BY 1) AS held`;

export const holdAreas = (sql: BulkSql, areaCodes: readonly string[]) => sql.unsafe(HOLD, [[...areaCodes]]);
export const holdAreasOf = ({ db }: UnitOfWork, areaCodes: readonly string[]) => db.$executeRawUnsafe(HOLD, [...areaCodes]);

export const factsOfAreas = (sql: BulkSql, cityCode: string, areaCodes: readonly string[], from: CalendarDay, timeZone: string) =>
  sql.unsafe<DueFactRow[]>(DUE_FACTS_IN_AREAS, [cityCode, [...areaCodes], null, from, timeZone]);

export const factsOfResidents = (
  { db }: UnitOfWork,
  cityCode: string,
  residentIds: readonly string[],
  from: CalendarDay,
  timeZone: string,
) => db.$queryRawUnsafe<DueFactRow[]>(DUE_FACTS_OF_RESIDENTS, cityCode, null, [...residentIds], from, timeZone);

export const factsOfResident = (uow: UnitOfWork, cityCode: string, residentId: string, from: CalendarDay, timeZone: string) =>
  factsOfResidents(uow, cityCode, [residentId], from, timeZone);

/** What is said anew replaces what was owed; a row that is still so stays as it is, with its id. `NOT IN` is hashed whatever is guessed. */
const mergeOf = (whose: string): string => `
  WITH fresh AS (SELECT * FROM json_to_recordset($1::text::json) AS f("id" uuid, "residentId" uuid, "line" text, "areaCode" text, "opensOn" date, "closesOn" date,
      "closesAt" timestamptz, "targetOn" date, "cause" text, "causeId" uuid, "minutes" int, "isPhoneEnough" bool, "isCarriedOver" bool)),
    kept AS (
      SELECT d.id AS old, f.id AS new FROM due_visit d JOIN fresh f ON d.resident_id = f."residentId" AND d.opens_on = f."opensOn" AND d.closes_on = f."closesOn"
        AND d.target_on = f."targetOn" AND d.cause = f."cause" AND d.area_code = f."areaCode" AND d.line = f."line" AND d.minutes = f."minutes"
        AND d.is_phone_enough = f."isPhoneEnough" AND d.is_carried_over = f."isCarriedOver"
        AND d.cause_id IS NOT DISTINCT FROM f."causeId" AND d.closes_at IS NOT DISTINCT FROM f."closesAt"
      WHERE d.city_code = $2 AND ${whose}),
    gone AS (DELETE FROM due_visit d WHERE d.city_code = $2 AND ${whose}
      AND d.id NOT IN (SELECT old FROM kept) RETURNING 1)
  INSERT INTO due_visit (id, city_code, resident_id, line, area_code, opens_on, closes_on, closes_at, target_on, cause, cause_id, minutes, is_phone_enough, is_carried_over)
  SELECT f.id, $2, f."residentId", f."line", f."areaCode", f."opensOn", f."closesOn", f."closesAt", f."targetOn", f."cause", f."causeId", f."minutes", f."isPhoneEnough", f."isCarriedOver"
  FROM fresh f WHERE f.id NOT IN (SELECT new FROM kept)`;
const MERGE_IN_AREAS = mergeOf("d.area_code = ANY($3::text[])");
const MERGE_OF_RESIDENTS = `/* prepared: merge-due */ ${mergeOf("d.resident_id = ANY($3::uuid[])")}`;

const packed = (rows: readonly DueRow[]): string => JSON.stringify(rows.map((row) => ({ id: newId(), ...row })));

export const mergeAreas = (sql: BulkSql, cityCode: string, areaCodes: readonly string[], rows: readonly DueRow[]) =>
  sql.unsafe(MERGE_IN_AREAS, [packed(rows), cityCode, [...areaCodes]]);

export const mergeResidents = ({ db }: UnitOfWork, cityCode: string, residentIds: readonly string[], rows: readonly DueRow[]) =>
  db.$executeRawUnsafe(MERGE_OF_RESIDENTS, packed(rows), cityCode, [...residentIds]);

export const noteRun = (sql: BulkSql, cityCode: string, day: CalendarDay) => sql`
  INSERT INTO due_run (city_code, for_day) VALUES (${cityCode}, ${day})
  ON CONFLICT (city_code) DO UPDATE SET for_day = excluded.for_day WHERE due_run.for_day <> excluded.for_day`;

/** For which day a city was last worked out whole; null = never. */
export async function lastRun({ db }: UnitOfWork, cityCode: string): Promise<CalendarDay | null> {
  const row = await db.dueRun.findUnique({ where: { cityCode } });
  return row && row.forDay.toISOString().slice(0, 10);
}
