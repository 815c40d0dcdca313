import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { forAllVisitors } from "~/platform/for-all-visitors.server";
import { bringsSession } from "~/platform/kept-from-caches.server";
import { requestFacts } from "~/platform/request-facts.server";
import { inPublicReads, inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { findCity, listCities } from "../data/cities.server";
import type { City } from "../domain/city";
import { cityCookie } from "./city-cookie.server";

export const cities = (): Promise<City[]> => inPublicReads(listCities);

const shared = forAllVisitors<City[]>();

/** The same for somebody who is not signed in. */
export const citiesForVisitors = (): Promise<City[]> => shared("", cities);

const read = new WeakMap<object, Promise<City[]>>();

/** The same, asked once for a page that is only read, however many of its parts ask. */
export function citiesOf({ method, headers }: Request): Promise<City[]> {
  const facts = requestFacts();
  if (!facts || (method !== "GET" && method !== "HEAD")) return cities();
  if (!bringsSession(headers.get("Cookie"))) return citiesForVisitors();
  const known = read.get(facts);
  if (known) return known;
  const asked = cities();
  read.set(facts, asked);
  return asked;
}

/** The city with this code, or null. */
export const cityByCode = (code: string): Promise<City | null> => inUnitOfWork(NOBODY, (uow) => findCity(uow, code));

/** The same within a unit of work: one that holds a connection never waits for a second, or a dozen at once wait for each other. */
export const cityIn = (uow: UnitOfWork, code: string): Promise<City | null> => findCity(uow, code);

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
