import type { Metres } from "~/shared/units";

/**
 * Rings round the ground within one limit of several by marching squares, cut row after row of a lattice: what is held is one
 * row, the rings that are open and nothing else, so a province costs no more memory than its outline. Crossings are
 * interpolated between cells and lie on sixteenths of a cell, so those of two limits are the same or well apart; a ring that
 * runs along a line of the lattice has the corners other limits have there. Rings of two limits then meet in corners only.
 * Where all limits run straight along the end of what is reached at all, none of them has a corner.
 * Columns and rows as d3-contour counts them: the centre of cell (0, 0) is (0.5, 0.5); same rings, same starts.
 */
export interface Ring {
  /** column, row, column, row …; closed */
  readonly points: Float64Array;
  /** between what a corner may be moved along its line of the lattice without meeting another limit's ring; low > high: nowhere */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** 1 = the corner may move along its column, 0 = along its row */
  readonly isUpright: Uint8Array;
  /** it passes a cell beside a barrier */
  readonly isBeside: boolean;
}

/** Crossings lie on this part of a cell. */
const STEP = 1 / 16;
/** Cells: over 32 of 50 m a line bends by 5 cm between plane and degrees. */
const LONGEST_STRAIGHT = 32;

/** One row of cells: metres walked, Infinity = not reached, and a mark on cells beside a barrier. */
export interface LatticeRow {
  readonly metres: Float32Array;
  readonly beside: Uint8Array;
}

/** Per pattern of four cells (south-west 1, south-east 2, north-east 4, north-west 8, south being the later row): halves of a cell. */
const PIECES: readonly (readonly (readonly [number, number, number, number])[])[] = [
  [],
  [[2, 3, 1, 2]],
  [[3, 2, 2, 3]],
  [[3, 2, 1, 2]],
  [[2, 1, 3, 2]],
  [
    [2, 3, 1, 2],
    [2, 1, 3, 2],
  ],
  [[2, 1, 2, 3]],
  [[2, 1, 1, 2]],
  [[1, 2, 2, 1]],
  [[2, 3, 2, 1]],
  [
    [1, 2, 2, 1],
    [3, 2, 2, 3],
  ],
  [[3, 2, 2, 1]],
  [[1, 2, 3, 2]],
  [[2, 3, 3, 2]],
  [[1, 2, 2, 3]],
  [],
];

/** A ring that is not closed yet: a chain of points between two edges of cells. */
interface Open {
  start: number;
  end: number;
  head: number;
  tail: number;
}

export class RingCutter {
  private readonly byStart = new Map<number, Open>();
  private readonly byEnd = new Map<number, Open>();
  private readonly chain = new Chain();
  private readonly nothing: LatticeRow;
  private earlier: LatticeRow;
  private before: LatticeRow;
  private now: LatticeRow;
  private next: LatticeRow;
  /** rows given so far; the pattern looked at lies between row − 1 and row */
  private row = 0;
  private isBegun = false;

  private readonly limit: Metres;
  /** half way to the limit before and after this one */
  private readonly from: Metres;
  private readonly to: Metres;

  /**
   * @param limits ascending
   * @param which of them is cut
   */
  constructor(
    private readonly width: number,
    private readonly limits: readonly Metres[],
    which: number,
    private readonly closed: (ring: Ring) => void,
  ) {
    const limit = limits[which]!;
    this.limit = limit;
    this.from = which === 0 ? -Infinity : (limits[which - 1]! + limit) / 2;
    this.to = which === limits.length - 1 ? Infinity : (limit + limits[which + 1]!) / 2;
    this.nothing = { metres: new Float32Array(width).fill(Infinity), beside: new Uint8Array(width) };
    this.earlier = this.before = this.now = this.next = this.nothing;
  }

  /** The next row. It must stay as it is until three more were given. */
  add(row: LatticeRow): void {
    this.next = row;
    if (this.isBegun) this.cut();
    this.isBegun = true;
    this.shift();
  }

