/** Rows of points sorted along a Hilbert curve of 2^16 × 2^16 cells over their box: near in space, near in memory. */
export function hilbertOrder(x: ArrayLike<number>, y: ArrayLike<number>): Int32Array {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < x.length; i++) {
    west = Math.min(west, x[i]!);
    east = Math.max(east, x[i]!);
    south = Math.min(south, y[i]!);
    north = Math.max(north, y[i]!);
  }
  const scale = 65_535 / Math.max(1, east - west, north - south);
  const key = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) key[i] = alongCurve(Math.floor((x[i]! - west) * scale), Math.floor((y[i]! - south) * scale));
  return Int32Array.from(key.keys()).sort((a, b) => key[a]! - key[b]! || a - b);
}

/** Distance along the curve of a cell, by turning and mirroring quadrants from the largest down. */
function alongCurve(column: number, row: number): number {
  let [x, y, along] = [column, row, 0];
  for (let side = 32_768; side > 0; side >>= 1) {
    const right = (x & side) > 0 ? 1 : 0;
    const up = (y & side) > 0 ? 1 : 0;
    along += side * side * ((3 * right) ^ up);
    if (up === 0) {
      if (right === 1) [x, y] = [65_535 - x, 65_535 - y];
      [x, y] = [y, x];
    }
  }
  return along;
}
