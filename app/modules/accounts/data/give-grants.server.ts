import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { NewGrant } from "../domain/give-grant";
import type { LineOrAll } from "../domain/line";

/** Adds the grant and says its id; null where the same one holds on a day of it already. */
export async function insertGrant(
  uow: UnitOfWork,
  personId: string,
  { role, line, areaCode, validFrom, validTo }: NewGrant,
): Promise<string | null> {
  const id = newId();
  // Two administrators at once: the constraint decides, and its refusal must not break the transaction.
  const rows = await uow.db.$queryRaw<unknown[]>`
    INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from, valid_to, granted_by)
    VALUES (${id}::uuid, ${personId}::uuid, ${role}, ${line}, ${areaCode}, ${validFrom}::date, ${validTo}::date, ${uow.actor.personId}::uuid)
    ON CONFLICT ON CONSTRAINT role_grant_once_at_a_time DO NOTHING RETURNING 1`;
  return rows.length > 0 ? id : null;
}

export interface GrantPlace {
  readonly personId: string;
  readonly role: string;
  readonly line: LineOrAll;
  readonly areaCode: string;
}

/** Ends a grant with this day, or takes it back before it began; null where the actor may end none of that id. */
export async function endGrantOn(uow: UnitOfWork, id: string, day: CalendarDay): Promise<GrantPlace | null> {
  const [place] = await uow.db.$queryRaw<GrantPlace[]>`
    UPDATE role_grant SET valid_to = GREATEST(valid_from, ${day}::date)
    WHERE id = ${id}::uuid AND (valid_to IS NULL OR valid_to > ${day}::date)
    RETURNING person_id AS "personId", role, line, area_code AS "areaCode"`;
  return place ?? null;
}

/** Notes that these grants were used on a day, once a day. */
export async function markUsed(uow: UnitOfWork, grantIds: readonly string[], day: CalendarDay): Promise<void> {
  await uow.db.$executeRaw`
    UPDATE role_grant SET last_used_on = ${day}::date WHERE id = ANY(${grantIds}::uuid[]) AND last_used_on IS DISTINCT FROM ${day}::date`;
}
