import KDBush from "kdbush";
import type { Tick } from "~/shared/progress";
import type { Metres } from "~/shared/units";
import type { BarrierNetwork } from "./barrier";
import { detourTowards, type DetourIndex } from "./detour-index";
import type { PlanePoints } from "./local-plane";
import { isPlaced, leastOf } from "./nearest";
import { WayFinder } from "./way-finder";

/**
 * Metres walked to the nearest site, on a lattice of square cells. Sites whose reach touches share one grid, so a city
 * is many small grids and no empty land; all grids lie on one lattice and the minimum over sites is their union.
 */
export interface ReachGrid {
  readonly width: number;
  readonly height: number;
  /** centre of cell (0, 0), metres on the plane; x grows with columns, y with rows */
  readonly x0: Metres;
  readonly y0: Metres;
  readonly cell: Metres;
  /** row by row; Infinity = not reached, exact up to a cell and a half beyond the range so that edges interpolate */
  readonly metres: Float32Array;
  /** cells beside a barrier: there the reach ends at once and must not be smoothed across */
  readonly beside: Int32Array;
}

export interface ReachGridInput {
  readonly sites: PlanePoints;
  readonly detour: DetourIndex;
  /** one index a site, where each has directions of its own */
  readonly detourBySite?: readonly DetourIndex[];
  readonly barriers: BarrierNetwork;
  /** made before, where one site is asked after another; must look as far as the outermost cells */
  readonly ways?: WayFinder;
  /** metres walked at the outermost step */
  readonly farthest: Metres;
  readonly cell: Metres;
  /** told before each site */
  readonly tick?: Tick;
}

export function reachGrids(input: ReachGridInput): ReachGrid[] {
  const { sites, detour, detourBySite, barriers, farthest, cell, tick } = input;
  const beyond = farthest + 1.5 * cell * detour.global;
  const range = beyond / leastOf(detour, detourBySite);
  const ways = input.ways ?? new WayFinder(barriers, range);
  let done = 0;
  return clustersOf(sites, range).map((rows) => {
    const grid = emptyGrid(sites, rows, range, cell, barriers);
    for (const row of rows) {
      tick?.(done++);
      const own = detourBySite?.[row] ?? detour;
      ways.startAt(sites.x[row]!, sites.y[row]!, range, own);
      spread(grid, ways, own, sites.x[row]!, sites.y[row]!, range, beyond);
    }
    return grid;
  });
}

/** Lowers every cell within range to the metres walked from (x, y). No allocation. */
function spread(
  grid: ReachGrid,
  ways: WayFinder,
  detour: DetourIndex,
  x: Metres,
  y: Metres,
  range: Metres,
  beyond: Metres,
): void {
  const { width, x0, y0, cell, metres } = grid;
  const straightOnly = ways.isUnobstructed;
  const firstRow = Math.ceil((y - range - y0) / cell);
  const lastRow = Math.floor((y + range - y0) / cell);
  for (let row = firstRow; row <= lastRow; row++) {
    const dy = y0 + row * cell - y;
    const half = Math.sqrt(Math.max(0, range * range - dy * dy));
    const last = Math.floor((x + half - x0) / cell);
    for (let column = Math.ceil((x - half - x0) / cell); column <= last; column++) {
      const dx = x0 + column * cell - x;
      const least = Math.sqrt(dx * dx + dy * dy) * (straightOnly ? detourTowards(detour, dx, dy) : detour.least);
      const at = row * width + column;
      if (least >= metres[at]!) continue;
      const walked = straightOnly ? least : ways.lengthTo(x + dx, y + dy);
      if (walked <= beyond && walked < metres[at]!) metres[at] = walked;
    }
  }
}

function emptyGrid(
  sites: PlanePoints,
  rows: readonly number[],
  range: Metres,
  cell: Metres,
  barriers: BarrierNetwork,
): ReachGrid {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const row of rows) {
    west = Math.min(west, sites.x[row]!);
    east = Math.max(east, sites.x[row]!);
    south = Math.min(south, sites.y[row]!);
    north = Math.max(north, sites.y[row]!);
  }
  const x0 = (Math.floor((west - range) / cell) - 1) * cell;
  const y0 = (Math.floor((south - range) / cell) - 1) * cell;
  const width = Math.ceil((east + range - x0) / cell) + 2;
  const height = Math.ceil((north + range - y0) / cell) + 2;
  const metres = new Float32Array(width * height).fill(Infinity);
  return { width, height, x0, y0, cell, metres, beside: cellsBeside(barriers, width, height, x0, y0, cell) };
}

/** Cells whose neighbourhood of 3 × 3 a barrier passes. */
function cellsBeside(
  { segments, index }: BarrierNetwork,
  width: number,
  height: number,
  x0: Metres,
  y0: Metres,
  cell: Metres,
): Int32Array {
  if (!index) return new Int32Array(0);
  const marked = new Set<number>();
  for (const id of index.search(x0, y0, x0 + width * cell, y0 + height * cell)) {
    const [ax, ay, bx, by] = segments.subarray(4 * id, 4 * id + 4) as unknown as [number, number, number, number];
    const steps = Math.max(1, Math.ceil((2 * Math.hypot(bx - ax, by - ay)) / cell));
    for (let step = 0; step <= steps; step++) {
      const column = Math.round((ax + ((bx - ax) * step) / steps - x0) / cell);
      const row = Math.round((ay + ((by - ay) * step) / steps - y0) / cell);
      for (let r = Math.max(0, row - 1); r <= Math.min(height - 1, row + 1); r++)
        for (let c = Math.max(0, column - 1); c <= Math.min(width - 1, column + 1); c++) marked.add(r * width + c);
    }
  }
  return Int32Array.from(marked);
}

/** Groups of sites whose reach overlaps, by union–find; sites without a position are in none. */
function clustersOf(sites: PlanePoints, range: Metres): number[][] {
  const rows: number[] = [];
  for (let i = 0; i < sites.x.length; i++) if (isPlaced(sites, i)) rows.push(i);
  if (rows.length === 0) return [];
  const tree = new KDBush(rows.length);
  for (const row of rows) tree.add(sites.x[row]!, sites.y[row]!);
  tree.finish();
  const parent = Int32Array.from(rows.keys());
  const root = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!;
    return i;
  };
  rows.forEach((row, i) => {
    for (const j of tree.within(sites.x[row]!, sites.y[row]!, 2 * range)) parent[root(j)] = root(i);
  });
  const clusters = new Map<number, number[]>();
  rows.forEach((row, i) => {
    const members = clusters.get(root(i));
    if (members) members.push(row);
    else clusters.set(root(i), [row]);
  });
  return [...clusters.values()];
}
