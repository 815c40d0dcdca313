// The address of a search: everything that was asked, so that a link, a form without scripts and the way back all say the same.
import type { GeoPoint } from "~/shared/geo-point";
import { spotText } from "./spot";

/** Two places may be said: where one is or lives, and where one goes every day. */
export const PLACE_FIELDS = [
  { words: "place", at: "at", atFor: "for" },
  { words: "place2", at: "at2", atFor: "for2" },
] as const;
export type PlaceField = (typeof PLACE_FIELDS)[number];

/**
 * What travels along to a facility's page and to the comparison: all a search can be asked, so that they speak of the same place,
 * child and start, and the way back leads to that very search.
 */
const TRAVELS_ALONG = [
  "at",
  "at2",
  "place",
  "place2",
  "for",
  "for2",
  "need",
  "born",
  "age",
  "hardship",
  "start",
  "walker",
  "minutes",
  "free",
  "inclusive",
  "price",
  "pattern",
  "open",
  "time",
  "papers",
  "inspected",
  "needs",
  "show",
  "city",
] as const;
/** Of these several may be said. */
const SEVERAL: readonly string[] = ["hardship", "papers", "needs"];

export const MOST_COMPARED = 4;

/** The same search with something said otherwise; null takes it out. */
export function addressWith(search: string, changes: Readonly<Record<string, string | null>>): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  if (!("show" in changes)) params.delete("show");
  return `/find?${params}`;
}

/** The same search without one of several answers of a field. */
export function addressWithout(search: string, name: string, value: string): string {
  const params = new URLSearchParams(search);
  const kept = params.getAll(name).filter((one) => one !== value);
  params.delete(name);
  params.delete("show");
  for (const one of kept) params.append(name, one);
  return `/find?${params}`;
}

/** A place that was chosen: its point, and the words it was chosen for. */
export const addressAt = (search: string, field: PlaceField, words: string, at: GeoPoint): string =>
  addressWith(search, {
    [field.words]: words === "" ? null : words,
    [field.at]: spotText(at),
    [field.atFor]: words === "" ? null : words,
  });

/** The same search with the points its words were found to mean: whoever follows a link of it is not asked where from again. */
export function withSpots(search: string, found: readonly (GeoPoint | null)[]): string {
  const params = new URLSearchParams(search);
  PLACE_FIELDS.forEach((field, at) => {
    const [words, spot] = [(params.get(field.words) ?? "").trim(), found[at]];
    if (!spot || words === "") return;
    params.set(field.at, spotText(spot));
    params.set(field.atFor, words);
  });
  return params.toString();
}

/** What travels along, as pairs for a form or a link. */
export const travelling = (search: string): (readonly [name: string, value: string])[] => {
  const params = new URLSearchParams(search);
  return TRAVELS_ALONG.flatMap((name) => {
    const said = SEVERAL.includes(name) ? params.getAll(name) : [params.get(name)];
    return said.flatMap((value) => (value ? [[name, value] as const] : []));
  });
};

/** «Tell me» at one place: for which service, whose birth and which start the search already said. Where one walks from stays out. */
export function alertAddress(search: string, facilityId: string): string {
  const [said, params] = [new URLSearchParams(search), new URLSearchParams({ place: facilityId })];
  for (const name of ["need", "born", "start"]) {
    const value = said.get(name);
    if (value) params.set(name, value);
  }
  return `/find/alert?${params}`;
}

/** Where the map asks how far one gets on foot: from a place, at whose pace, to which service. */
export function ringsAddress(search: string, cityCode: string, from: GeoPoint): string {
  const said = new URLSearchParams(search);
  const params = new URLSearchParams({ city: cityCode, at: spotText(from) });
  for (const name of ["need", "walker"]) {
    const value = said.get(name);
    if (value) params.set(name, value);
  }
  return `/find/walk?${params}`;
}
