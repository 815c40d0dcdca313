import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { ListedOrder, OrderCounts, OrderFilter, OrderTurn } from "../domain/listed-order";
import type { OrderClass } from "../domain/work-order";

const utc = (column: Prisma.Sql) => Prisma.sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const COLUMNS = Prisma.sql`w.id, w.area_code AS "areaCode", w.line, w.source_kind AS "sourceKind", w.source_id AS "sourceId", w.topic, w.signs, w.class, w.state,
  ${utc(Prisma.sql`w.found_at`)} AS "foundAt", ${utc(Prisma.sql`w.received_at`)} AS "receivedAt", ${utc(Prisma.sql`w.due_at`)} AS "dueAt",
  ${utc(Prisma.sql`w.closed_at`)} AS "closedAt", w.asks_second AS "asksSecond", w.assigned_id AS "assignedId"`;

const within = (cityCode: string, { areaCode }: Pick<OrderFilter, "areaCode">) =>
  areaCode === cityCode
    ? Prisma.sql`w.city_code = ${cityCode}`
    : Prisma.sql`w.city_code = ${cityCode} AND w.area_code >= ${areaCode} AND w.area_code < ${`${areaCode}:`}`;

/** Dangers before all else, then what is due first; of closed ones the latest first. `after` ends the page before. */
export function listOrders(
  { db, actor }: UnitOfWork,
  cityCode: string,
  filter: OrderFilter,
  now: Date,
  after: OrderTurn | null,
  most: number,
): Promise<ListedOrder[]> {
  const { shown, class: of, isMine } = filter;
  const isClosed = shown === "closed";
  const state = {
    closed: Prisma.sql`w.state = 'closed'`,
    open: Prisma.sql`w.state <> 'closed'`,
    overdue: Prisma.sql`w.state <> 'closed' AND w.due_at < ${now}::timestamptz`,
    received: Prisma.sql`w.state <> 'closed' AND w.state = 'received'`,
    acted: Prisma.sql`w.state <> 'closed' AND w.state = 'acted' AND w.asks_second`,
  }[shown];
  const turn = isClosed
    ? Prisma.sql`(w.closed_at, w.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`
    : Prisma.sql`(w.class <> 'danger', w.due_at, w.id) >
        (COALESCE((SELECT x.class <> 'danger' FROM work_order x WHERE x.id = ${after?.id}::uuid), true), ${after?.at}::timestamptz, ${after?.id}::uuid)`;
  return db.$queryRaw<ListedOrder[]>`
    SELECT ${COLUMNS} FROM work_order w WHERE ${within(cityCode, filter)} AND ${state}
      AND ${of ? Prisma.sql`w.class = ${of}` : Prisma.sql`true`} AND ${isMine ? Prisma.sql`w.assigned_id = ${actor.personId}::uuid` : Prisma.sql`true`}
      AND ${after ? turn : Prisma.sql`true`}
    ORDER BY ${isClosed ? Prisma.sql`w.closed_at DESC, w.id DESC` : Prisma.sql`w.class <> 'danger', w.due_at, w.id`} LIMIT ${most}`;
}

/** How many are open there, and how. */
export async function countOrders(
  { db, actor }: UnitOfWork,
  cityCode: string,
  filter: Pick<OrderFilter, "areaCode">,
  now: Date,
): Promise<OrderCounts> {
  type Row = Record<"open" | "overdue" | "received" | "acted" | "mine", number> & { class: OrderClass };
  const rows = await db.$queryRaw<Row[]>`
    SELECT w.class, count(*)::int AS open, count(*) FILTER (WHERE w.due_at < ${now}::timestamptz)::int AS overdue,
      count(*) FILTER (WHERE w.state = 'received')::int AS received, count(*) FILTER (WHERE w.state = 'acted' AND w.asks_second)::int AS acted,
      count(*) FILTER (WHERE w.assigned_id = ${actor.personId}::uuid)::int AS mine
    FROM work_order w WHERE ${within(cityCode, filter)} AND w.state <> 'closed' GROUP BY w.class`;
  const sum = (key: keyof Omit<Row, "class">) => rows.reduce((all, row) => all + row[key], 0);
  return {
    ...{ open: sum("open"), overdue: sum("overdue"), received: sum("received"), acted: sum("acted"), mine: sum("mine") },
    byClass: Object.fromEntries(rows.map((row) => [row.class, row.open])),
  };
}

/** The newest order of each source the actor sees. */
export const ordersOf = ({ db }: UnitOfWork, sourceKind: string, ids: readonly string[]): Promise<ListedOrder[]> =>
  db.$queryRaw<ListedOrder[]>`
    SELECT DISTINCT ON (w.source_id) ${COLUMNS} FROM work_order w
    WHERE w.source_kind = ${sourceKind} AND w.source_id = ANY (${[...ids]}::uuid[]) ORDER BY w.source_id, w.received_at DESC, w.id DESC`;
