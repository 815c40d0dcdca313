import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** Raises the alert that waits for this person in this line and area, or counts it on. */
export async function raiseAlert(uow: UnitOfWork, { line, areaCode, openings }: RaisedAlert): Promise<void> {
  await uow.db.$executeRaw`
    INSERT INTO opening_alert (id, person_id, line, area_code, openings)
    VALUES (${newId()}::uuid, ${uow.actor.personId}::uuid, ${line}, ${areaCode}, ${openings})
    ON CONFLICT (person_id, line, area_code) WHERE acknowledged_at IS NULL
    DO UPDATE SET openings = GREATEST(opening_alert.openings, EXCLUDED.openings)`;
}

interface RaisedAlert {
  readonly line: string;
  readonly areaCode: string;
  readonly openings: number;
}

export interface OpeningAlert extends RaisedAlert {
  readonly id: string;
  readonly personId: string;
  readonly personName: string | null;
  readonly raisedAt: string;
}

/** Alerts of others that nobody has looked at yet, the newest first. */
export async function waitingAlerts(uow: UnitOfWork, most: number): Promise<OpeningAlert[]> {
  const rows = await uow.db.$queryRaw<(Omit<OpeningAlert, "raisedAt"> & { raisedAt: Date })[]>`
    SELECT a.id, a.person_id AS "personId", n.name AS "personName", a.line, a.area_code AS "areaCode", a.openings, a.raised_at AS "raisedAt"
    FROM opening_alert a LEFT JOIN LATERAL (SELECT name FROM staff_names(ARRAY[a.person_id])) n ON true
    WHERE a.acknowledged_at IS NULL AND a.person_id IS DISTINCT FROM ${uow.actor.personId}::uuid
    ORDER BY a.raised_at DESC, a.id LIMIT ${most}`;
  return rows.map((row) => ({ ...row, raisedAt: row.raisedAt.toISOString() }));
}

export async function countWaitingAlerts(uow: UnitOfWork): Promise<number> {
  const [row] = await uow.db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM opening_alert WHERE acknowledged_at IS NULL AND person_id IS DISTINCT FROM ${uow.actor.personId}::uuid`;
  return row?.n ?? 0;
}

/** Notes who looked at it, once; null where there is nothing of that id for this actor to acknowledge. */
export async function acknowledgeOnce(
  uow: UnitOfWork,
  id: string,
  at: Date,
): Promise<Omit<OpeningAlert, "personName" | "raisedAt"> | null> {
  const [row] = await uow.db.$queryRaw<Omit<OpeningAlert, "personName" | "raisedAt">[]>`
    UPDATE opening_alert SET acknowledged_by = ${uow.actor.personId}::uuid, acknowledged_at = ${at}
    WHERE id = ${id}::uuid AND acknowledged_at IS NULL AND person_id <> ${uow.actor.personId}::uuid
    RETURNING id, person_id AS "personId", line, area_code AS "areaCode", openings`;
  return row ?? null;
}
