import type { Metres } from "~/shared/units";

/**
 * Rings round the ground within one limit by marching squares, cut row after row of a lattice: what is held is one row, the
 * rings that are open and nothing else, so a province costs no more memory than its outline. Crossings are interpolated
 * between cells. Columns and rows as d3-contour counts them: the centre of cell (0, 0) is (0.5, 0.5); same rings, same starts.
 */
export interface Ring {
  /** column, row, column, row …; closed */
  readonly points: Float64Array;
  /** it passes a cell beside a barrier */
  readonly isBeside: boolean;
}

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
  private before: LatticeRow;
  private now: LatticeRow;
  /** rows given so far; the pattern looked at lies between row − 1 and row */
  private row = 0;

  constructor(
    private readonly width: number,
    private readonly limit: Metres,
    private readonly closed: (ring: Ring) => void,
  ) {
    this.nothing = { metres: new Float32Array(width).fill(Infinity), beside: new Uint8Array(width) };
    this.before = this.now = this.nothing;
  }

  /** The next row. It must stay as it is until the one after it was given. */
  add(row: LatticeRow): void {
    this.now = row;
    this.cut();
    this.before = row;
    this.row++;
  }

  end(): void {
    this.now = this.nothing;
    this.cut();
    if (this.byStart.size > 0) throw new Error(`${this.byStart.size} rings stayed open: rows were changed after they were given`);
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
  }

  /** One piece of a ring from a to b, in halves of a cell. */
  private join(ax: number, ay: number, bx: number, by: number): void {
    const { byStart, byEnd, chain } = this;
    const [start, end] = [this.edgeAt(ax, ay), this.edgeAt(bx, by)];
    const before = byEnd.get(start);
    const after = byStart.get(end);
    if (before) {
      byEnd.delete(start);
      if (!after) {
        before.tail = chain.append(before.tail, this.pointAt(bx, by));
        byEnd.set((before.end = end), before);
        return;
      }
      byStart.delete(end);
      if (before === after) {
        chain.append(before.tail, this.pointAt(bx, by));
        this.closed(chain.taken(before.head));
        return;
      }
      chain.link(before.tail, after.head);
      before.tail = after.tail;
      byEnd.set((before.end = after.end), before);
    } else if (after) {
      byStart.delete(end);
      const head = this.pointAt(ax, ay);
      chain.link(head, after.head);
      after.head = head;
      byStart.set((after.start = start), after);
    } else {
      const head = this.pointAt(ax, ay);
      const open = { start, end, head, tail: chain.append(head, this.pointAt(bx, by)) };
      byStart.set(start, open);
      byEnd.set(end, open);
    }
  }

  private edgeAt(x: number, y: number): number {
    return y * (2 * this.width + 2) + x;
  }

  /** The crossing on an edge between two cells: where the limit lies between their metres. Nothing is smoothed across a barrier. */
  private pointAt(x: number, y: number): number {
    let [column, row] = [x / 2, y / 2];
    if (x % 2 === 0) {
      const line = Math.floor(row) === this.row ? this.now : this.before;
      if (column > 0 && column < this.width) column = this.crossing(column, line, column - 1, line, column);
    } else if (this.before !== this.nothing && this.now !== this.nothing) {
      const at = Math.floor(column);
      row = this.crossing(row, this.before, at, this.now, at);
    }
    const line = Math.floor(row) === this.row ? this.now : this.before;
    return this.chain.add(column, row, line.beside[Math.floor(column)] === 1);
  }

  private crossing(middle: number, from: LatticeRow, a: number, to: LatticeRow, b: number): number {
    const [low, high] = [this.depth(from, a), this.depth(to, b)];
    const [under, whole] = [-this.limit - low, high - low];
    const part = Number.isFinite(under) || Number.isFinite(whole) ? under / whole : Math.sign(under) / Math.sign(whole);
    return Number.isNaN(part) ? middle : middle + part - 0.5;
  }

  private depth({ metres, beside }: LatticeRow, column: number): number {
    const there = metres[column]!;
    return beside[column] === 1 && there > this.limit ? -Infinity : -there;
  }
}

/** Points of open rings, each knowing the next; memory of closed ones is used again. */
class Chain {
  private column = new Float64Array(1_024);
  private row = new Float64Array(1_024);
  private beside = new Uint8Array(1_024);
  private next = new Int32Array(1_024);
  private used = 0;
  private free = -1;

  add(column: number, row: number, isBeside: boolean): number {
    let at = this.free;
    if (at === -1) {
      at = this.used++;
      if (at === this.next.length) this.grow();
    } else this.free = this.next[at]!;
    this.column[at] = column;
    this.row[at] = row;
    this.beside[at] = isBeside ? 1 : 0;
    this.next[at] = -1;
    return at;
  }

  append(tail: number, point: number): number {
    this.next[tail] = point;
    return point;
  }

  link(tail: number, head: number): void {
    this.next[tail] = head;
  }

  /** The points from one on, which are forgotten. */
  taken(head: number): Ring {
    let count = 0;
    let last = head;
    for (let at = head; at !== -1; at = this.next[at]!) {
      count++;
      last = at;
    }
    const points = new Float64Array(2 * count);
    let isBeside = false;
    let i = 0;
    for (let at = head; at !== -1; at = this.next[at]!) {
      points[i++] = this.column[at]!;
      points[i++] = this.row[at]!;
      isBeside ||= this.beside[at] === 1;
    }
    this.next[last] = this.free;
    this.free = head;
    return { points, isBeside };
  }

  private grow(): void {
    const wider = <T extends Float64Array | Uint8Array | Int32Array>(old: T, made: T): T => {
      made.set(old);
      return made;
    };
    const size = 2 * this.next.length;
    this.column = wider(this.column, new Float64Array(size));
    this.row = wider(this.row, new Float64Array(size));
    this.beside = wider(this.beside, new Uint8Array(size));
    this.next = wider(this.next, new Int32Array(size));
  }
}