  end(): void {
    for (let rest = 0; rest < 2 && this.isBegun; rest++) {
      this.next = this.nothing;
      this.cut();
      this.shift();
    }
    if (this.byStart.size > 0) throw new Error(`${this.byStart.size} rings stayed open: rows were changed after they were given`);
  }

  private shift(): void {
    [this.earlier, this.before, this.now] = [this.before, this.now, this.next];
  }

  private cut(): void {
    const { width, limit } = this;
    const [upper, lower] = [this.before.metres, this.now.metres];
    let pattern = 0;
    for (let column = -1; column < width; column++) {
      // What was east is west now.
      pattern = ((pattern & 2) >> 1) | ((pattern & 4) << 1);
      if (column + 1 < width) {
        if (lower[column + 1]! <= limit) pattern |= 2;
        if (upper[column + 1]! <= limit) pattern |= 4;
      }
      if (pattern === 0 || pattern === 15) continue;
      for (const [ax, ay, bx, by] of PIECES[pattern]!)
        this.join(2 * column + ax, 2 * this.row - 2 + ay, 2 * column + bx, 2 * this.row - 2 + by);
    }
    this.row++;
  }

  /** One piece of a ring from a to b, in halves of a cell. */
  private join(ax: number, ay: number, bx: number, by: number): void {
    const { byStart, byEnd, chain } = this;
    const [start, end] = [this.edgeAt(ax, ay), this.edgeAt(bx, by)];
    const before = byEnd.get(start);
    const after = byStart.get(end);
    let tail = before ? before.tail : chain.add(this.cornerAt(ax, ay));
    const head = tail;
    const last = after ? after.head : chain.add(this.cornerAt(bx, by));
    for (const corner of this.cornersBetween(chain.placeOf(tail), chain.placeOf(last)))
      tail = chain.append(tail, chain.add(corner));
    if (before) byEnd.delete(start);
    if (after) byStart.delete(end);
    if (before && before === after) {
      this.closed(chain.taken(before.head, tail));
      return;
    }
    chain.append(tail, last);
    if (before) {
      before.tail = after ? after.tail : last;
      byEnd.set((before.end = after ? after.end : end), before);
    } else if (after) {
      after.head = head;
      byStart.set((after.start = start), after);
    } else {
      const open = { start, end, head, tail: last };
      byStart.set(start, open);
      byEnd.set(end, open);
    }
  }

  private edgeAt(x: number, y: number): number {
    return y * (2 * this.width + 2) + x;
  }

  /** The crossing on an edge between two cells: where the limit lies between their metres. Nothing is smoothed across a barrier. */
  private cornerAt(x: number, y: number): Corner {
    const isUpright = x % 2 !== 0;
    let across = NOWHERE;
    if (!isUpright) {
      const line = Math.floor(y / 2) === this.row ? this.now : this.before;
      const column = x / 2;
      if (column > 0 && column < this.width) across = this.crossing(column, line, column - 1, line, column);
      else across = { ...NOWHERE, at: column };
    } else if (this.before !== this.nothing && this.now !== this.nothing) {
      const column = Math.floor(x / 2);
      across = this.crossing(y / 2, this.before, column, this.now, column);
    } else across = { ...NOWHERE, at: y / 2 };
    const [column, row] = isUpright ? [x / 2, across.at] : [across.at, y / 2];
    const line = Math.floor(row) === this.row ? this.now : this.before;
    const isBeside = line.beside[Math.floor(column)] === 1;
    const isStraight = column % 1 === 0.5 && row % 1 === 0.5 && this.isStraightAt(Math.floor(column), Math.floor(row), isUpright);
    return { column, row, low: across.low, high: across.high, isUpright, isBeside, isStraight };
  }

