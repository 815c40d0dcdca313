import { Badge, type MantineColor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { daysBeforeReceived, isOverdue, minutesLeft, spanOf } from "../domain/due-clock";
import type { OrderClass } from "../domain/work-order";

interface OrderClockProps {
  readonly order: { readonly dueAt: string; readonly closedAt: string | null };
  /** the server's clock, in milliseconds */
  readonly now: number;
}

/** «剩 1 小时 20 分» or «已超时 2 天 3 小时»: never by colour alone. */
export function OrderClock({ order, now }: OrderClockProps) {
  const { t } = useTranslation("work-orders");
  const span = useSpan();
  const isLate = isOverdue(order, now);
  if (order.closedAt !== null)
    return (
      <Badge color={isLate ? "yellow" : "jade"} variant="light" tt="none">
        {t(isLate ? "orders.clock.closedLate" : "orders.clock.closedInTime")}
      </Badge>
    );
  const left = minutesLeft(order.dueAt, now);
  return (
    <Badge color={isLate ? "red.9" : left < 120 ? "orange" : "jade"} variant={isLate ? "filled" : "light"} tt="none">
      {t(isLate ? "orders.clock.late" : "orders.clock.left", { span: span(left) })}
    </Badge>
  );
}

/** «补录：3 天前发现»: what stands there is of days ago, and nobody was called as if it were now. */
export function LateEntry({
  order,
}: {
  readonly order: { readonly foundAt: string; readonly receivedAt: string; readonly closedAt: string | null };
}) {
  const { t } = useTranslation("work-orders");
  const days = order.closedAt === null ? daysBeforeReceived(order) : null;
  return days === null ? null : (
    <Badge color="gray" variant="outline" tt="none" c="var(--mantine-color-text)">
      {t("orders.late", { days })}
    </Badge>
  );
}

/** How long, in the two largest units that count. */
function useSpan(): (minutes: number) => string {
  const { t } = useTranslation("work-orders");
  return (whole) => {
    const { days, hours, minutes } = spanOf(whole);
    if (days > 0) return t("orders.span.days", { days, hours });
    return t(hours > 0 ? "orders.span.hours" : "orders.span.minutes", { hours, minutes });
  };
}

const COLOURS: Record<OrderClass, MantineColor> = { danger: "red.9", utilities: "orange", ordinary: "gray", complex: "blue" };

export function ClassBadge({ of }: { readonly of: OrderClass }) {
  const { t } = useTranslation("work-orders");
  return (
    <Badge color={COLOURS[of]} variant={of === "danger" ? "filled" : "light"} tt="none">
      {t(`orders.class.${of}`)}
    </Badge>
  );
}
