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

/** What is known outweighs what is supposed with the fifth sample: weight n / (n + 5). */
const SHRINKAGE = 5;
/** Blocks are four-sided: along the streets a way is straightest, across the blocks it is most crooked, four times a turn. */
const SIDES = 4;

export function uniformDetour(global: number): DetourIndex {
  if (!(global >= 1)) throw new RangeError(`a detour index is at least 1, got ${global}`);
  return { global, byBearing: Float64Array.of(global), least: global };
}

/**
 * An index per bearing from sampled ways. Each direction's mean is shrunk by n / (n + 5) toward what the directions known
 * say together: their level and the orientation of the blocks (the fourth harmonic of index over bearing: a grid of
 * streets is walked as |u| + |v|), shrunk toward the global value in its turn: the first direction known tells of itself only,
 * n more of them weigh n / (n + 5).
 * Samples without length, or shorter than the straight line, are left out: they are errors of measurement.
 * @param sectors 16–36; default 24
 */
export function fitDetourByBearing(samples: readonly WalkedSample[], global: number, sectors = 24): DetourIndex {
  if (!(sectors >= 4 && sectors <= 360)) throw new RangeError(`4 to 360 sectors, got ${sectors}`);
  uniformDetour(global);
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
  const supposed = supposedFrom(sum, count, global);
  const byBearing = sum.map((total, sector) => (total + SHRINKAGE * supposed(sector)) / (count[sector]! + SHRINKAGE));
  return { global, byBearing, least: byBearing.reduce((a, b) => Math.min(a, b)) };
}

/** The index supposed in a direction nobody walked, from those somebody did: level and orientation of the blocks. */
function supposedFrom(sum: Float64Array, count: Float64Array, global: number): (sector: number) => number {
  const known = Array.from(count.keys()).filter((sector) => count[sector]! > 0);
  if (known.length === 0) return () => global;
  const turn = (sector: number) => (2 * Math.PI * SIDES * sector) / count.length;
  const others = known.length - 1;
  const weight = others / (others + SHRINKAGE);
  const excess = known.map((sector) => sum[sector]! / count[sector]! - global);
  const mean = (values: readonly number[]) => values.reduce((total, each) => total + each, 0) / values.length;
  const level = mean(excess);
  const along = (wave: (angle: number) => number) => 2 * mean(excess.map((each, i) => (each - level) * wave(turn(known[i]!))));
  const [cosine, sine] = [along(Math.cos), along(Math.sin)];
  return (sector) => Math.max(1, global + weight * (level + cosine * Math.cos(turn(sector)) + sine * Math.sin(turn(sector))));
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
