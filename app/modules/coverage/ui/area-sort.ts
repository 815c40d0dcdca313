import type { AreaFigures } from "../domain/area-figures";

export const SORTS = ["name", "people", "covered", "share", "beyond", "backup", "reported"] as const;
export type AreaSort = (typeof SORTS)[number];

export const areaSortFrom = (text: string | null): AreaSort => SORTS.find((sort) => sort === text) ?? "beyond";

/** Names in the order of their codes, the worst share first, every other column the largest first; no share goes last. */
export function sortedAreas(rows: readonly AreaFigures[], sort: AreaSort): AreaFigures[] {
  if (sort === "name") return [...rows].sort((a, b) => (a.code < b.code ? -1 : 1));
  if (sort === "share") return [...rows].sort((a, b) => (a.share ?? 2) - (b.share ?? 2));
  return [...rows].sort((a, b) => (b[sort] ?? -1) - (a[sort] ?? -1));
}
