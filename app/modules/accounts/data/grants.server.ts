import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Grant } from "../domain/grant";
import { isLineOrAll } from "../domain/line";
import { isRole } from "../domain/role";

interface GrantRow {
  readonly id: string | null;
  readonly lastUsedOn: CalendarDay | null;
  readonly role: string;
  readonly line: string;
  readonly areaCode: string;
  readonly onBehalfOf: string | null;
}

/** Everything somebody holds from a day on: their own grants, also those to come, and of whoever delegates to them. */
export async function grantsHeldFrom(uow: UnitOfWork, personId: string, day: CalendarDay): Promise<Grant[]> {
  const rows = await uow.db.$queryRaw<GrantRow[]>`
    SELECT g.id, g.last_used_on::text AS "lastUsedOn", g.role, g.line, g.area_code AS "areaCode", NULL::uuid AS "onBehalfOf" FROM role_grant g
    WHERE g.person_id = ${personId}::uuid AND (g.valid_to IS NULL OR g.valid_to > ${day}::date)
    UNION ALL
    SELECT g.id, g.last_used_on::text, g.role, g.line, g.area_code, d.from_person_id FROM delegation d JOIN role_grant g ON g.person_id = d.from_person_id
    WHERE d.to_person_id = ${personId}::uuid AND d.valid_to > ${day}::date AND (g.valid_to IS NULL OR g.valid_to > ${day}::date)`;
  return rows.map((row) => grantOf(personId, row));
}

/**
 * What a person may act with on a day, at a moment: their own grants, those of whoever delegated to them that day, and
 * areas whose glass they broke and nobody found that unjustified.
 */
export async function grantsInForce(uow: UnitOfWork, personId: string, day: CalendarDay, at: Date): Promise<Grant[]> {
  const rows = await uow.db.$queryRaw<GrantRow[]>`
    SELECT g.id, g.last_used_on::text AS "lastUsedOn", g.role, g.line, g.area_code AS "areaCode", NULL::uuid AS "onBehalfOf" FROM role_grant g
    WHERE g.person_id = ${personId}::uuid AND g.valid_from <= ${day}::date AND (g.valid_to IS NULL OR g.valid_to > ${day}::date)
    UNION ALL
    SELECT g.id, g.last_used_on::text, g.role, g.line, g.area_code, d.from_person_id FROM delegation d JOIN role_grant g ON g.person_id = d.from_person_id
      JOIN person p ON p.id = d.from_person_id AND p.state = 'active'
    WHERE d.to_person_id = ${personId}::uuid AND d.valid_from <= ${day}::date AND d.valid_to > ${day}::date
      AND g.valid_from <= ${day}::date AND (g.valid_to IS NULL OR g.valid_to > ${day}::date)
    UNION ALL
    SELECT NULL, NULL, 'emergency', e.line, e.area_code, NULL FROM emergency_access e
    WHERE e.person_id = ${personId}::uuid AND e.opened_at <= ${at} AND e.expires_at > ${at} AND e.finding IS DISTINCT FROM 'not-justified'`;
  return rows.map((row) => grantOf(personId, row));
}

function grantOf(personId: string, { id, lastUsedOn, role, line, areaCode, onBehalfOf }: GrantRow): Grant {
  if ((!isRole(role) && role !== "emergency") || !isLineOrAll(line))
    throw new Error(`person ${personId} holds the grant "${role}" in "${line}", which the application does not know`);
  return { role, line, areaCode, ...(id ? { id, lastUsedOn } : {}), ...(onBehalfOf ? { onBehalfOf } : {}) };
}
