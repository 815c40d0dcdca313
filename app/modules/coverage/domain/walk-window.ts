import { metresPerDegree, type GeoPoint } from "~/shared/geo-point";
import type { Metres } from "~/shared/units";

/**
 * Which part of a city's streets a candidate needs while it is moved about: the ground it may roam, on a lattice, so that
 * neighbours in time ask for the same file. Whoever cuts the streets widens it by the walk, so that every answer for a
 * candidate on this ground is whole.
 */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** The least room round a candidate, and the most ground one window holds: some 30,000 junctions of a dense city. */
const LEAST: Metres = 2_000;
const MOST: Metres = 10_000;
/** Nearer than this to the edge the next window is fetched. */
const EDGE: Metres = 500;
/** Degrees of the lattice: about 500 m. */
const LATTICE = 0.005;
/** Degrees no honest window exceeds. */
const WIDEST = 0.6;

/** The view with the candidate and its room in it; where that is too much ground, the ground round the candidate. */
export function windowAround({ lon, lat }: GeoPoint, view: Box | null): Box {
  const metres = metresPerDegree(lat);
  const round = (half: Metres): Box => [
    lon - half / metres.lon,
    lat - half / metres.lat,
    lon + half / metres.lon,
    lat + half / metres.lat,
  ];
  const own = round(LEAST);
  if (!view) return onLattice(own);
  const both: Box = [Math.min(own[0], view[0]), Math.min(own[1], view[1]), Math.max(own[2], view[2]), Math.max(own[3], view[3])];
  const isWide = (both[2] - both[0]) * metres.lon > MOST || (both[3] - both[1]) * metres.lat > MOST;
  return onLattice(isWide ? round(MOST / 2) : both);
}

export const isInBox = ({ lon, lat }: GeoPoint, [west, south, east, north]: Box): boolean =>
  lon >= west && lon <= east && lat >= south && lat <= north;

/** Time to fetch the next window: the candidate is near the edge of this one, or beyond it. */
export const isNearEdge = (at: GeoPoint, box: Box): boolean => !isInBox(at, widened(box, -EDGE));

export function widened([west, south, east, north]: Box, by: Metres): Box {
  const metres = metresPerDegree((south + north) / 2);
  return [west - by / metres.lon, south - by / metres.lat, east + by / metres.lon, north + by / metres.lat];
}

export const boxText = (box: Box): string => box.map((degrees) => degrees.toFixed(3)).join(",");

/** A window as an address names it; null where it is none, or more ground than a window holds. */
export function boxFrom(text: string | null): Box | null {
  const parts = (text ?? "").split(",");
  if (parts.length !== 4 || parts.some((part) => !/^-?\d+(\.\d+)?$/.test(part))) return null;
  const [west, south, east, north] = parts.map(Number) as [number, number, number, number];
  if (!(west < east && south < north && east - west <= WIDEST && north - south <= WIDEST)) return null;
  return west >= -180 && east <= 180 && south > -85 && north < 85 ? [west, south, east, north] : null;
}

const onLattice = ([west, south, east, north]: Box): Box => [
  Math.floor(west / LATTICE) * LATTICE,
  Math.floor(south / LATTICE) * LATTICE,
  Math.ceil(east / LATTICE) * LATTICE,
  Math.ceil(north / LATTICE) * LATTICE,
];
