import KDBush from "kdbush";
import type { Tick } from "~/shared/progress";
import type { Metres } from "~/shared/units";
import type { BarrierNetwork } from "./barrier";
import { detourTowards, type DetourIndex } from "./detour-index";
import type { PlanePoints } from "./local-plane";
import { WayFinder } from "./way-finder";

/** Keeps a point exactly on the bound inside it, metres. */
const ROUNDING = 1e-6;

/**
 * The nearest and the second nearest site of every demand point, by walked metres = legs of the way (one, or several
 * through crossings), each × the detour index in its direction. Minutes are metres ÷ speed, so one pass serves every
 * walker of one range. Pushed from the sites: barriers are gathered once a site, points found by a kd-tree, and a pair
 * is looked at closely only while its straight line could still win.
 */
export interface NearestInput {
  readonly sites: PlanePoints;
  readonly points: PlanePoints;
  readonly detour: DetourIndex;
  /** where every site has directions of its own (fitted from streets around it): one index a site, in their order */
  readonly detourBySite?: readonly DetourIndex[];
  readonly barriers: BarrierNetwork;
  /** metres walked beyond which nothing is looked for; the bound itself is inside (`<=`) */
  readonly farthest: Metres;
  /** told before each site */
  readonly tick?: Tick;
}

export interface Nearest {
  /** per point: metres walked to the nearest site, Infinity = none within `farthest` */
  readonly metres: Float64Array;
  /** per point: row of that site, −1 = none */
  readonly site: Int32Array;
  readonly secondMetres: Float64Array;
  readonly secondSite: Int32Array;
  /** rows left out because their position is no position */
  readonly rejectedSites: readonly number[];
  readonly rejectedPoints: readonly number[];
}

export function nearest({ sites, points, detour, detourBySite, barriers, farthest, tick }: NearestInput): Nearest {
  const count = points.x.length;
  const metres = new Float64Array(count).fill(Infinity);
  const secondMetres = new Float64Array(count).fill(Infinity);
  const site = new Int32Array(count).fill(-1);
  const secondSite = new Int32Array(count).fill(-1);
  const rejectedSites: number[] = [];
  const rejectedPoints: number[] = [];
  if (!(farthest > 0)) throw new RangeError(`a positive range in metres, got ${farthest}`);

  const placed: number[] = [];
  for (let i = 0; i < count; i++) (isPlaced(points, i) ? placed : rejectedPoints).push(i);
  const tree = treeOf(points, placed);
  const range = farthest / leastOf(detour, detourBySite) + ROUNDING;
  const ways = new WayFinder(barriers, range);

  for (let s = 0; s < sites.x.length; s++) {
    tick?.(s);
    if (!isPlaced(sites, s)) {
      rejectedSites.push(s);
      continue;
    }
    if (!tree) continue;
    const sx = sites.x[s]!;
    const sy = sites.y[s]!;
    const own = detourBySite?.[s] ?? detour;
    ways.startAt(sx, sy, range, own);
    for (const row of tree.within(sx, sy, range)) {
      const p = placed[row]!;
      const dx = points.x[p]! - sx;
      const dy = points.y[p]! - sy;
      // A way round leads through other directions: it may be straighter than the bee's.
      const index = ways.isUnobstructed ? detourTowards(own, dx, dy) : own.least;
      if (Math.sqrt(dx * dx + dy * dy) * index >= secondMetres[p]!) continue;
      const walked = ways.lengthTo(points.x[p]!, points.y[p]!);
      if (!(walked <= farthest) || walked >= secondMetres[p]!) continue;
      if (walked < metres[p]!) {
        secondMetres[p] = metres[p]!;
        secondSite[p] = site[p]!;
        metres[p] = walked;
        site[p] = s;
      } else {
        secondMetres[p] = walked;
        secondSite[p] = s;
      }
    }
  }
  return { metres, site, secondMetres, secondSite, rejectedSites, rejectedPoints };
}

/** The straightest direction of all: nothing beyond range ÷ this can be reached. */
export const leastOf = (detour: DetourIndex, bySite: readonly DetourIndex[] | undefined): number =>
  bySite ? bySite.reduce((least, site) => Math.min(least, site.least), detour.least) : detour.least;

export const isPlaced = ({ x, y }: PlanePoints, row: number): boolean => Number.isFinite(x[row]!) && Number.isFinite(y[row]!);

function treeOf({ x, y }: PlanePoints, rows: readonly number[]): KDBush | null {
  if (rows.length === 0) return null;
  const tree = new KDBush(rows.length);
  for (const row of rows) tree.add(x[row]!, y[row]!);
  return tree.finish();
}
