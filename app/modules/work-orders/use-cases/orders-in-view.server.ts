import type { Actor } from "~/modules/accounts/domain/actor";
import { allows } from "~/modules/accounts/domain/permission";
import type { City } from "~/modules/places/domain/city";
import { now } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { countOrders, listOrders, ordersOf } from "../data/order-list.server";
import { findOrder, namesOfStaff } from "../data/order-record.server";
import type { ListedOrder, OrderCounts, OrderFilter, OrderTurn } from "../domain/listed-order";

const PAGE = 50;

export interface OrdersInView {
  readonly rows: readonly ListedOrder[];
  readonly counts: OrderCounts;
  readonly people: Readonly<Record<string, string>>;
  readonly next: OrderTurn | null;
}

/** The orders of an area that the actor may see: those of their own areas, and those assigned to them. */
export const ordersInView = (actor: Actor, city: City, filter: OrderFilter, after: OrderTurn | null): Promise<OrdersInView> =>
  inUnitOfWork(actor, async (uow) => {
    const at = now();
    const found = await listOrders(uow, city.code, filter, at, after, PAGE + 1);
    const rows = found.slice(0, PAGE);
    const last = rows.at(-1);
    const ends = filter.shown === "closed" ? last?.closedAt : last?.dueAt;
    return {
      rows,
      counts: await countOrders(uow, city.code, filter, at),
      people: await namesOfStaff(
        uow,
        rows.map(({ assignedId }) => assignedId),
      ),
      next: found.length > PAGE && last && ends ? { at: ends, id: last.id } : null,
    };
  });

/** Where a reader's orders lie, unless the address says otherwise. */
export function orderAreaOf({ grants }: Pick<Actor, "grants">, city: City): string {
  const own = grants.find(
    ({ role, areaCode }) => allows(role, "read:work-orders") && (areaCode === "" || areaCode.startsWith(city.code)),
  );
  return own?.areaCode || city.code;
}

/** An order by its id, as far as the actor sees it. */
export const orderSeen = (uow: UnitOfWork, id: string): Promise<ListedOrder | null> => findOrder(uow, id);

/** The newest order of each of these records, by the record's id. */
export async function ordersOfSources(
  uow: UnitOfWork,
  sourceKind: string,
  ids: readonly string[],
): Promise<Readonly<Record<string, ListedOrder>>> {
  if (ids.length === 0) return {};
  return Object.fromEntries((await ordersOf(uow, sourceKind, ids)).map((order) => [order.sourceId, order]));
}
