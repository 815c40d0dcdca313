import { v7 as newId } from "uuid";
import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { LineOrAll } from "../domain/line";

export interface ListedDelegation {
  readonly id: string;
  readonly fromId: string;
  readonly fromName: string;
  readonly toId: string;
  readonly toName: string;
  readonly validFrom: CalendarDay;
  readonly validTo: CalendarDay;
  /** whoever is away keeps their reason: it is not told where somebody else is looked at who stands in */
  readonly reason: string | null;
}

/** Leaves somebody takes or stands in for, in force or to come, the earliest first. */
export const delegationsOf = (uow: UnitOfWork, personId: string, day: CalendarDay): Promise<ListedDelegation[]> =>
  uow.db.$queryRaw`
    SELECT d.id, d.from_person_id AS "fromId", f.name AS "fromName", d.to_person_id AS "toId", t.name AS "toName",
      d.valid_from::text AS "validFrom", d.valid_to::text AS "validTo",
      CASE WHEN d.from_person_id = ${personId}::uuid THEN d.reason END AS reason
    FROM delegation d, staff_names(ARRAY[d.from_person_id]) f, staff_names(ARRAY[d.to_person_id]) t
    WHERE (d.from_person_id = ${personId}::uuid OR d.to_person_id = ${personId}::uuid) AND d.valid_to > ${day}::date
    ORDER BY d.valid_from, d.id`;

/** Enters a leave; null where there is one on a day of it already. */
export async function insertDelegation(
  uow: UnitOfWork,
  leave: { from: string; to: string; validFrom: CalendarDay; validTo: CalendarDay; reason: string },
): Promise<string | null> {
  const id = newId();
  const rows = await uow.db.$queryRaw<unknown[]>`
    INSERT INTO delegation (id, from_person_id, to_person_id, valid_from, valid_to, reason, made_by)
    VALUES (${id}::uuid, ${leave.from}::uuid, ${leave.to}::uuid, ${leave.validFrom}::date, ${leave.validTo}::date, ${leave.reason}, ${uow.actor.personId}::uuid)
    ON CONFLICT ON CONSTRAINT delegation_to_one_at_a_time DO NOTHING RETURNING 1`;
  return rows.length > 0 ? id : null;
}

/** Who takes this leave; null where the actor sees none of that id. */
export async function whoseLeave(uow: UnitOfWork, id: string): Promise<string | null> {
  const [leave] = await uow.db.$queryRaw<
    { fromId: string }[]
  >`SELECT from_person_id AS "fromId" FROM delegation WHERE id = ${id}::uuid`;
  return leave?.fromId ?? null;
}

interface EndedLeave {
  readonly fromId: string;
  readonly toId: string;
  /** where whoever was away belongs */
  readonly areaCode: string;
  readonly line: LineOrAll;
}

const ENDED = Prisma.sql`
  RETURNING d.from_person_id AS "fromId", d.to_person_id AS "toId",
    (SELECT p.area_code FROM person p WHERE p.id = d.from_person_id) AS "areaCode", (SELECT p.line FROM person p WHERE p.id = d.from_person_id) AS line`;

/** Ends a leave with this day, or takes it back before it began; whose it was, or null. */
export async function endDelegationOn(uow: UnitOfWork, id: string, day: CalendarDay): Promise<EndedLeave | null> {
  const begun = await uow.db.$queryRaw<EndedLeave[]>`
    UPDATE delegation d SET valid_to = ${day}::date WHERE d.id = ${id}::uuid AND d.valid_from < ${day}::date AND d.valid_to > ${day}::date ${ENDED}`;
  if (begun[0]) return begun[0];
  const removed = await uow.db.$queryRaw<EndedLeave[]>`
    DELETE FROM delegation d WHERE d.id = ${id}::uuid AND d.valid_from >= ${day}::date ${ENDED}`;
  return removed[0] ?? null;
}
