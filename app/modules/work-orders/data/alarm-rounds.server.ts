import type { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Rung } from "../domain/alarm";
import type { Alarm } from "./alarms.server";

/** Everybody told so far in the round an alarm is in. */
export async function toldInRound({ db }: UnitOfWork, { id, round }: Pick<Alarm, "id" | "round">): Promise<string[]> {
  const rows = await db.escalationStep.findMany({ where: { escalationId: id, round, kind: "told" }, select: { personId: true } });
  return rows.flatMap(({ personId }) => (personId === null ? [] : [personId]));
}

/** Whether somebody reached a contact on record: not by an entry that another stands in the place of. */
export async function isContactReached({ db }: UnitOfWork, escalationId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ reached: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM escalation_step s WHERE s.escalation_id = ${escalationId}::uuid AND s.kind = 'rang' AND s.callee = 'contact' AND s.detail = 'reached'
      AND NOT EXISTS (SELECT 1 FROM escalation_step x WHERE x.escalation_id = s.escalation_id AND x.corrects = s.id)) AS reached`;
  return row?.reached ?? false;
}

/** The ladder from its first rung, whoever had it in hand; its steps are a round of their own. */
export async function beginAnew({ db }: UnitOfWork, id: string, ladder: readonly Rung[], nextAt: Date): Promise<void> {
  const rungs = ladder as unknown as Prisma.InputJsonValue;
  await db.escalation.updateMany({
    where: { id, settledAt: null },
    data: {
      ...{ ladder: rungs, rung: 0, nextAt, acceptedBy: null, acceptedAt: null },
      ...{ round: { increment: 1 }, version: { increment: 1 } },
    },
  });
}

/** Until when a danger's work order is to be dealt with; null = it has none. */
export async function hourOfDanger({ db }: UnitOfWork, { source }: Pick<Alarm, "source">): Promise<Date | null> {
  const where = source.kind === "finding" ? { sourceKind: "finding", sourceId: source.id } : { id: source.id };
  if (source.kind !== "finding" && source.kind !== "work-order") return null;
  const order = await db.workOrder.findFirst({ where: { ...where, class: "danger" }, select: { dueAt: true } });
  return order?.dueAt ?? null;
}
