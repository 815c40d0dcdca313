import type { UnitOfWork } from "~/platform/unit-of-work.server";

export interface WaitingAlarms {
  readonly waiting: number;
  /** when the last of them came to somebody; null = there are none */
  readonly latest: Date | null;
}

/** Open alarms that came to somebody and that nobody has accepted. */
export async function waitingFor({ db }: UnitOfWork, personId: string, cityCode: string): Promise<WaitingAlarms> {
  const [row] = await db.$queryRaw<WaitingAlarms[]>`
    SELECT count(DISTINCT e.id)::int AS waiting, max(s.done_at) AS latest FROM escalation_step s JOIN escalation e ON e.id = s.escalation_id
    WHERE s.person_id = ${personId}::uuid AND s.kind = 'told' AND e.city_code = ${cityCode} AND e.settled_at IS NULL AND e.accepted_by IS NULL`;
  return row ?? { waiting: 0, latest: null };
}

/** The same of an area, whoever they came to. */
export async function waitingIn({ db }: UnitOfWork, cityCode: string, areaCode: string): Promise<WaitingAlarms> {
  const [row] = await db.$queryRaw<WaitingAlarms[]>`
    SELECT count(*)::int AS waiting, max((SELECT max(s.done_at) FROM escalation_step s WHERE s.escalation_id = e.id AND s.kind IN ('opened', 'told', 'authority'))) AS latest
    FROM escalation e
    WHERE e.city_code = ${cityCode} AND starts_with(e.area_code, ${areaCode}) AND e.settled_at IS NULL AND e.accepted_by IS NULL`;
  return row ?? { waiting: 0, latest: null };
}
