import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { FamilyFacts } from "../domain/family-state";
import { reportedAway } from "./reported-away.server";

interface Whose {
  readonly residentId: string;
  readonly cityCode: string;
  readonly areaCode: string;
  readonly timeZone: string;
}

/** What is on record of one resident and of the files merged into theirs: days only, no kind and no word of anything. */
export async function familyFacts(
  { db }: UnitOfWork,
  { residentId, cityCode, areaCode, timeZone }: Whose,
  today: CalendarDay,
): Promise<FamilyFacts> {
  const [row] = await db.$queryRaw<FamilyFacts[]>`
    WITH files AS MATERIALIZED (SELECT ${residentId}::uuid AS id UNION SELECT left_id FROM merged_files() WHERE kept_id = ${residentId}::uuid),
      visits AS MATERIALIZED (SELECT e.client_id, e.outcome, e.began_at FROM visit_event e JOIN files f ON f.id = e.resident_id),
      waiting AS MATERIALIZED (SELECT w.reported FROM (${reportedAway(cityCode, areaCode)}) w WHERE w.resident_id = ${residentId}::uuid),
      seen AS (SELECT max(began_at) AS at FROM visits WHERE outcome IN ('seen', 'spoken-to')),
      open AS (
        SELECT min(v.began_at) AS at FROM visits v, seen WHERE v.outcome NOT IN ('seen', 'spoken-to') AND v.began_at > COALESCE(seen.at, '-infinity')
        UNION ALL SELECT min(n.found_at) FROM finding n JOIN files f ON f.id = n.resident_id WHERE n.closed_at IS NULL
        UNION ALL SELECT min(a.began_at) FROM escalation a JOIN visits v ON v.client_id = a.source_id AND a.source_kind = 'visit' WHERE a.settled_at IS NULL
        UNION ALL SELECT min((w.reported->>'day')::date::timestamp AT TIME ZONE ${timeZone}) FROM waiting w
      )
    SELECT (SELECT (at AT TIME ZONE ${timeZone})::date::text FROM seen) AS "lastSeenOn",
      (SELECT (min(at) AT TIME ZONE ${timeZone})::date::text FROM open) AS "openSince",
      (SELECT min(d.closes_on)::text FROM due_visit d JOIN files f ON f.id = d.resident_id
        WHERE d.closes_on < ${today}::date OR d.closes_at < now()) AS "owedSince",
      (SELECT for_day::text FROM due_run WHERE city_code = ${cityCode}) AS "workedOutFor", EXISTS (SELECT FROM waiting) AS "isReportOpen"`;
  return row!;
}
