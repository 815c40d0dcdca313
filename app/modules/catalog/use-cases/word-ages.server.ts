import type { Actor } from "~/modules/accounts/domain/actor";
import { may } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { dayOf, now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { countsByAge, placesOfAge } from "../data/word-ages.server";
import { NOT_PERMITTED } from "../domain/catalog-refusal";
import type { WordAges } from "../domain/operator-desk";
import { daysOld, type WordAge } from "../domain/vacancy-said";
import { vacancyFreshness } from "./vacancy-freshness.server";

export const PLACES_A_PAGE = 50;

/** Whose word about free places is how old, in the part of a city that is the actor's to ask. */
export async function wordAges(
  actor: Actor,
  city: City,
  asked: { readonly age: WordAge; readonly areaCode: string | null; readonly page: number },
): Promise<Verdict<WordAges, typeof NOT_PERMITTED>> {
  if (!may(actor, "confirm:vacancies")) return refused(NOT_PERMITTED);
  const at = now();
  return inUnitOfWork(actor, async (uow) => {
    const freshness = await vacancyFreshness(uow, city.code);
    const wanted = { cityCode: city.code, day: dayOf(at, city.timeZone), now: at, freshness, areaCode: asked.areaCode };
    const counts = await countsByAge(uow, wanted);
    const pages = Math.max(1, Math.ceil(counts[asked.age] / PLACES_A_PAGE));
    const page = Math.min(Math.max(1, asked.page), pages);
    const rows = await placesOfAge(uow, wanted, asked.age, (page - 1) * PLACES_A_PAGE, PLACES_A_PAGE);
    return granted({
      ...{ at: at.toISOString(), freshness, counts, page, pages },
      rows: rows.map((row) => ({ ...row, days: row.oldest && daysOld(row.oldest, at) })),
    });
  });
}
