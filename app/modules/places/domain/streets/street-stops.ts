import Flatbush from "flatbush";
import { segmentsTouch } from "../barrier";

/** Lines the walk off the street does not cross: water, railways, motorways. Decimetres on the plane. */
export class StreetStops {
  private readonly index: Flatbush | null;

  /** @param lines ax, ay, bx, by of each piece */
  constructor(private readonly lines: Int32Array) {
    this.index = lines.length === 0 ? null : new Flatbush(lines.length / 4);
    if (!this.index) return;
    for (let i = 0; i < lines.length; i += 4) {
      const [ax, ay, bx, by] = [lines[i]!, lines[i + 1]!, lines[i + 2]!, lines[i + 3]!];
      this.index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
    }
    this.index.finish();
  }

  /** Rows of the pieces whose box meets this box. */
  within(west: number, south: number, east: number, north: number): readonly number[] {
    return this.index ? this.index.search(west, south, east, north) : [];
  }

  /** Is there a line among these pieces between the two points? */
  isBetween(pieces: readonly number[], ax: number, ay: number, bx: number, by: number): boolean {
    const { lines } = this;
    for (const row of pieces) {
      const i = 4 * row;
      if (segmentsTouch(ax, ay, bx, by, lines[i]!, lines[i + 1]!, lines[i + 2]!, lines[i + 3]!)) return true;
    }
    return false;
  }

  /**
   * Can one walk from a point to a spot on a street? Looks until a hand's breadth before the street: one along the water's
   * edge is not behind the water.
   */
  isOpenTo(x: number, y: number, spotX: number, spotY: number): boolean {
    if (!this.index) return true;
    const [sx, sy] = [spotX + (x - spotX) * 0.02, spotY + (y - spotY) * 0.02];
    const near = this.within(Math.min(x, sx), Math.min(y, sy), Math.max(x, sx), Math.max(y, sy));
    return !this.isBetween(near, x, y, sx, sy);
  }
}
