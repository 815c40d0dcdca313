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
 * walker of one range. Pushed from the sites in widening rings: barriers are gathered once a site and ring, points found
 * by a kd-tree, and who has two places within a ring is not looked at in the next, where nothing nearer can be.
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
  /** told how many sites' worth of looking is behind */
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

export function nearest(input: NearestInput): Nearest {
  const { sites, points, detour, detourBySite, barriers, farthest, tick } = input;
  if (!(farthest > 0)) throw new RangeError(`a positive range in metres, got ${farthest}`);
  const [placedSites, rejectedSites] = partedRows(sites);
  const [placed, rejectedPoints] = partedRows(points);
  const found = nothingFound(points.x.length);
  const least = leastOf(detour, detourBySite);
  const ways = new WayFinder(barriers, farthest / least + ROUNDING);
  const isPlain = placedSites.map((s) => ways.isPlainWithin(sites.x[s]!, sites.y[s]!, farthest / least + ROUNDING));
  const rings = ringsUpTo(farthest);
  let open = placed;
  for (const [turn, reached] of rings.entries()) {
    const tree = treeOf(points, open);
    if (!tree) break;
    const range = reached / least + ROUNDING;
    for (const [at, s] of placedSites.entries()) {
      tick?.(Math.floor((turn * sites.x.length + s) / rings.length));
      const [sx, sy] = [sites.x[s]!, sites.y[s]!];
      const near = tree.within(sx, sy, range);
      if (near.length === 0) continue;
      const own = detourBySite?.[s] ?? detour;
      ways.startAt(sx, sy, range, own, isPlain[at]);
      offerSite(found, input, ways, s, { rows: near, of: open, own, reached });
    }
    open = reached === farthest ? [] : open.filter((p) => !(found.secondMetres[p]! <= reached));
    for (const p of open) forget(found, p);
  }
  return { ...found, rejectedSites, rejectedPoints };
}

type Found = Pick<Nearest, "metres" | "site" | "secondMetres" | "secondSite">;

const nothingFound = (count: number): Found => ({
  metres: new Float64Array(count).fill(Infinity),
  secondMetres: new Float64Array(count).fill(Infinity),
  site: new Int32Array(count).fill(-1),
  secondSite: new Int32Array(count).fill(-1),
});

function forget({ metres, site, secondMetres, secondSite }: Found, p: number): void {
  metres[p] = secondMetres[p] = Infinity;
  site[p] = secondSite[p] = -1;
}

/** Places in a ring: looked at closely only while their straight line could still win. */
interface Ring {
  readonly rows: readonly number[];
  /** what `rows` are rows of */
  readonly of: readonly number[];
  readonly own: DetourIndex;
  readonly reached: Metres;
}

function offerSite(
  { metres, site, secondMetres, secondSite }: Found,
  { sites, points }: NearestInput,
  ways: WayFinder,
  s: number,
  { rows, of, own, reached }: Ring,
): void {
  const [sx, sy] = [sites.x[s]!, sites.y[s]!];
  for (const row of rows) {
    const p = of[row]!;
    const dx = points.x[p]! - sx;
    const dy = points.y[p]! - sy;
    // A way round leads through other directions: it may be straighter than the bee's.
    const index = ways.isUnobstructed ? detourTowards(own, dx, dy) : own.least;
    if (Math.sqrt(dx * dx + dy * dy) * index >= secondMetres[p]!) continue;
    const walked = ways.lengthTo(points.x[p]!, points.y[p]!);
    if (!(walked <= reached) || walked >= secondMetres[p]!) continue;
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

const RINGS = 6;

/** Metres walked that are looked through one after another, each twice the one before, the last `farthest`. */
const ringsUpTo = (farthest: Metres): Metres[] => Array.from({ length: RINGS }, (_, ring) => farthest / 2 ** (RINGS - 1 - ring));

/** The straightest direction of all: nothing beyond range ÷ this can be reached. */
export const leastOf = (detour: DetourIndex, bySite: readonly DetourIndex[] | undefined): number =>
  bySite ? bySite.reduce((least, site) => Math.min(least, site.least), detour.least) : detour.least;

export const isPlaced = ({ x, y }: PlanePoints, row: number): boolean => Number.isFinite(x[row]!) && Number.isFinite(y[row]!);

function partedRows(points: PlanePoints): [placed: number[], rejected: number[]] {
  const placed: number[] = [];
  const rejected: number[] = [];
  for (let row = 0; row < points.x.length; row++) (isPlaced(points, row) ? placed : rejected).push(row);
  return [placed, rejected];
}

function treeOf({ x, y }: PlanePoints, rows: readonly number[]): KDBush | null {
  if (rows.length === 0) return null;
  const tree = new KDBush(rows.length);
  for (const row of rows) tree.add(x[row]!, y[row]!);
  return tree.finish();
}
