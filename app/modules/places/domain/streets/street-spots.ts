import Flatbush from "flatbush";
import { pieceLength, type StreetGraph } from "./street-graph";

/** A place on an edge beside a point. */
export interface Spot {
  readonly edge: number;
  /** decimetres from the point */
  readonly away: number;
  readonly x: number;
  readonly y: number;
  /** decimetres that count from the edge's first junction */
  readonly along: number;
}

/** Finds the nearest spot of each edge beside a point, among the edges it was made for. Decimetres throughout. */
export class StreetSpots {
  private readonly index: Flatbush | null;
  /** per indexed piece of shape: its row in the shape columns (of its second point) and its edge */
  private readonly shapeRow: Int32Array;
  private readonly edgeOf: Int32Array;
  /** per row of the shape columns: decimetres from the edge's first junction */
  private readonly before: Int32Array;
  private readonly best: Float64Array;
  private readonly bestRow: Int32Array;

  /**
   * @param edgeCost what each edge counts as
   * @param isFound the edges looked among
   */
  constructor(
    private readonly graph: StreetGraph,
    private readonly edgeCost: Int32Array,
    isFound: (edge: number) => boolean,
  ) {
    const { shapeStart, shapeX, shapeY, marks } = graph;
    this.before = new Int32Array(shapeX.length);
    this.best = new Float64Array(marks.length).fill(Infinity);
    this.bestRow = new Int32Array(marks.length);
    const rows: number[] = [];
    const edges: number[] = [];
    for (let e = 0; e < marks.length; e++) {
      if (!isFound(e)) continue;
      for (let i = shapeStart[e]! + 1; i < shapeStart[e + 1]!; i++) {
        this.before[i] = this.before[i - 1]! + pieceLength(shapeX[i]! - shapeX[i - 1]!, shapeY[i]! - shapeY[i - 1]!);
        rows.push(i);
        edges.push(e);
      }
    }
    this.shapeRow = Int32Array.from(rows);
    this.edgeOf = Int32Array.from(edges);
    this.index = rows.length === 0 ? null : new Flatbush(rows.length);
    for (const row of rows) {
      const [ax, ay, bx, by] = [shapeX[row - 1]!, shapeY[row - 1]!, shapeX[row]!, shapeY[row]!];
      this.index!.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
    }
    this.index?.finish();
  }

  /** The nearest spot of each edge within reach, nearest first. */
  within(x: number, y: number, within: number): Spot[] {
    const { best, bestRow, edgeOf, shapeRow } = this;
    const { shapeX, shapeY } = this.graph;
    const edges: number[] = [];
    for (const id of this.index?.search(x - within, y - within, x + within, y + within) ?? []) {
      const row = shapeRow[id]!;
      const [ax, ay] = [shapeX[row - 1]!, shapeY[row - 1]!];
      const [dx, dy] = [shapeX[row]! - ax, shapeY[row]! - ay];
      const part = partAlong(x - ax, y - ay, dx, dy);
      const [offX, offY] = [ax + part * dx - x, ay + part * dy - y];
      const away2 = offX * offX + offY * offY;
      const e = edgeOf[id]!;
      // Of two spots equally near the earlier one, in whatever order they are found.
      if (away2 > within * within || away2 > best[e]! || (away2 === best[e] && row >= bestRow[e]!)) continue;
      if (best[e] === Infinity) edges.push(e);
      best[e] = away2;
      bestRow[e] = row;
    }
    return edges.map((e) => this.spotOn(e, x, y)).sort((a, b) => a.away - b.away || a.edge - b.edge);
  }

  /** The spot found on an edge, which is forgotten with it. */
  private spotOn(edge: number, x: number, y: number): Spot {
    const { edgeCost, before, best, bestRow } = this;
    const { shapeX, shapeY, length } = this.graph;
    const row = bestRow[edge]!;
    const away = Math.sqrt(best[edge]!);
    best[edge] = Infinity;
    const [ax, ay] = [shapeX[row - 1]!, shapeY[row - 1]!];
    const [dx, dy] = [shapeX[row]! - ax, shapeY[row]! - ay];
    const part = partAlong(x - ax, y - ay, dx, dy);
    const drawn = before[row - 1]! + part * (before[row]! - before[row - 1]!);
    const counted = edgeCost[edge]!;
    const along = Math.min(counted, Math.round((drawn * counted) / length[edge]!));
    return { edge, away, x: ax + part * dx, y: ay + part * dy, along };
  }
}

/** How far along a piece (dx, dy) the nearest spot to (x, y) lies, 0 … 1; both from the piece's first point. */
function partAlong(x: number, y: number, dx: number, dy: number): number {
  const length2 = dx * dx + dy * dy;
  return length2 === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / length2));
}
