import { Anchor, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isOverdue } from "../domain/due-clock";
import type { ListedOrder } from "../domain/listed-order";
import { isWaitingForSecond } from "../domain/work-order";
import { ClassBadge, LateEntry, OrderClock } from "./order-clock";
import classes from "./order-list.module.css";

interface OrderListProps {
  readonly rows: readonly ListedOrder[];
  readonly people: Readonly<Record<string, string>>;
  readonly areas: Readonly<Record<string, string>>;
  /** what an order is about, and whom it concerns where the reader may know: words of where it came from */
  readonly about: (order: ListedOrder) => { readonly what: string; readonly who: ReactNode };
  readonly now: number;
}

/** Work orders, what is due first before the others; each leads to its own page. */
export function OrderList({ rows, people, areas, about, now }: OrderListProps) {
  const { t } = useTranslation("work-orders");
  return (
    <ul className={`surface ${classes.rows}`}>
      {rows.map((order) => {
        const { what, who } = about(order);
        return (
          <li key={order.id} className={classes.row} data-late={(order.closedAt === null && isOverdue(order, now)) || undefined}>
            <div>
              <ClassBadge of={order.class} />{" "}
              <Anchor component={Link} to={`/visits/orders/${order.id}`} fw={650} className={classes.what ?? ""}>
                {what}
              </Anchor>
            </div>
            <div>
              {who && <Text span>{who} · </Text>}
              <Text span c="dimmed">
                {areas[order.areaCode] ?? order.areaCode}
              </Text>
            </div>
            <div>
              {t(isWaitingForSecond(order) ? "orders.waits" : `orders.state.${order.state}`)}
              {order.assignedId && order.closedAt === null && (
                <Text span c="dimmed">
                  {" "}
                  · {people[order.assignedId] ?? t("orders.somebody")}
                </Text>
              )}
            </div>
            <div className={classes.clock}>
              <LateEntry order={order} /> <OrderClock order={order} now={now} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
