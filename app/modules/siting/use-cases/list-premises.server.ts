import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { countPremises, havePremises, PAGE_SIZE, premisesPage } from "../data/premises-list.server";
import type { PremisesQuery } from "../domain/premises/premises-filter";
import type { PremisesPage } from "../domain/premises/premises-list";
import { mayReadPremises } from "./may-keep-premises.server";

/** One page of the list with the figures of its filter; null where the list is not theirs to read. */
export async function listPremises(
  actor: Actor,
  { code }: Pick<City, "code">,
  query: PremisesQuery,
): Promise<(PremisesPage & { readonly isEmpty: boolean }) | null> {
  if (!mayReadPremises(actor, code)) return null;
  return inUnitOfWork(actor, async (uow) => {
    const figures = await countPremises(uow, code, query.filter);
    const pages = Math.max(1, Math.ceil(figures.found / PAGE_SIZE));
    const page = Math.min(query.page, pages);
    const rows = await premisesPage(uow, code, { ...query, page });
    return { rows, page, pages, figures, isEmpty: rows.length === 0 && !(await havePremises(uow, code)) };
  });
}
