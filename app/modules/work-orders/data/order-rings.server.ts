import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";
import type { OrderClass, RingWhy } from "../domain/work-order";

/** An order whose time to ring has come. */
export interface Ringing {
  readonly id: string;
  readonly cityCode: string;
  readonly areaCode: string;
  readonly line: Line;
  readonly class: OrderClass;
  readonly signs: readonly string[];
  readonly assignedId: string | null;
  readonly ringAt: Date;
  readonly why: RingWhy;
}

/** The next one but these, held until the transaction ends; others are left to whoever holds them. */
export async function holdRinging({ db }: UnitOfWork, at: Date, but: readonly string[]): Promise<Ringing | null> {
  const [row] = await db.$queryRaw<Ringing[]>`
    SELECT w.id, w.city_code AS "cityCode", w.area_code AS "areaCode", w.line, w.class, w.signs,
      (SELECT p.id FROM person p WHERE p.id = w.assigned_id) AS "assignedId", w.ring_at AS "ringAt", w.ring_why AS why
    FROM work_order w WHERE w.ring_at <= ${at} AND w.id <> ALL (${[...but]}::uuid[]) ORDER BY w.ring_at, w.id LIMIT 1 FOR UPDATE OF w SKIP LOCKED`;
  return row ?? null;
}

/** The alarm that runs about an order or what it came from, as far as the actor sees it. */
export async function alarmRunning(
  { db }: UnitOfWork,
  { id, sourceId }: { readonly id: string; readonly sourceId: string },
): Promise<string | null> {
  const where = { sourceId: { in: [id, sourceId] }, sourceKind: { in: ["finding", "work-order"] }, settledAt: null };
  return (await db.escalation.findFirst({ where, orderBy: { beganAt: "asc" }, select: { id: true } }))?.id ?? null;
}

/** When it rings next; null = it has rung. */
export const ringAgainAt = ({ db }: UnitOfWork, id: string, at: Date | null) =>
  db.$executeRaw`
    UPDATE work_order SET ring_at = ${at}::timestamptz, ring_why = CASE WHEN ${at}::timestamptz IS NOT NULL THEN ring_why END WHERE id = ${id}::uuid`;

/** One that nobody took up rings again at its last hour. */
export const ringWhenLate = ({ db }: UnitOfWork, id: string, at: Date) =>
  db.$executeRaw`
    UPDATE work_order SET ring_at = work_order_last_hour(found_at, due_at, ${at}::timestamptz), ring_why = 'overdue' WHERE id = ${id}::uuid`;
