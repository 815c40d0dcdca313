import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";

/** Names of people by their ids; of a person nothing else passes here. */
export async function peopleNamed(uow: UnitOfWork, ids: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return {};
  const rows = await uow.db.$queryRaw<{ id: string; name: string }[]>`SELECT id, name FROM staff_names(${asked}::uuid[])`;
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

/** Caregivers who visit where a resident lives, by name: those whose grant covers the area today. */
export const visitorsNear = (uow: UnitOfWork, areaCode: string, day: CalendarDay): Promise<{ id: string; name: string }[]> =>
  uow.db.$queryRaw`SELECT id, name FROM visitors_of(${areaCode}, ${day}::date) ORDER BY name COLLATE "C", id LIMIT 300`;

/** Whether this person visits in the area on that day. */
export async function isVisitorOf(uow: UnitOfWork, areaCode: string, personId: string, day: CalendarDay): Promise<boolean> {
  const rows = await uow.db.$queryRaw<
    unknown[]
  >`SELECT 1 FROM visitors_of(${areaCode}, ${day}::date) WHERE id = ${personId}::uuid`;
  return rows.length > 0;
}
