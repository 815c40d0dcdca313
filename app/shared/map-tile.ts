import type { Lat, Lon } from "./units";

/**
 * The squares web maps are made of (Web Mercator, EPSG:3857, «slippy map» numbering) at one zoom: a map fetches what is in
 * view, and every reader fetches the same pieces.
 */
export const TILE_ZOOM = 14;
const ACROSS = 2 ** TILE_ZOOM;
const RADIANS = Math.PI / 180;

export interface TileAt {
  readonly x: number;
  readonly y: number;
}

/** The square a position lies in; positions beyond 85.05° belong to the outermost row. */
export function tileOf(lon: Lon, lat: Lat): TileAt {
  const within = (n: number) => Math.min(ACROSS - 1, Math.max(0, Math.floor(n)));
  const north = Math.asinh(Math.tan(lat * RADIANS)) / Math.PI;
  return { x: within(((lon + 180) / 360) * ACROSS), y: within(((1 - north) / 2) * ACROSS) };
}

export const tileText = ({ x, y }: TileAt): string => `${x}-${y}`;

/** `x-y` of an address; null where there is no such square. */
export function tileFrom(text: string): TileAt | null {
  const found = /^(\d{1,5})-(\d{1,5})$/.exec(text);
  if (!found) return null;
  const [x, y] = [Number(found[1]), Number(found[2])];
  return x < ACROSS && y < ACROSS ? { x, y } : null;
}
