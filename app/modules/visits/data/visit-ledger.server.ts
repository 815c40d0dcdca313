import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { LedgerRow } from "../domain/ledger-row";
import type { LedgerFilter } from "../domain/month-address";
import { inCategory } from "./in-category.server";

export interface LedgerTurn {
  readonly beganAt: string;
  readonly id: string;
}

/** 探访台账: the latest first; `after` is the last of the page before. */
export function listVisits(
  { db }: UnitOfWork,
  { code, timeZone }: { readonly code: string; readonly timeZone: string },
  { areaCode, from, to, outcome, residentId, isLateOnly, category }: LedgerFilter,
  after: LedgerTurn | null,
  most: number,
): Promise<LedgerRow[]> {
  const late = Prisma.sql`((e.received_at AT TIME ZONE ${timeZone})::date - (e.began_at AT TIME ZONE ${timeZone})::date)`;
  const utc = (column: Prisma.Sql) => Prisma.sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  return db.$queryRaw<LedgerRow[]>`
    SELECT e.client_id AS id, e.resident_id AS "residentId", r.name, e.area_code AS "areaCode", ${utc(Prisma.sql`e.began_at`)} AS "beganAt",
      ${utc(Prisma.sql`e.received_at`)} AS "receivedAt", GREATEST(${late}, 0) AS "daysLate", e.minutes, e.outcome, e.channel, e.author_id AS "authorId", e.uploader_id AS "uploaderId",
      (SELECT count(*)::int FROM finding f WHERE f.event_id = e.client_id) AS findings
    FROM visit_event e JOIN resident r ON r.id = e.resident_id
    WHERE e.city_code = ${code} AND starts_with(e.area_code, ${areaCode})
      AND e.began_at >= (${from}::date::timestamp AT TIME ZONE ${timeZone}) AND e.began_at < ((${to}::date + 1)::timestamp AT TIME ZONE ${timeZone})
      AND ${outcome ? Prisma.sql`e.outcome = ${outcome}` : Prisma.sql`true`} AND ${residentId ? Prisma.sql`e.resident_id = ANY (ARRAY(SELECT ${residentId}::uuid UNION ALL SELECT left_id FROM merged_files() WHERE kept_id = ${residentId}::uuid))` : Prisma.sql`true`}
      AND ${isLateOnly ? Prisma.sql`${late} > 0` : Prisma.sql`true`}
      AND ${inCategory(category, from, Prisma.sql`(${to}::date + 1)`)}
      AND ${after ? Prisma.sql`(e.began_at, e.client_id) < (${after.beganAt}::timestamptz, ${after.id}::uuid)` : Prisma.sql`true`}
    ORDER BY e.began_at DESC, e.client_id DESC LIMIT ${most}`;
}
