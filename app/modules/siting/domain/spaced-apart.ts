import type { Metres } from "~/shared/units";

// Which places stand too near each other, told as few groups of which at most one may be chosen, not as pairs: 3,300 places at
// 50 km are four million pairs. A square whose diagonal is the spacing is such a group; two squares are halved until every one
// of a part is near every one of the other.

/** Rows of a plane in metres; NaN = nowhere. */
interface Places {
  readonly x: ArrayLike<Metres>;
  readonly y: ArrayLike<Metres>;
}

/** A part of a square: its rows, the box around them and its halves, one row being none. */
interface Part {
  readonly rows: Uint32Array;
  readonly west: Metres;
  readonly east: Metres;
  readonly south: Metres;
  readonly north: Metres;
  halves: readonly [Part, Part] | null;
}

interface Square {
  readonly i: number;
  readonly j: number;
  readonly part: Part;
}

/** Whoever is too near stands at most two squares away; each two squares are looked at once. */
const BESIDE = [-2, -1, 0, 1, 2]
  .flatMap((i) => [-2, -1, 0, 1, 2].map((j) => [i, j] as const))
  .filter(([i, j]) => i > 0 || (i === 0 && j > 0));

/**
 * Groups that say together that no two rows nearer than `spacing` are chosen both: two rows share a group if and only if they are.
 * @param isAsked rows that may be chosen at all
 */
export function spacedApart(places: Places, spacing: Metres, isAsked: (row: number) => boolean): Uint32Array[] {
  const squares = squaresOf(places, spacing, isAsked);
  const found: Uint32Array[] = [];
  for (const { i, j, part } of squares.values()) {
    if (part.rows.length > 1) found.push(part.rows);
    for (const [di, dj] of BESIDE) {
      const other = squares.get(nameOf(i + di, j + dj));
      if (other) meet(part, other.part.rows, places, spacing, found);
    }
  }
  return found;
}

/** How many pairs there may be at most, known without measuring one: those in a square and in squares beside each other. */
export function mostPairsNear(places: Places, spacing: Metres, isAsked: (row: number) => boolean): number {
  const squares = squaresOf(places, spacing, isAsked);
  let pairs = 0;
  for (const { i, j, part } of squares.values()) {
    const own = part.rows.length;
    pairs += (own * (own - 1)) / 2;
    for (const [di, dj] of BESIDE) pairs += own * (squares.get(nameOf(i + di, j + dj))?.part.rows.length ?? 0);
  }
  return pairs;
}

const nameOf = (i: number, j: number): string => `${i} ${j}`;

/** Squares a hair smaller than the spacing's: any two in one are too near. */
function squaresOf(places: Places, spacing: Metres, isAsked: (row: number) => boolean): Map<string, Square> {
  const { x, y } = places;
  const side = (spacing / Math.SQRT2) * (1 - 1e-9);
  const rowsOf = new Map<string, { readonly i: number; readonly j: number; readonly rows: number[] }>();
  for (let row = 0; row < x.length; row++) {
    if (!isAsked(row) || !Number.isFinite(x[row]!) || !Number.isFinite(y[row]!)) continue;
    const [i, j] = [Math.floor(x[row]! / side), Math.floor(y[row]! / side)];
    const square = rowsOf.get(nameOf(i, j)) ?? { i, j, rows: [] };
    square.rows.push(row);
    rowsOf.set(nameOf(i, j), square);
  }
  return new Map([...rowsOf].map(([name, { i, j, rows }]) => [name, { i, j, part: partOf(Uint32Array.from(rows), places) }]));
}

function partOf(rows: Uint32Array, { x, y }: Places): Part {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const row of rows) {
    [west, east] = [Math.min(west, x[row]!), Math.max(east, x[row]!)];
    [south, north] = [Math.min(south, y[row]!), Math.max(north, y[row]!)];
  }
  return { rows, west, east, south, north, halves: null };
}

/** Halved across its longer side; the same part is halved once for all it meets. */
function halvesOf(part: Part, places: Places): readonly [Part, Part] {
  if (part.halves) return part.halves;
  const along = part.east - part.west > part.north - part.south ? places.x : places.y;
  const rows = part.rows.slice().sort((a, b) => along[a]! - along[b]! || a - b);
  const middle = rows.length >> 1;
  part.halves = [partOf(rows.subarray(0, middle), places), partOf(rows.subarray(middle), places)];
  return part.halves;
}

/** `others` stand in one square, so they are near each other; with a part all of whose rows are near them they are a group. */
function meet(part: Part, others: Uint32Array, places: Places, spacing: Metres, found: Uint32Array[]): void {
  const { x, y } = places;
  const [near, open]: [number[], number[]] = [[], []];
  for (const row of others) {
    const [a, b] = [x[row]!, y[row]!];
    const least = Math.hypot(Math.max(part.west - a, 0, a - part.east), Math.max(part.south - b, 0, b - part.north));
    const most = Math.hypot(Math.max(a - part.west, part.east - a), Math.max(b - part.south, part.north - b));
    if (most < spacing) near.push(row);
    else if (least < spacing) open.push(row);
  }
  if (near.length > 0) found.push(Uint32Array.from([...part.rows, ...near]));
  if (open.length === 0 || part.rows.length === 1) return;
  const rest = Uint32Array.from(open);
  for (const half of halvesOf(part, places)) meet(half, rest, places, spacing, found);
}
