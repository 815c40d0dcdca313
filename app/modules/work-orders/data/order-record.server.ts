import { v7 as newId, validate as isUuid } from "uuid";
import { openValue, sealValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";
import type { ListedOrder, OrderStep } from "../domain/listed-order";
import {
  actedAfter,
  type ActedStep,
  type OrderClass,
  type OrderNow,
  type Satisfaction,
  type Settlement,
  type StepKind,
} from "../domain/work-order";
import type { SaidOfStep } from "../domain/step-said";
import { notePlaceOf } from "./order-sealed.server";

export interface NewOrder {
  readonly cityCode: string;
  readonly line: Line;
  readonly areaCode: string;
  readonly sourceKind: string;
  readonly sourceId: string;
  readonly topic: string;
  readonly signs: readonly string[];
  readonly class: OrderClass;
  readonly foundAt: Date;
  readonly receivedAt: Date;
}

/** The database sets the clock and writes the first step; a source that has an open order keeps that one. */
export async function addOrders({ db }: UnitOfWork, orders: readonly NewOrder[]): Promise<void> {
  if (orders.length === 0) return;
  await db.$executeRaw`
    INSERT INTO work_order (id, city_code, line, area_code, source_kind, source_id, topic, signs, class, found_at, received_at)
    SELECT n.id, n.city_code, n.line, n.area_code, n.source_kind, n.source_id, n.topic, ARRAY(SELECT jsonb_array_elements_text(n.signs)), n.class, n.found_at, n.received_at FROM jsonb_to_recordset(${JSON.stringify(
      orders.map(({ cityCode, line, areaCode, sourceKind, sourceId, topic, signs, class: of, foundAt, receivedAt }) => ({
        ...{ id: newId(), city_code: cityCode, line, area_code: areaCode, source_kind: sourceKind, source_id: sourceId },
        ...{ topic, signs, class: of, found_at: foundAt, received_at: receivedAt },
      })),
    )}::text::jsonb) AS n (id uuid, city_code text, line text, area_code text, source_kind text, source_id uuid, topic text, signs jsonb, class text, found_at timestamptz, received_at timestamptz)
    ON CONFLICT (source_kind, source_id) WHERE state <> 'closed' DO NOTHING`;
}

const utc = (at: Date): string => at.toISOString();
const orNull = (at: Date | null): string | null => at && utc(at);

export interface FoundOrder extends ListedOrder, OrderNow {
  readonly cityCode: string;
  readonly version: number;
  /** what whoever it is for said last; null = nobody asked them */
  readonly satisfaction: Satisfaction | null;
}

/** An order the actor sees; null otherwise. */
export async function findOrder({ db }: UnitOfWork, id: string): Promise<FoundOrder | null> {
  const row = isUuid(id) ? await db.workOrder.findUnique({ where: { id } }) : null;
  if (!row) return null;
  const steps = await db.workOrderStep.findMany({
    where: { orderId: id, kind: { in: ["acted", "assigned", "verified", "called-back"] } },
    select: { kind: true, personId: true, assignedId: true, isSettled: true, satisfaction: true },
    orderBy: { ordinal: "asc" },
  });
  const { foundAt, receivedAt, dueAt, closedAt, ...rest } = row;
  const times = { foundAt: utc(foundAt), receivedAt: utc(receivedAt), dueAt: utc(dueAt), closedAt: orNull(closedAt) };
  const actedBy = steps.reduce<readonly string[]>((sofar, step) => actedAfter(sofar, step as ActedStep), []);
  const satisfaction = (steps.findLast(({ kind }) => kind === "called-back")?.satisfaction ?? null) as Satisfaction | null;
  return { ...(rest as Omit<FoundOrder, keyof typeof times | "actedBy" | "satisfaction">), ...times, actedBy, satisfaction };
}

/** Nobody else takes a step of it until this transaction ends; whether the actor may act on it at all. */
export async function holdOrder({ db }: UnitOfWork, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  return (await db.$queryRaw<unknown[]>`SELECT 1 FROM work_order WHERE id = ${id}::uuid FOR UPDATE`).length === 1;
}

export async function stepsOf({ db }: UnitOfWork, orderId: string): Promise<OrderStep[]> {
  const rows = await db.workOrderStep.findMany({ where: { orderId }, orderBy: { ordinal: "asc" } });
  return rows.map(({ id, kind, personId, at, assignedId, how, isSettled, satisfaction, noteCipher }) => ({
    ...{ id, kind: kind as StepKind, personId, at: utc(at), assignedId, how: how as Settlement | null, isSettled },
    satisfaction: satisfaction as Satisfaction | null,
    note: noteCipher && unlessUnopened(() => openValue(noteCipher, notePlaceOf(id))),
  }));
}

/** The order's state follows by itself. */
export async function addStep(
  { db, actor }: UnitOfWork,
  orderId: string,
  { note, ...said }: SaidOfStep,
  at: Date,
): Promise<void> {
  const id = newId();
  const noteCipher = note === "" ? null : sealValue(note, notePlaceOf(id));
  await db.workOrderStep.createMany({ data: [{ id, orderId, personId: actor.personId, at, noteCipher, ...said }] });
}

/** Who can be sent there, by name; nobody for whoever sends nobody there. */
export const staffNear = (
  { db }: UnitOfWork,
  line: Line,
  areaCode: string,
  day: string,
): Promise<{ id: string; name: string; role: string }[]> =>
  db.$queryRaw`SELECT id, name, role FROM staff_for_orders(${line}, ${areaCode}, ${day}::date) ORDER BY role, name COLLATE "C", id LIMIT 300`;

export async function isStaffNear({ db }: UnitOfWork, line: Line, areaCode: string, day: string, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  const found = await db.$queryRaw<
    unknown[]
  >`SELECT 1 FROM staff_for_orders(${line}, ${areaCode}, ${day}::date) WHERE id = ${id}::uuid`;
  return found.length > 0;
}

/** Names of staff by their ids; of a person nothing else passes here. */
export async function namesOfStaff({ db }: UnitOfWork, ids: readonly (string | null)[]): Promise<Record<string, string>> {
  const asked = [...new Set(ids.filter((id) => id !== null))];
  if (asked.length === 0) return {};
  const rows = await db.$queryRaw<{ id: string; name: string }[]>`SELECT id, name FROM staff_names(${asked}::uuid[])`;
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
