import type { Actor } from "~/modules/accounts/domain/actor";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { findArea } from "../data/area-look-up.server";
import { filterProblems, type FilterProblem, type KnownInCity } from "../domain/filter-problems";

/** What an address asks of a city's list that the city does not have. The city's own code is its whole ground. */
export async function filterProblemsIn(
  actor: Actor,
  cityCode: string,
  address: URLSearchParams,
  registry: Pick<KnownInCity, "types" | "kinds">,
): Promise<FilterProblem[]> {
  const area = address.get("area")?.trim() ?? "";
  const areaIsKnown =
    area === "" || area === cityCode || (await inUnitOfWork(actor, (uow) => findArea(uow, cityCode, area))) !== null;
  return filterProblems(address, { ...registry, areaIsKnown });
}
