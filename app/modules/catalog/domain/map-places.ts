// What a map of a filter shows: single places where the view holds few, and counted bubbles where it holds many. Only what
// anyone may read in the list stands in it.
import type { Bounds } from "./declared-position";
import type { FacilityState } from "./life-cycle";

export interface MapView {
  readonly box: Bounds;
  /** zoom of a web map: the world is 256 · 2^zoom pixels wide */
  readonly zoom: number;
}

export interface MapPlace {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly name: string;
  readonly state: FacilityState;
  /** the first service it offers that day, in the registry's order */
  readonly serviceType: string | null;
}

export interface MapBubble {
  readonly lon: number;
  readonly lat: number;
  readonly count: number;
}

export interface MapPieces {
  readonly places: readonly MapPlace[];
  readonly bubbles: readonly MapBubble[];
}

/** More places than this are bubbles: a page never holds more pieces than a screen can show. */
export const MOST_PLACES = 600;

/** A bubble gathers what lies within so many pixels of the screen. */
const BUBBLE_PIXELS = 56;

/** Degrees a bubble gathers, eastward and northward, for the view's zoom and its middle latitude. */
export function bubbleCell({ box: [, south, , north], zoom }: MapView): { readonly lon: number; readonly lat: number } {
  const lon = (360 * BUBBLE_PIXELS) / (256 * 2 ** zoom);
  return { lon, lat: lon * Math.max(0.05, Math.cos((((south + north) / 2) * Math.PI) / 180)) };
}

/** `w,s,e,n` and a zoom, as an address has them; null where they are no view of the earth. */
export function viewFrom(box: string | null, zoom: string | null): MapView | null {
  const sides = (box ?? "").split(",").map(Number);
  const [west, south, east, north] = sides;
  const level = Number(zoom);
  if (sides.length !== 4 || !sides.every(Number.isFinite) || !(level >= 0 && level <= 22)) return null;
  if (west === undefined || south === undefined || east === undefined || north === undefined) return null;
  return west < east && south < north ? { box: [west, south, east, north], zoom: level } : null;
}