  /**
   * Whether every ring that has a corner in the middle of this cell goes straight through it: nothing is reached on one side, no
   * ring leaves to the other. Now and then a corner stays all the same: what is straight on the plane is not quite in degrees.
   * @param isUpright the unreached side is north or south
   */
  private isStraightAt(column: number, row: number, isUpright: boolean): boolean {
    if (column < 1 || column + 1 >= this.width || (isUpright ? column : row) % LONGEST_STRAIGHT === 0) return false;
    const isNow = row === this.row;
    const [south, middle, north] = [
      isNow ? this.before : this.earlier,
      isNow ? this.now : this.before,
      isNow ? this.next : this.now,
    ];
    if (south === this.nothing || middle === this.nothing || north === this.nothing) return false;
    if (isUpright) {
      if (!this.isLevel(middle, column - 1, middle, column, middle, column + 1)) return false;
      return (isEnd(north, column, 1) && south.beside[column] === 0) || (isEnd(south, column, 1) && north.beside[column] === 0);
    }
    if (!this.isLevel(south, column, middle, column, north, column)) return false;
    const isEndAt = (at: number) => isEnd(south, at, 0) && isEnd(middle, at, 0) && isEnd(north, at, 0);
    return (isEndAt(column + 1) && middle.beside[column - 1] === 0) || (isEndAt(column - 1) && middle.beside[column + 1] === 0);
  }

  /** Three cells within the same limits. */
  private isLevel(one: LatticeRow, a: number, two: LatticeRow, b: number, three: LatticeRow, c: number): boolean {
    const [first, second, third] = [one.metres[a]!, two.metres[b]!, three.metres[c]!];
    for (const limit of this.limits) {
      const isWithin = second <= limit;
      if (first <= limit !== isWithin || third <= limit !== isWithin) return false;
    }
    return true;
  }

  /** Corners other limits have between two of this ring's on one line of the lattice. */
  private cornersBetween(a: Place, b: Place): readonly Corner[] {
    const isUpright = a.column === b.column && a.row !== b.row && a.column % 1 === 0.5;
    const isLevel = a.row === b.row && a.column !== b.column && a.row % 1 === 0.5;
    if (!isUpright && !isLevel) return NO_CORNERS;
    const west = isUpright ? Math.floor(a.column) : Math.floor(Math.min(a.column, b.column) - 0.5);
    const east = isUpright ? west : west + 1;
    if (west < 0 || east >= this.width) return NO_CORNERS;
    const line = Math.floor(a.row) === this.row ? this.now : this.before;
    const [from, to] = isUpright ? [this.before, this.now] : [line, line];
    if (from === this.nothing || to === this.nothing) return NO_CORNERS;
    const [start, end] = isUpright ? [a.row, b.row] : [a.column, b.column];
    const found = new Set<number>();
    for (const limit of this.limits) {
      if (from.metres[west]! <= limit === to.metres[east]! <= limit) continue;
      const at = (isUpright ? this.row : east) + crossingPart(limit, depthAt(from, west, limit), depthAt(to, east, limit)) - 0.5;
      if (at > Math.min(start, end) && at < Math.max(start, end)) found.add(at);
    }
    const sorted = [...found].sort((one, other) => (start < end ? one - other : other - one));
    return sorted.map((at) => ({
      ...{ ...a, low: NOWHERE.low, high: NOWHERE.high, isUpright, isBeside: false, isStraight: false },
      ...(isUpright ? { row: at } : { column: at }),
    }));
  }

  private crossing(middle: number, from: LatticeRow, a: number, to: LatticeRow, b: number): Crossing {
    const [low, high] = [depthAt(from, a, this.limit), depthAt(to, b, this.limit)];
    const at = middle + crossingPart(this.limit, low, high) - 0.5;
    if (!Number.isFinite(low) || !Number.isFinite(high)) return { ...NOWHERE, at };
    const [one, other] = [partAt(this.from, low, high), partAt(this.to, low, high)];
    const [least, most] = [Math.max(0, Math.min(one, other)), Math.min(1, Math.max(one, other))];
    return { at, low: middle + least + STEP - 0.5, high: middle + most - STEP - 0.5 };
  }
}

interface Place {
  readonly column: number;
  readonly row: number;
}
interface Corner extends Place {
  readonly low: number;
  readonly high: number;
  readonly isUpright: boolean;
  readonly isBeside: boolean;
  /** it says nothing: every limit's ring goes straight on */
  readonly isStraight: boolean;
}
interface Crossing {
  readonly at: number;
  readonly low: number;
  readonly high: number;
}
const NOWHERE: Crossing = { at: 0, low: 1, high: 0 };
const NO_CORNERS: readonly Corner[] = [];

