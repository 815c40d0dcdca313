import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { requestFacts } from "~/platform/request-facts.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { findCity, listCities } from "../data/cities.server";
import type { City } from "../domain/city";
import { cityCookie } from "./city-cookie.server";

export const cities = (): Promise<City[]> => inUnitOfWork(NOBODY, listCities);

const read = new WeakMap<object, Promise<City[]>>();

/** The same, asked once for a page that is only read, however many of its parts ask. */
export function citiesOf({ method }: Request): Promise<City[]> {
  const facts = requestFacts();
  if (!facts || (method !== "GET" && method !== "HEAD")) return cities();
  const known = read.get(facts);
  if (known) return known;
  const asked = cities();
  read.set(facts, asked);
  return asked;
}

/** The city with this code, or null. */
export const cityByCode = (code: string): Promise<City | null> => inUnitOfWork(NOBODY, (uow) => findCity(uow, code));

/** The city a page is about: `?city=` first, then the one last looked at, then the first there is. Null: there is none yet. */
export async function currentCity(request: Request): Promise<City | null> {
  const asked = new URL(request.url).searchParams.get("city");
  const remembered: unknown = await cityCookie.parse(request.headers.get("Cookie"));
  const all = await citiesOf(request);
  return all.find((city) => city.code === asked) ?? all.find((city) => city.code === remembered) ?? all[0] ?? null;
}

/** Like {@link currentCity}, for pages that make no sense without one: without any city they lead to the page that starts one. */
export async function requireCity(request: Request): Promise<City> {
  const city = await currentCity(request);
  if (!city) throw new Response(null, { status: 302, headers: { Location: "/plan/city" } });
  return city;
}
