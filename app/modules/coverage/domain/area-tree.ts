import type { AreaLevel } from "./coverage-query";

/** The areas of a city as columns; `parent` is a row, −1 at the top. */
export interface AreaTree {
  readonly code: readonly string[];
  readonly level: readonly (AreaLevel | "city")[];
  readonly parent: Int32Array;
}

/** Parents by code: the longest other code that is a prefix. Rows in any order, codes unique. */
export function parentsByPrefix(codes: readonly string[]): Int32Array {
  const rowOf = new Map(codes.map((code, row) => [code, row]));
  return Int32Array.from(codes, (code) => {
    for (let length = code.length - 1; length >= 2; length--) {
      const row = rowOf.get(code.slice(0, length));
      if (row !== undefined) return row;
    }
    return -1;
  });
}

/** Adds each row's value to its ancestors, in place and once. Values of the rows themselves stay inside them. */
export function sumUpwards(parent: Int32Array, columns: readonly Float64Array[]): void {
  const depth = Int32Array.from(parent, (_, row) => {
    let steps = 0;
    for (let at = parent[row]!; at >= 0; at = parent[at]!) steps++;
    return steps;
  });
  const deepestFirst = Int32Array.from(parent.keys()).sort((a, b) => depth[b]! - depth[a]!);
  for (const row of deepestFirst) {
    const above = parent[row]!;
    if (above >= 0) for (const column of columns) column[above]! += column[row]!;
  }
}
