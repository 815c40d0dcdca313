import type { AreaFigures } from "../domain/area-figures";

export const SORTS = [
  "name",
  "people",
  "covered",
  "share",
  "beyond",
  "backup",
  "medianMinutes",
  "p90Minutes",
  "perPlace",
  "reported",
] as const;
export type AreaSort = (typeof SORTS)[number];

export const areaSortFrom = (text: string | null): AreaSort => SORTS.find((sort) => sort === text) ?? "beyond";

/** Names in the order of their codes, the worst share first, every other column the largest first; no figure goes last. */
export function sortedAreas<Row extends AreaFigures>(rows: readonly Row[], sort: AreaSort): Row[] {
  if (sort === "name") return [...rows].sort((a, b) => (a.code < b.code ? -1 : 1));
  if (sort === "share") return [...rows].sort((a, b) => (a.share ?? 2) - (b.share ?? 2));
  return [...rows].sort((a, b) => rank(b, sort) - rank(a, sort));
}

/** Farther than was looked for is farther than any minutes; people without a place are worse off than any queue for one. */
function rank(row: AreaFigures, sort: Exclude<AreaSort, "name" | "share">): number {
  if (sort === "perPlace")
    return row.perPlace?.kind === "known" ? row.perPlace.people : row.perPlace?.kind === "no-place" ? Number.MAX_VALUE : -1;
  const value = row[sort];
  return value === "beyond" ? Number.MAX_VALUE : (value ?? -1);
}
