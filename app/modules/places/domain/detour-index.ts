import type { Metres } from "~/shared/units";

/**
 * How much longer the walked way is than the straight line, by bearing: the circle's answer to «straight lines lie».
 * One global index for the city, sharpened in directions where walking distances were sampled. It could be wrong wherever
 * blocks are unusual and no sample was taken: results carry a low and a high index as their error band.
 */
export interface DetourIndex {
  readonly global: number;
  /** index at bearing `i × 360° / length`, clockwise from north; length 1 = the same everywhere */
  readonly byBearing: Float64Array;
  /** the smallest of all: a lower bound for pruning */
  readonly least: number;
}

/** A way somebody measured: straight displacement in metres east and north, and the metres walked. */
export interface WalkedSample {
  readonly dx: Metres;
  readonly dy: Metres;
  readonly walked: Metres;
}

/** Samples needed before a direction outweighs the global value: weight n / (n + 5). */
const SHRINKAGE = 5;

export function uniformDetour(global: number): DetourIndex {
  if (!(global >= 1)) throw new RangeError(`a detour index is at least 1, got ${global}`);
  return { global, byBearing: Float64Array.of(global), least: global };
}

/**
 * An index per bearing from sampled ways, each direction's mean shrunk toward the global value by n / (n + 5). Samples
 * without length, or shorter than the straight line, are left out: they are errors of measurement.
 * @param sectors 16–36; default 24
 */
export function fitDetourByBearing(samples: readonly WalkedSample[], global: number, sectors = 24): DetourIndex {
  if (!(sectors >= 4 && sectors <= 360)) throw new RangeError(`4 to 360 sectors, got ${sectors}`);
  const sum = new Float64Array(sectors);
  const count = new Float64Array(sectors);
  for (const { dx, dy, walked } of samples) {
    const straight = Math.hypot(dx, dy);
    const index = walked / straight;
    if (!(straight > 0) || !(index >= 1) || !Number.isFinite(index)) continue;
    const sector = Math.round((bearingTurn(dx, dy) * sectors) % sectors) % sectors;
    sum[sector]! += index;
    count[sector]! += 1;
  }
  uniformDetour(global);
  const byBearing = sum.map((total, sector) => {
    const n = count[sector]!;
    return n === 0 ? global : (n * (total / n) + SHRINKAGE * global) / (n + SHRINKAGE);
  });
  return { global, byBearing, least: byBearing.reduce((a, b) => Math.min(a, b)) };
}

/** Bearing as a part of the full turn, 0 … 1, clockwise from north. */
function bearingTurn(dx: Metres, dy: Metres): number {
  const turn = Math.atan2(dx, dy) / (2 * Math.PI);
  return turn < 0 ? turn + 1 : turn;
}

/** The index in the direction (dx, dy), linear between neighbouring bearings. No allocation. */
export function detourTowards({ byBearing }: DetourIndex, dx: Metres, dy: Metres): number {
  const sectors = byBearing.length;
  if (sectors === 1) return byBearing[0]!;
  const at = bearingTurn(dx, dy) * sectors;
  const before = Math.floor(at) % sectors;
  const share = at - Math.floor(at);
  return byBearing[before]! * (1 - share) + byBearing[(before + 1) % sectors]! * share;
}
