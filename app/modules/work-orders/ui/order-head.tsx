import { Group, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { daysBeforeReceived } from "../domain/due-clock";
import type { ListedOrder } from "../domain/listed-order";
import { isWaitingForSecond } from "../domain/work-order";
import classes from "./order-list.module.css";
import { ClassBadge, LateEntry, OrderClock } from "./order-clock";

interface OrderHeadProps {
  readonly order: ListedOrder;
  readonly what: string;
  readonly where: string;
  readonly at: (iso: string) => string;
  readonly now: number;
  /** whom it concerns, where the reader may know */
  readonly children: ReactNode;
}

/** What an order is about, where, how it stands and how long there is. */
export function OrderHead({ order, what, where, at, now, children }: OrderHeadProps) {
  const { t } = useTranslation("work-orders");
  return (
    <div>
      <Group gap="xs">
        <Title order={1} size="h2" className={classes.what ?? ""}>
          {what}
        </Title>
        <ClassBadge of={order.class} />
        <OrderClock order={order} now={now} />
        <LateEntry order={order} />
      </Group>
      {order.class === "danger" && order.state === "received" && daysBeforeReceived(order) !== null && (
        <Text fw={650}>{t("orders.stillSo", { days: daysBeforeReceived(order) })}</Text>
      )}
      {children}
      <Text>
        {where} · {t(isWaitingForSecond(order) ? "orders.waits" : `orders.state.${order.state}`)}
      </Text>
      <Text c="dimmed" size="sm">
        {t("orders.times", { found: at(order.foundAt), received: at(order.receivedAt), due: at(order.dueAt) })}
        {order.closedAt && ` ${t("orders.closedAt", { at: at(order.closedAt) })}`}
      </Text>
    </div>
  );
}
