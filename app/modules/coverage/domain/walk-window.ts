import { metresPerDegree, type GeoPoint } from "~/shared/geo-point";
import type { Metres } from "~/shared/units";
import { granted, refused, type Verdict } from "~/shared/verdict";

/**
 * Which part of a city's streets a candidate needs while it is moved about: the ground it may roam, on one grid for all, so
 * that neighbours in time and in space ask for the same file. Whoever cuts the streets widens it by the walk, so that every
 * answer for a candidate on this ground is whole.
 */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** Hundredths of a degree: edges of windows are multiples of this; about 2 km. */
const GRID = 2;
export const GRID_DEGREES = GRID / 100;
/** The most ground one window holds, each way: some 30,000 junctions of a dense city. */
export const MOST: Metres = 10_000;
/** The least room round a candidate, and the room where the view is more than a window holds. */
const LEAST: Metres = 2_000;
const ROOMY: Metres = 2_700;
/** Nearer than this to the edge the next window is fetched. */
const EDGE: Metres = 500;

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
  if (!view) return onGrid(own);
  const both = onGrid([
    Math.min(own[0], view[0]),
    Math.min(own[1], view[1]),
    Math.max(own[2], view[2]),
    Math.max(own[3], view[3]),
  ]);
  return isTooWide(both) ? onGrid(round(ROOMY)) : both;
}

export const isInBox = ({ lon, lat }: GeoPoint, [west, south, east, north]: Box): boolean =>
  lon >= west && lon <= east && lat >= south && lat <= north;

/** Time to fetch the next window: the candidate is near the edge of this one, or beyond it. */
export const isNearEdge = (at: GeoPoint, box: Box): boolean => !isInBox(at, widened(box, -EDGE));

export function widened([west, south, east, north]: Box, by: Metres): Box {
  const metres = metresPerDegree((south + north) / 2);
  return [west - by / metres.lon, south - by / metres.lat, east + by / metres.lon, north + by / metres.lat];
}

export const boxText = (box: Box): string => box.map((degrees) => degrees.toFixed(2)).join(",");

/** Why an address names no window: it is no box, its edges are not on the grid, or it is more than a window holds. */
export type WindowProblem = "not-a-window" | "off-the-grid" | "too-wide";

/** A window as an address names it. Only windows of the grid are cut, so that their number is bounded and few are cut twice. */
export function boxFrom(text: string | null): Verdict<Box, WindowProblem> {
  const parts = (text ?? "").split(",");
  if (parts.length !== 4 || parts.some((part) => !/^-?\d{1,3}(\.\d+)?$/.test(part))) return refused("not-a-window");
  const box = parts.map(Number) as [number, number, number, number];
  const [west, south, east, north] = box;
  if (!(west < east && south < north && west >= -180 && east <= 180 && south > -85 && north < 85)) return refused("not-a-window");
  if (box.some((edge, i) => edge !== onGrid(box)[i])) return refused("off-the-grid");
  return isTooWide(box) ? refused("too-wide") : granted(box);
}

function isTooWide([west, south, east, north]: Box): boolean {
  const metres = metresPerDegree((south + north) / 2);
  return (east - west) * metres.lon > MOST || (north - south) * metres.lat > MOST;
}

/** The smallest box of the grid around a box. A hair over a line is rounding, not ground. */
const onGrid = ([west, south, east, north]: Box): Box => [
  (Math.floor((west * 100) / GRID + 1e-6) * GRID) / 100,
  (Math.floor((south * 100) / GRID + 1e-6) * GRID) / 100,
  (Math.ceil((east * 100) / GRID - 1e-6) * GRID) / 100,
  (Math.ceil((north * 100) / GRID - 1e-6) * GRID) / 100,
];
