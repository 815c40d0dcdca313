import { openValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { notePlaceOf } from "./order-sealed.server";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** What orders keep about one member of staff: what they did, and what they answer for. */
export async function staffOrderRecords({ db }: UnitOfWork, id: string): Promise<Readonly<Record<string, Rows>>> {
  return {
    orderSteps: await db.$queryRaw<Rows>`
      SELECT s.at, s.kind AS order_step, w.topic AS order_topic, w.area_code FROM work_order_step s JOIN work_order w ON w.id = s.order_id
      WHERE s.person_id = ${id}::uuid ORDER BY s.at DESC, s.id`,
    ordersAssigned: await db.$queryRaw<Rows>`
      SELECT w.received_at, w.due_at, w.topic AS order_topic, w.class AS order_class, w.state AS order_state, w.area_code FROM work_order w
      WHERE w.assigned_id = ${id}::uuid ORDER BY w.received_at DESC, w.id`,
  };
}

/** Every step of the orders that came from these records, for the own file of whoever they concern; notes are opened. */
export async function stepsOfSources({ db }: UnitOfWork, sourceKind: string, ids: readonly string[]): Promise<Rows> {
  const rows = await db.$queryRaw<{ id: string; note: string | null; [column: string]: unknown }[]>`
    SELECT s.id, w.topic AS order_topic, w.class AS order_class, w.due_at, s.at, s.kind AS order_step, (SELECT name FROM person WHERE id = s.person_id) AS by_whom,
      (SELECT name FROM person WHERE id = s.assigned_id) AS assigned_to, s.how AS closed_how, s.is_settled, s.satisfaction, s.note_cipher AS note,
      CASE WHEN s.kind = 'received' THEN (SELECT count(*)::int FROM work_order_photo p WHERE p.order_id = w.id) END AS photos
    FROM work_order w JOIN work_order_step s ON s.order_id = w.id
    WHERE w.source_kind = ${sourceKind} AND w.source_id = ANY (${[...ids]}::uuid[]) ORDER BY w.received_at DESC, w.id, s.ordinal`;
  return rows.map(({ id, note, ...row }) => ({ ...row, note: note && unlessUnopened(() => openValue(note, notePlaceOf(id))) }));
}
