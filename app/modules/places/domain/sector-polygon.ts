import type { Polygon, Position } from "geojson";
import type { Metres } from "~/shared/units";
import type { BarrierNetwork } from "./barrier";
import { detourTowards, type DetourIndex } from "./detour-index";
import { fromPlane, type LocalPlane } from "./local-plane";
import { WayFinder } from "./way-finder";

/**
 * The reach of one place as radii by bearing: in each direction the farthest point such that everything before it on the
 * ray is reached too. Where a crossing leads on, the ray goes on behind the barrier with the real way round; ground that
 * is reached only in pieces is left out, so the shape never says more than is true.
 */
export interface SectorInput {
  readonly x: Metres;
  readonly y: Metres;
  /** metres walked */
  readonly limit: Metres;
  readonly detour: DetourIndex;
  readonly barriers: BarrierNetwork;
  /** default 72, one ray every 5° */
  readonly bearings?: number;
}

/** Steps along a ray before the end is found by halving; a gap of unreached ground narrower than this may be missed. */
const STEP: Metres = 10;

/** Radius in metres for each bearing, clockwise from north. A place without a position reaches nothing. */
export function sectorRadii({ x, y, limit, detour, barriers, bearings = 72 }: SectorInput): Float64Array {
  const radii = new Float64Array(bearings);
  if (!Number.isFinite(x) || !Number.isFinite(y)) return radii;
  const range = limit / detour.least;
  const ways = new WayFinder(barriers, range);
  ways.startAt(x, y, range, detour);
  for (let i = 0; i < bearings; i++) {
    const east = Math.sin((2 * Math.PI * i) / bearings);
    const north = Math.cos((2 * Math.PI * i) / bearings);
    const index = detourTowards(detour, east, north);
    const isReached = (radius: Metres) => ways.lengthTo(x + radius * east, y + radius * north) <= limit;
    let near = 0;
    let far = limit / index;
    if (!ways.isUnobstructed || !isReached(far)) {
      for (far = Math.min(STEP, limit / index); far < limit / index && isReached(far); far += STEP) near = far;
      far = Math.min(far, limit / index);
      for (let halving = 0; halving < 12; halving++) {
        const middle = (near + far) / 2;
        if (isReached(middle)) near = middle;
        else far = middle;
      }
      far = near;
    }
    radii[i] = far;
  }
  return radii;
}

/** The same as a closed polygon in degrees, counterclockwise; null where nothing is reached. */
export function sectorPolygon(plane: LocalPlane, input: SectorInput): Polygon | null {
  const radii = sectorRadii(input);
  if (!radii.some((radius) => radius > 0)) return null;
  const ring: Position[] = [];
  for (let i = radii.length; i >= 0; i--) {
    const turn = (2 * Math.PI * (i % radii.length)) / radii.length;
    const radius = radii[i % radii.length]!;
    ring.push(fromPlane(plane, input.x + radius * Math.sin(turn), input.y + radius * Math.cos(turn)));
  }
  return { type: "Polygon", coordinates: [ring] };
}
