import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** Whether somebody ever had to do with visits: answers for somebody, was sent to somebody, has a card, or made a visit. */
export async function hasVisited({ db }: UnitOfWork, personId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ has: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM caregiver WHERE person_id = ${personId}::uuid)
      OR EXISTS (SELECT 1 FROM visit_event WHERE author_id = ${personId}::uuid)
      OR EXISTS (SELECT 1 FROM planned_visit WHERE person_id = ${personId}::uuid AND is_published)
      OR EXISTS (SELECT 1 FROM resident WHERE responsible_id = ${personId}::uuid AND state = 'registered')
      OR EXISTS (SELECT 1 FROM resident WHERE deputy_id = ${personId}::uuid AND state = 'registered') AS has`;
  return row!.has;
}
