import { Anchor, Badge } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { isWaitingForSecond, type OrderState } from "~/modules/work-orders/domain/work-order";

interface FoundOrderProps {
  /** null where the reader sees none */
  readonly order: { readonly id: string; readonly state: OrderState; readonly asksSecond: boolean } | null;
}

/** How an open finding stands: open, or waiting for somebody else to look; and the way to its work order. */
export function FoundOrder({ order }: FoundOrderProps) {
  const { t } = useTranslation("visits");
  const waits = order !== null && isWaitingForSecond(order);
  return (
    <>
      <Badge color="yellow" variant="light" tt="none">
        {t(waits ? "finding.waits" : "finding.open")}
      </Badge>{" "}
      {order && (
        <Anchor component={Link} to={`/visits/orders/${order.id}`} size="sm" className="no-print">
          {t("finding.order")}
        </Anchor>
      )}
    </>
  );
}
