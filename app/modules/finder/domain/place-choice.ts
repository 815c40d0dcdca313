// What words of a family may mean on the ground: an area, a landmark, or a facility. Whoever is called exactly so is meant; where
// several are, somebody chooses among them, and where none is, the districts are offered.
import type { GeoPoint } from "~/shared/geo-point";

/** What an address says of a place: words, and the point that was chosen for just these words. */
export interface PlaceSaid {
  readonly words: string;
  readonly at: GeoPoint | null;
  /** the words the point was chosen for; others typed since then mean another place */
  readonly atFor: string;
}

export interface PlaceChoice {
  readonly kind: "area" | "landmark" | "facility";
  readonly name: string;
  readonly nameEn: string;
  /** what it lies in, or its address */
  readonly within: string;
  readonly withinEn: string;
  /** null = nobody has placed it */
  readonly at: GeoPoint | null;
  /** called exactly as was written, or so but for its ending (花园路 for 花园路街道); null = the words are in its name */
  readonly fit: "whole" | "short" | null;
}

export const MOST_CHOICES = 12;

/** So much of what somebody typed stands in a sentence about it, a Chinese letter as wide as two; all of it stands in the field. */
const MOST_QUOTED = 48;
const widthOf = (letters: readonly string[]): number =>
  letters.reduce((width, letter) => width + (letter.codePointAt(0)! < 0x2e80 ? 1 : 2), 0);
export function quoted(words: string): string {
  let letters = [...words];
  if (widthOf(letters) <= MOST_QUOTED) return words;
  while (widthOf(letters) > MOST_QUOTED - 1) letters = letters.slice(0, -1);
  return `${letters.join("").trimEnd()}…`;
}

export type PlaceRead =
  | { readonly kind: "none-said" }
  /** `choice` null = a point that was tapped or found by a satellite */
  | { readonly kind: "one"; readonly at: GeoPoint; readonly choice: PlaceChoice | null }
  /** one place is meant, but nobody has said where it stands */
  | { readonly kind: "unplaced"; readonly choice: PlaceChoice }
  | { readonly kind: "several"; readonly choices: readonly PlaceChoice[] }
  | { readonly kind: "none"; readonly districts: readonly PlaceChoice[] };

/**
 * Who bears the whole name is meant, else the only one that bears it but for its ending; where there are more, all are offered,
 * those first. Facilities are asked last: many bear the name of the community they stand in, and that is what is meant.
 */
export function placeAmong(found: readonly PlaceChoice[], districts: readonly PlaceChoice[]): PlaceRead {
  const places = found.filter(({ kind }) => kind !== "facility");
  const of = (fit: PlaceChoice["fit"]) => places.filter((choice) => choice.fit === fit);
  const [whole, short] = [of("whole"), of("short")];
  if (whole.length > 0) return meant(whole);
  if (short.length === 1) return meant(short);
  const all = [...short, ...of(null)];
  return all.length > 0 ? meant(all) : found.length > 0 ? meant(found) : { kind: "none", districts };
}

function meant(choices: readonly PlaceChoice[]): PlaceRead {
  const [only] = choices;
  if (choices.length > 1 || !only) return { kind: "several", choices: choices.slice(0, MOST_CHOICES) };
  return only.at ? { kind: "one", at: only.at, choice: only } : { kind: "unplaced", choice: only };
}
