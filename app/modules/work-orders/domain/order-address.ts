import { ORDER_SHOWN, type OrderFilter, type OrderTurn } from "./listed-order";
import { ORDER_CLASSES } from "./work-order";

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Which orders an address asks for; `areaCode` was found by whoever reads the address. */
export const orderAsked = (said: URLSearchParams, areaCode: string): OrderFilter => ({
  areaCode,
  shown: ORDER_SHOWN.find((known) => known === said.get("show")) ?? "open",
  class: ORDER_CLASSES.find((known) => known === said.get("class")) ?? null,
  isMine: said.get("mine") === "yes",
});

/** Where the page before ended; null where the address says nothing of it. */
export function turnAsked(said: URLSearchParams): OrderTurn | null {
  const [at = "", id = ""] = (said.get("after") ?? "").split("_");
  return Number.isFinite(Date.parse(at)) && ID.test(id) ? { at, id } : null;
}

/** The address of such a list; it names nobody. */
export function orderQuery(filter: OrderFilter, after: OrderTurn | null = null): string {
  const said = new URLSearchParams({ area: filter.areaCode, show: filter.shown });
  if (filter.class) said.set("class", filter.class);
  if (filter.isMine) said.set("mine", "yes");
  if (after) said.set("after", `${after.at}_${after.id}`);
  return said.toString();
}
