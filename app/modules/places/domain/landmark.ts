// A place people name when they say where they are: a station, a hospital, an estate. Public spots only, never somebody's home.
import { distanceBetween, type GeoPoint } from "~/shared/geo-point";
import type { Metres } from "~/shared/units";

export const LANDMARK_KINDS = ["station", "hospital", "school", "park", "market", "estate", "office", "road", "other"] as const;
export type LandmarkKind = (typeof LANDMARK_KINDS)[number];

export const MOST_ALIASES = 12;

export interface Landmark extends GeoPoint {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  /** what people call it */
  readonly aliases: readonly string[];
  readonly kind: LandmarkKind;
  readonly areaCode: string | null;
  readonly source: string;
}

/** One name twice this near is one place said twice: the gates of an estate, the exits of a station. */
export const SAME_PLACE: Metres = 300;

/** How names are compared: no blanks, small letters, no brackets. */
export const landmarkKey = (name: string): string => name.toLowerCase().replace(/[\s()（）·・\-—]/g, "");

export const isSamePlace = (a: Pick<Landmark, "name" | "lon" | "lat">, b: Pick<Landmark, "name" | "lon" | "lat">): boolean =>
  landmarkKey(a.name) === landmarkKey(b.name) && distanceBetween(a, b) <= SAME_PLACE;

/** Whether somebody who wrote this meant the landmark by its whole name, one of its other names, or its English one. */
export const isNamed = (written: string, { name, nameEn, aliases }: Pick<Landmark, "name" | "nameEn" | "aliases">): boolean => {
  const key = landmarkKey(written);
  return [name, nameEn, ...aliases].some((own) => own !== "" && landmarkKey(own) === key);
};
