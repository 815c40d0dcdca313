import type { CoverGround } from "./cover-ground";
import type { SiteRows } from "./site-rows";

/**
 * Free sites that another free site stands in for: it covers all they cover and more or the same, and breaks no rule that they
 * keep (Church & ReVelle 1974; Current & Schilling 1990 on dominated columns). Of two that are alike the later one goes. Only
 * where being covered once is all that counts.
 */
export function dominatedColumns(ground: CoverGround, rows: SiteRows): number[] {
  const { columns, columnStart, columnGroup, groupStart, groupColumn } = ground;
  const rules = new RulesBeside(rows);
  const isGone = new Uint8Array(columns);
  const mark = new Int32Array(ground.groups).fill(-1);
  const found: number[] = [];
  const size = (column: number) => columnStart[column + 1]! - columnStart[column]!;
  for (let column = 0; column < columns; column++) {
    if (size(column) === 0) {
      if (!rules.isFree(column)) continue;
      isGone[column] = 1;
      found.push(column);
      continue;
    }
    let rarest = -1;
    for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) {
      const group = columnGroup[at]!;
      mark[group] = column;
      if (rarest < 0 || groupStart[group + 1]! - groupStart[group]! < groupStart[rarest + 1]! - groupStart[rarest]!)
        rarest = group;
    }
    if (!rules.mayGo(column)) continue;
    for (let at = groupStart[rarest]!; at < groupStart[rarest + 1]!; at++) {
      const other = groupColumn[at]!;
      if (other === column || isGone[other] || size(other) < size(column)) continue;
      let shared = 0;
      for (let of = columnStart[other]!; of < columnStart[other + 1]!; of++) if (mark[columnGroup[of]!] === column) shared++;
      if (shared < size(column) || !rules.standsIn(other, column)) continue;
      isGone[column] = 1;
      found.push(column);
      break;
    }
  }
  return found;
}

/** Whether a site may be left out, and whether another may open in its place, as far as rules go. */
class RulesBeside {
  constructor(private readonly rows: SiteRows) {}

  /** No rule is better kept with it than without. */
  isFree(column: number): boolean {
    const { columnStart, columnRow, columnValue, lower, upper } = this.rows;
    for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++)
      if (columnValue[at]! > 0 ? lower[columnRow[at]!]! > -Infinity : upper[columnRow[at]!]! < Infinity) return false;
    return true;
  }

  /** Its closing alone breaks no rule: it is needed for no «at least», and nobody needs it. */
  mayGo(column: number): boolean {
    const { columnStart, columnRow, columnValue, lower, upper, origin } = this.rows;
    for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) {
      const row = columnRow[at]!;
      if (columnValue[at]! > 0 && lower[row]! > -Infinity) return false;
      if (columnValue[at]! < 0 && upper[row]! < Infinity && origin[row]!.kind !== "need") return false;
    }
    return true;
  }

  standsIn(other: number, column: number): boolean {
    const { columnStart, columnRow, columnValue } = this.rows;
    for (let at = columnStart[other]!; at < columnStart[other + 1]!; at++)
      if (!this.isBeside(columnRow[at]!, columnValue[at]!, this.amount(column, columnRow[at]!))) return false;
    for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++)
      if (!this.isBeside(columnRow[at]!, this.amount(other, columnRow[at]!), columnValue[at]!)) return false;
    return true;
  }

  private isBeside(row: number, amount: number, instead: number): boolean {
    const { lower, upper } = this.rows;
    return (upper[row] === Infinity || amount <= instead) && (lower[row] === -Infinity || amount >= instead);
  }

  private amount(column: number, row: number): number {
    const { columnStart, columnRow, columnValue } = this.rows;
    for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) if (columnRow[at] === row) return columnValue[at]!;
    return 0;
  }
}
