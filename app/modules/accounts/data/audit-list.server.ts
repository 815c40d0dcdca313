import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { likePattern } from "~/platform/like-pattern.server";
import { afterPrefix } from "../domain/area-code";
import type { AuditEventRow } from "./audit-events.server";
import { isUuid, type AuditFilter, type AuditPlace } from "../domain/audit-filter";

export interface AuditRow extends AuditEventRow {
  /** UTC to the microsecond: it is also where a page ends */
  readonly at: string;
}

/**
 * The newest events the actor may see, before a place. `bounds` are the areas the actor's grants begin with: the row policy
 * decides, but it is a set of ranges and found by no index, and a bound on the code is.
 */
export function readAudit(
  uow: UnitOfWork,
  filter: AuditFilter,
  { before, bounds, timeZone, most }: { before: AuditPlace | null; bounds: readonly string[]; timeZone: string; most: number },
): Promise<AuditRow[]> {
  const { who, action, subjectId, from, to, areaCode, result } = filter;
  const inArea = (code: string) => Prisma.sql`(e.area_code >= ${code} AND e.area_code < ${afterPrefix(code)})`;
  const midnight = (day: string, plus: number) => Prisma.sql`((${day}::date + ${plus}::int)::timestamp AT TIME ZONE ${timeZone})`;
  const wanted = [
    who && isUuid(who) ? Prisma.sql`e.person_id = ${who}::uuid` : null,
    who && !isUuid(who) ? Prisma.sql`e.person_id IN (SELECT p.id FROM person p WHERE p.name ILIKE ${likePattern(who)})` : null,
    action ? Prisma.sql`e.action = ${action}` : null,
    subjectId ? Prisma.sql`e.subject_id = ${subjectId}` : null,
    from ? Prisma.sql`e.at >= ${midnight(from, 0)}` : null,
    to ? Prisma.sql`e.at < ${midnight(to, 1)}` : null,
    areaCode ? inArea(areaCode) : null,
    result ? Prisma.sql`e.result = ${result}` : null,
    bounds.length > 0 && !bounds.includes("") ? Prisma.sql`(${Prisma.join(bounds.map(inArea), " OR ")})` : null,
    before ? Prisma.sql`(e.at, e.id) < (${before.at}::timestamptz, ${before.id}::uuid)` : null,
  ].filter((one) => one !== null);
  const where = wanted.length > 0 ? Prisma.sql`WHERE ${Prisma.join(wanted, " AND ")}` : Prisma.empty;
  return uow.db.$queryRaw`
    SELECT e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, e.person_id AS "personId", e.via, e.role, e.action,
      e.subject_kind AS "subjectKind", e.subject_id AS "subjectId", e.line, e.area_code AS "areaCode", e.result, e.why, e.facts,
      host(e.address) AS address, e.request_id AS "requestId"
    FROM audit_event e ${where} ORDER BY e.at DESC, e.id DESC LIMIT ${most}`;
}