/** Nothing is reached in a cell nor as many cells to either side. */
function isEnd({ metres }: LatticeRow, column: number, aside: number): boolean {
  for (let at = column - aside; at <= column + aside; at++) if (metres[at]! !== Infinity) return false;
  return true;
}

/** Part of the way from the first cell to the second at which the limit lies. */
function partAt(limit: Metres, low: number, high: number): number {
  const [under, whole] = [-limit - low, high - low];
  const part = Number.isFinite(under) || Number.isFinite(whole) ? under / whole : Math.sign(under) / Math.sign(whole);
  return Number.isNaN(part) ? 0.5 : part;
}

/** Where a ring crosses: in the middle of a cell only where the next is not reached at all. */
function crossingPart(limit: Metres, low: number, high: number): number {
  const part = partAt(limit, low, high);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return part;
  return Math.min(1 - STEP, Math.max(STEP, Math.round(part / STEP) * STEP));
}

function depthAt({ metres, beside }: LatticeRow, column: number, limit: Metres): number {
  const there = metres[column]!;
  return beside[column] === 1 && there > limit ? -Infinity : -there;
}

/** Points of open rings, each knowing the next; memory of closed ones is used again. */
class Chain {
  private column = new Float64Array(1_024);
  private row = new Float64Array(1_024);
  private low = new Float64Array(1_024);
  private high = new Float64Array(1_024);
  private upright = new Uint8Array(1_024);
  private beside = new Uint8Array(1_024);
  private straight = new Uint8Array(1_024);
  private next = new Int32Array(1_024);
  private used = 0;
  private free = -1;

  add({ column, row, low, high, isUpright, isBeside, isStraight }: Corner): number {
    let at = this.free;
    if (at === -1) {
      at = this.used++;
      if (at === this.next.length) this.grow();
    } else this.free = this.next[at]!;
    this.column[at] = column;
    this.row[at] = row;
    this.low[at] = low;
    this.high[at] = high;
    this.upright[at] = isUpright ? 1 : 0;
    this.beside[at] = isBeside ? 1 : 0;
    this.straight[at] = isStraight ? 1 : 0;
    this.next[at] = -1;
    return at;
  }

  append(tail: number, point: number): number {
    this.next[tail] = point;
    return point;
  }

  placeOf(at: number): Place {
    return { column: this.column[at]!, row: this.row[at]! };
  }

  /** The corners from one to another that say something, closed; they are forgotten. */
  taken(head: number, tail: number): Ring {
    const corners: number[] = [];
    let isBeside = false;
    for (let at = head; at !== -1; at = this.next[at]!) {
      if (this.straight[at] === 0) corners.push(at);
      isBeside ||= this.beside[at] === 1;
    }
    corners.push(corners[0]!);
    const points = new Float64Array(2 * corners.length);
    corners.forEach((at, i) => {
      points[2 * i] = this.column[at]!;
      points[2 * i + 1] = this.row[at]!;
    });
    const ring = {
      ...{ points, isBeside },
      low: Float64Array.from(corners, (at) => this.low[at]!),
      high: Float64Array.from(corners, (at) => this.high[at]!),
      isUpright: Uint8Array.from(corners, (at) => this.upright[at]!),
    };
    this.next[tail] = this.free;
    this.free = head;
    return ring;
  }

  private grow(): void {
    const wider = <T extends Float64Array | Uint8Array | Int32Array>(old: T, made: T): T => {
      made.set(old);
      return made;
    };
    const size = 2 * this.next.length;
    this.column = wider(this.column, new Float64Array(size));
    this.row = wider(this.row, new Float64Array(size));
    this.low = wider(this.low, new Float64Array(size));
    this.high = wider(this.high, new Float64Array(size));
    this.upright = wider(this.upright, new Uint8Array(size));
    this.beside = wider(this.beside, new Uint8Array(size));
    this.straight = wider(this.straight, new Uint8Array(size));
    this.next = wider(this.next, new Int32Array(size));
  }
}
