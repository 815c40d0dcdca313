import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { monthsBetween, type VacancyMonth } from "~/modules/catalog/domain/vacancy";
import { expectedOpenings, isAnyCounted } from "~/modules/catalog/use-cases/expected-openings.server";
import type { City } from "~/modules/places/domain/city";
import { now } from "~/platform/clock.server";
import { inPublicReads, inUnitOfWork } from "~/platform/unit-of-work.server";
import { ageFits } from "../domain/fitting";
import type { OfferFound } from "./nearest-offers.server";

/** When a place is expected where none is known to be free, by birth months: the month by facility. Never a free place. */
export async function expectedOfOffers(
  { timeZone }: City,
  found: readonly Pick<OfferFound, "facilityId" | "vacancy" | "fitting">[],
  { start: from, months }: { readonly start: VacancyMonth; readonly months: number | null },
): Promise<ReadonlyMap<string, VacancyMonth>> {
  const asked = found.flatMap(({ facilityId, vacancy, fitting: { best } }) =>
    best && (vacancy === "full" || vacancy === "unknown") ? [{ facilityId, best }] : [],
  );
  const classIds = asked.map(({ best }) => best.id);
  if (!(await inPublicReads((uow) => isAnyCounted(uow, classIds)))) return new Map();
  const expected = await inUnitOfWork(NOBODY, (uow) => expectedOpenings(uow, classIds, { from, timeZone, at: now() }));
  return new Map(
    asked.flatMap(({ facilityId, best }) => {
      const opens = expected.get(best.id)?.opensFrom;
      // A place that opens when this child has outgrown the class is no news for it.
      const isStillOfAge = !opens || months === null || ageFits(best, months + monthsBetween(from, opens)) !== "no";
      return opens && isStillOfAge ? [[facilityId, opens] as const] : [];
    }),
  );
}
