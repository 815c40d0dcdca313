// Which places somebody compares, and what they differ in. The address names them, so a link shows the same to everybody; four
// fit side by side on paper, a fifth is refused in words. What differs stands first, what is alike after it.
import { MOST_COMPARED } from "./find-address";

const KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export interface Compared {
  readonly ids: readonly string[];
  /** those beyond the fourth, which are left out */
  readonly refused: readonly string[];
}

/** `ids=a,b&ids=c`: each once, in their order; what is no key is not looked for. */
export function comparedFrom(params: URLSearchParams): Compared {
  const said = params.getAll("ids").flatMap((text) => text.toLowerCase().split(","));
  const all = [...new Set(said.map((text) => text.trim()).filter((text) => KEY.test(text)))];
  return { ids: all.slice(0, MOST_COMPARED), refused: all.slice(MOST_COMPARED) };
}

/** The same comparison with one place taken out. */
export const without = (ids: readonly string[], id: string): string[] => ids.filter((other) => other !== id);

export interface CompareRow {
  readonly key: string;
  /** one a place, in their order, as they are said; null = unknown */
  readonly cells: readonly (string | null)[];
}

export interface SortedRows {
  readonly differing: readonly CompareRow[];
  readonly alike: readonly CompareRow[];
}

/** Unknown beside known is a difference; unknown everywhere is none. */
export function sortedRows(rows: readonly CompareRow[]): SortedRows {
  const isAlike = ({ cells }: CompareRow) => cells.every((cell) => cell === cells[0]);
  return { differing: rows.filter((row) => !isAlike(row)), alike: rows.filter(isAlike) };
}
