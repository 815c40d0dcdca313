import type { Geometry } from "geojson";

/** What a file's cell holds once its format is forgotten. Cells formatted as dates arrive as `2025-06-01`. */
export type Cell = string | number | boolean | null;

/** A block of merged cells, rows and columns counted from 0, both ends included. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** One sheet as it lies in the file: ragged rows, row 0 is row 1 of the file. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  readonly merges: readonly Merge[];
  readonly isHidden?: boolean;
  /** After a first look: how many rows the sheet says it has. */
  readonly rowsInAll?: number;
  /** GeoJSON only: the geometry of each row. */
  readonly geometries?: readonly (Geometry | null)[];
}

export const isBlank = (cell: Cell | undefined): cell is null | undefined | "" =>
  cell === null || cell === undefined || (typeof cell === "string" && cell.trim() === "");

export const isEmptyRow = (row: readonly Cell[]): boolean => row.every(isBlank);

/** A cell as a person would read it. */
export const shownCell = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? "" : typeof cell === "string" ? cell.trim() : String(cell);
