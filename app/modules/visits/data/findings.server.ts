import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { FindingKind } from "../domain/visit-log";
import type { MonthAsked } from "./month-figures.server";

export interface ListedFinding {
  readonly id: string;
  readonly name: string;
  readonly areaCode: string;
  readonly kind: FindingKind;
  readonly foundAt: string;
  readonly closedAt: string | null;
}

/** 问题清单 of a month, the oldest first. */
export const listFindings = (
  { db }: UnitOfWork,
  { cityCode, timeZone, line, areaCode, first, after }: MonthAsked,
  most: number,
): Promise<ListedFinding[]> =>
  db.$queryRaw<ListedFinding[]>`
    SELECT f.id, r.name, f.area_code AS "areaCode", f.kind, to_char(f.found_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "foundAt",
      to_char(f.closed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "closedAt"
    FROM finding f JOIN resident r ON r.id = f.resident_id
    WHERE r.city_code = ${cityCode} AND f.line = ${line} AND starts_with(f.area_code, ${areaCode})
      AND f.found_at >= (${first}::date::timestamp AT TIME ZONE ${timeZone}) AND f.found_at < (${after}::date::timestamp AT TIME ZONE ${timeZone})
    ORDER BY f.found_at, f.id LIMIT ${most}`;
