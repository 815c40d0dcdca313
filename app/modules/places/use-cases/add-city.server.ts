import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Verdict } from "~/shared/verdict";
import { insertCity, listCities } from "../data/cities.server";
import { insertStandards, insertWalkers } from "../data/city-parameters.server";
import { newCity, type NewCity, type NewCityRefusal } from "../domain/new-city";

/** Adds an empty city with the standard walkers and parameters, within the caller's transaction. */
export async function addCity(uow: UnitOfWork, wish: NewCity): Promise<Verdict<NewCity, NewCityRefusal>> {
  const taken = (await listCities(uow)).map((city) => city.code);
  const verdict = newCity(wish, taken, Intl.supportedValuesOf("timeZone"));
  if (verdict.ok) {
    await insertCity(uow, verdict.value);
    await insertWalkers(uow, verdict.value.code);
    await insertStandards(uow, verdict.value.code);
  }
  return verdict;
}
