import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";
import type { Closing, FindingKind } from "../domain/visit-log";
import { inCategory } from "./in-category.server";
import type { ListAsked } from "./month-figures.server";

export interface ListedFinding {
  readonly id: string;
  readonly residentId: string;
  readonly name: string;
  readonly areaCode: string;
  readonly kind: FindingKind;
  readonly foundAt: string;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
  readonly closedHow: Closing | null;
}

export interface FindingTurn {
  readonly foundAt: string;
  readonly id: string;
}

/** 问题清单 of a month, dangers before all else, then the oldest first; `after` is the last of the page before. */
export function listFindings(
  { db }: UnitOfWork,
  { cityCode, timeZone, line, areaCode, first, after: end, category }: ListAsked,
  most: number,
  after: FindingTurn | null = null,
): Promise<ListedFinding[]> {
  return db.$queryRaw<ListedFinding[]>`
    SELECT f.id, f.resident_id AS "residentId", r.name, f.area_code AS "areaCode", f.kind, to_char(f.found_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "foundAt",
      to_char(f.closed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "closedAt", f.closed_by AS "closedBy", f.closed_how AS "closedHow"
    FROM finding f JOIN resident r ON r.id = f.resident_id
    WHERE r.city_code = ${cityCode} AND f.line = ${line} AND starts_with(f.area_code, ${areaCode})
      AND f.found_at >= (${first}::date::timestamp AT TIME ZONE ${timeZone}) AND f.found_at < (${end}::date::timestamp AT TIME ZONE ${timeZone})
      AND ${inCategory(category, first, Prisma.sql`${end}::date`)}
      AND ${after ? Prisma.sql`(f.kind <> 'danger', f.found_at, f.id) > (COALESCE((SELECT x.kind <> 'danger' FROM finding x WHERE x.id = ${after.id}::uuid), true), ${after.foundAt}::timestamptz, ${after.id}::uuid)` : Prisma.sql`true`}
    ORDER BY f.kind <> 'danger', f.found_at, f.id LIMIT ${most}`;
}

/** Where a finding belongs; null where the actor sees none. */
export const findingPlace = ({ db }: UnitOfWork, id: string) =>
  db.finding.findUnique({
    where: { id },
    select: { line: true, areaCode: true, residentId: true, closedAt: true, kind: true, signs: true, foundAt: true },
  }) as Promise<{
    line: Line;
    areaCode: string;
    residentId: string;
    closedAt: Date | null;
    kind: FindingKind;
    signs: string[];
    foundAt: Date;
  } | null>;

/** Whom a finding concerns, as far as the reader may know: their name, and a way to their file for whoever may open it. */
export interface FoundOn {
  readonly id: string;
  readonly eventId: string | null;
  readonly residentId: string | null;
  readonly name: string | null;
  readonly cell: string | null;
}

/** Whom findings concern, by the file that stands: by the reader's own sight of residents, or because one is sent to settle it. */
export const foundOn = ({ db }: UnitOfWork, ids: readonly string[]): Promise<FoundOn[]> =>
  db.$queryRaw<FoundOn[]>`
    SELECT a.id, f.event_id AS "eventId", r.id AS "residentId", COALESCE(r.name, o.name) AS name, COALESCE(r.cell, o.cell) AS cell
    FROM unnest(${[...ids]}::uuid[]) AS a (id) LEFT JOIN finding f ON f.id = a.id
      LEFT JOIN merged_files() m ON m.left_id = f.resident_id
      LEFT JOIN resident r ON r.id = COALESCE(m.kept_id, f.resident_id) AND r.erased_at IS NULL LEFT JOIN whom_orders_concern(${[...ids]}::uuid[]) o ON o.finding_id = a.id`;
