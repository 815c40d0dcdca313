import { Button, Group, NativeSelect } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AreaEntry } from "~/ui/forms/area-entry";
import { ORDER_SHOWN, type OrderCounts, type OrderFilter } from "../domain/listed-order";
import { orderQuery } from "../domain/order-address";
import { ORDER_CLASSES } from "../domain/work-order";

interface OrderFilterProps {
  readonly filter: OrderFilter;
  readonly counts: OrderCounts;
  /** what the area is called, with its code */
  readonly areaText: string;
  /** orders of areas, not only one's own */
  readonly mayRead: boolean;
}

/** Which orders are shown; each choice says how many there are. */
export function OrderFilterForm({ filter, counts, areaText, mayRead }: OrderFilterProps) {
  const { t } = useTranslation("work-orders");
  const tab = (to: OrderFilter, words: string, isHere: boolean) => (
    <Button
      key={words}
      component={Link}
      to={`/visits/orders?${orderQuery(to)}`}
      variant={isHere ? "filled" : "default"}
      aria-current={isHere ? "page" : undefined}
    >
      {words}
    </Button>
  );
  return (
    <>
      <Group gap="xs" component="nav" aria-label={t("orders.filter")}>
        {ORDER_SHOWN.filter((shown) => mayRead || (shown !== "received" && shown !== "acted")).map((shown) =>
          tab(
            { ...filter, shown, isMine: false },
            shown === "closed"
              ? t("orders.show.closed")
              : t("orders.showCount", { show: t(`orders.show.${shown}`), count: counts[shown] }),
            !filter.isMine && filter.shown === shown,
          ),
        )}
        {mayRead &&
          tab(
            { ...filter, shown: "open", isMine: true },
            t("orders.showCount", { show: t("orders.show.mine"), count: counts.mine }),
            filter.isMine,
          )}
      </Group>
      {mayRead && (
        <Form className="no-print" action="/visits/orders">
          <input type="hidden" name="show" value={filter.shown} />
          {filter.isMine && <input type="hidden" name="mine" value="yes" />}
          <Group align="end">
            <AreaEntry name="area" label={t("orders.area")} defaultValue={areaText} key={areaText} />
            <NativeSelect
              name="class"
              label={t("orders.classLabel")}
              key={filter.class ?? ""}
              defaultValue={filter.class ?? ""}
              data={[
                { value: "", label: t("orders.everyClass") },
                ...ORDER_CLASSES.map((key) => ({
                  value: key,
                  label: t("orders.showCount", { show: t(`orders.class.${key}`), count: counts.byClass[key] ?? 0 }),
                })),
              ]}
            />
            <Button type="submit" variant="default">
              {t("orders.look")}
            </Button>
          </Group>
        </Form>
      )}
    </>
  );
}
