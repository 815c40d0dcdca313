import KDBush from "kdbush";
import type { Metres } from "~/shared/units";
import type { BarrierNetwork } from "./barrier";
import { fitDetourByBearing, type DetourIndex, type WalkedSample } from "./detour-index";
import { planeAround, pointsOnPlane, type LocalPlane, type PlanePoints } from "./local-plane";
import { isTelling, MOST_TELLING, type SampledWalks } from "./sampled-walk";
import { WayFinder } from "./way-finder";

/** A walk speaks for the places this near to one of its ends: the same blocks. One distance for every limit, so more minutes never shrink reach. */
const NEAR: Metres = 1_000;

/** What measured walks teach every site (`WalkLessons`), in their order. */
export function detourFromWalks(
  plane: LocalPlane,
  walks: SampledWalks,
  sites: PlanePoints,
  barriers: BarrierNetwork,
  global: number,
): DetourIndex[] {
  const lessons = new WalkLessons(plane, walks, barriers, global);
  return Array.from(sites.x, (x, site) => lessons.at(x, sites.y[site]!));
}

const SECTORS = 16;

/**
 * What measured walks teach the approximation where there are no streets: an index by bearing for any place, fitted from
 * the walks beside it, each read from its end nearer to the place. A way round a barrier is known already, so a walk teaches
 * only what is longer than that; one the barriers do not allow (a crossing nobody drew) teaches nothing.
 */
export class WalkLessons {
  private readonly from: PlanePoints;
  private readonly to: PlanePoints;
  /** metres walked ÷ the way through crossings, one a walk */
  private readonly index: Float64Array;
  private readonly telling: readonly number[];
  private readonly ends: KDBush | null;
  private readonly untaught: DetourIndex;

  constructor(
    plane: LocalPlane,
    walks: SampledWalks,
    barriers: BarrierNetwork,
    private readonly global: number,
  ) {
    this.from = pointsOnPlane(plane, walks.fromLon, walks.fromLat);
    this.to = pointsOnPlane(plane, walks.toLon, walks.toLat);
    this.index = indexOfWalks(this.from, this.to, walks.metres, barriers);
    this.telling = Array.from(this.index.keys()).filter((walk) => this.index[walk]! >= 1);
    this.untaught = fitDetourByBearing([], global, SECTORS);
    this.ends = this.telling.length === 0 ? null : new KDBush(2 * this.telling.length);
    for (const walk of this.telling) {
      this.ends?.add(this.from.x[walk]!, this.from.y[walk]!);
      this.ends?.add(this.to.x[walk]!, this.to.y[walk]!);
    }
    this.ends?.finish();
  }

  /** The index at a place, metres on the plane; where no walk is near, the global one in every direction. */
  at(x: Metres, y: Metres): DetourIndex {
    const { from, to, index, telling, ends } = this;
    if (!ends || !Number.isFinite(x) || !Number.isFinite(y)) return this.untaught;
    const away = (end: PlanePoints, walk: number) => Math.hypot(end.x[walk]! - x, end.y[walk]! - y);
    // In the order of the walks: sums are then the same whatever the tree looks like.
    const beside = [...new Set(ends.within(x, y, NEAR).map((end) => telling[end >> 1]!))].sort((a, b) => a - b);
    const samples = beside.map((walk): WalkedSample => {
      const [near, far] = away(from, walk) <= away(to, walk) ? [from, to] : [to, from];
      const [dx, dy] = [far.x[walk]! - near.x[walk]!, far.y[walk]! - near.y[walk]!];
      return { dx, dy, walked: Math.hypot(dx, dy) * index[walk]! };
    });
    return samples.length === 0 ? this.untaught : fitDetourByBearing(samples, this.global, SECTORS);
  }
}

/**
 * Walks near each site that teach something, whatever the barriers say of them.
 * @param most enough to know: no site counts more, so that a city measured all over is asked as fast as any
 */
export function walksBeside(
  walks: SampledWalks,
  sites: { readonly lon: ArrayLike<number>; readonly lat: ArrayLike<number> },
  most = Infinity,
): Int32Array {
  const plane = planeAround(walks.fromLon, walks.fromLat);
  const from = pointsOnPlane(plane, walks.fromLon, walks.fromLat);
  const to = pointsOnPlane(plane, walks.toLon, walks.toLat);
  const places = pointsOnPlane(plane, sites.lon, sites.lat);
  const telling = Array.from(from.x.keys()).filter((walk) =>
    isTelling(Math.hypot(to.x[walk]! - from.x[walk]!, to.y[walk]! - from.y[walk]!), walks.metres[walk]!),
  );
  const walksIn = new Map<number, number[]>();
  for (const walk of telling)
    for (const square of new Set([squareOf(from.x[walk]!, from.y[walk]!), squareOf(to.x[walk]!, to.y[walk]!)])) {
      const there = walksIn.get(square);
      if (there) there.push(walk);
      else walksIn.set(square, [walk]);
    }
  const isNear = (end: PlanePoints, walk: number, site: number) =>
    Math.hypot(end.x[walk]! - places.x[site]!, end.y[walk]! - places.y[site]!) <= NEAR;
  const countedAt = new Int32Array(from.x.length).fill(-1);
  return Int32Array.from(places.x, (x, site) => {
    let count = 0;
    for (const square of squaresRound(x, places.y[site]!))
      for (const walk of walksIn.get(square) ?? []) {
        if (count >= most) return count;
        if (countedAt[walk] === site || !(isNear(from, walk, site) || isNear(to, walk, site))) continue;
        countedAt[walk] = site;
        count++;
      }
    return count;
  });
}

/** A square of the plane as wide as a walk is near, as one number: the plane is far smaller than its rows are long. */
const ROW = 1e6;
const squareOf = (x: Metres, y: Metres): number => ROW * Math.floor(y / NEAR) + Math.floor(x / NEAR);
const squaresRound = (x: Metres, y: Metres): number[] =>
  [-ROW, 0, ROW].flatMap((above) => [-1, 0, 1].map((beside) => squareOf(x, y) + above + beside));

/** Metres walked ÷ the way through crossings; NaN where a walk teaches nothing. */
function indexOfWalks(from: PlanePoints, to: PlanePoints, metres: ArrayLike<Metres>, barriers: BarrierNetwork): Float64Array {
  const ways = new WayFinder(barriers, MOST_TELLING);
  return Float64Array.from(metres, (walked, walk) => {
    const [ax, ay, bx, by] = [from.x[walk]!, from.y[walk]!, to.x[walk]!, to.y[walk]!];
    if (!isTelling(Math.hypot(bx - ax, by - ay), walked)) return NaN;
    ways.startAt(ax, ay, walked);
    return walked / ways.lengthTo(bx, by);
  });
}
