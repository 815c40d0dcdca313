import { keyIdOf } from "./cipher.server";
import { sealAnew, unlessUnopened } from "./sealed-value.server";

export interface SealedRow {
  readonly id: string;
  readonly cipher: string;
}

/**
 * A piece of a table under the key in force: ids and ciphers to be written, in step with each other, and what to tell of the piece.
 * Rows that no key opens are left as they are.
 * @param most how many rows were asked for: fewer means that the table is through
 */
export function sealRowsAnew(rows: readonly SealedRow[], placeOf: (id: string) => string, most: number) {
  const [ids, ciphers]: [string[], string[]] = [[], []];
  for (const { id, cipher } of rows) {
    const fresh = unlessUnopened(() => sealAnew(cipher, placeOf(id)));
    if (fresh === null) continue;
    ids.push(id);
    ciphers.push(fresh);
  }
  const counts = { resealed: ids.length, unopened: rows.length - ids.length };
  return { ids, ciphers, told: { last: rows.at(-1)?.id ?? null, ...counts, isThrough: rows.length < most } };
}

/** How many values lie under each key, by one example of each. */
export const valuesByKey = (
  rows: readonly { readonly example: string; readonly values: number }[],
): ReadonlyMap<string, number> => new Map(rows.map(({ example, values }) => [keyIdOf(example) ?? "", values]));
