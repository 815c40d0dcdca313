import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import type { NamesAsked } from "./export-names.server";
import { ledgerAsked } from "./ledger-asked.server";
import { LIST_COLUMNS, type ListKind } from "./list-rows.server";
import { categoryAsked, monthAsked } from "./month-asked.server";

/** Which list with names an address means; the ledger's is of the days it says, in the reader's own area at the widest. */
export function namesAsked(actor: Actor, city: City, said: URLSearchParams): NamesAsked {
  const list = (Object.keys(LIST_COLUMNS) as ListKind[]).find((known) => known === said.get("list")) ?? "unvisited";
  const filter = ledgerAsked(city, said);
  const plain = new URLSearchParams({ month: list === "ledger" ? filter.from.slice(0, 7) : (said.get("month") ?? "") });
  plain.set("area", filter.areaCode);
  const place = monthAsked(actor, city, plain);
  return { list, place, category: categoryAsked(said), filter: { ...filter, areaCode: place.areaCode } };
}
