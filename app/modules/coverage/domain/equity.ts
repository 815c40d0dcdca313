/**
 * How evenly something is spread over people: the Lorenz curve (Lorenz 1905) and the Gini index (Gini 1912) of a value per
 * place, each place weighing as many as live there. Places without people or without a known value take no part.
 */
export interface Equity {
  /** 0 = everybody has the same, towards 1 = one person has all; null = nobody lives there, or there is nothing to share */
  readonly gini: number | null;
  /** [part of the people, part of what they have], the worst off first, from [0, 0] to [1, 1]; empty when gini is null */
  readonly lorenz: readonly (readonly [number, number])[];
}

/**
 * `values` (≥ 0, NaN = unknown) and `people` (≥ 0, NaN = unknown) have one entry a place. Places with equal values share one
 * segment, so the points do not depend on the order of rows. G = 1 − Σ Δpeople × (share before + share after). O(n log n).
 */
export function equityOf(values: Float64Array, people: Float64Array): Equity {
  if (values.length !== people.length) throw new Error(`${values.length} values for ${people.length} places: expected one each`);
  const rows = Int32Array.from(values.keys()).filter((row) => people[row]! > 0 && !Number.isNaN(values[row]!));
  rows.sort((a, b) => values[a]! - values[b]!);
  let whole = 0;
  let everybody = 0;
  for (const row of rows) {
    whole += people[row]! * values[row]!;
    everybody += people[row]!;
  }
  if (!(whole > 0)) return { gini: null, lorenz: [] };

  const lorenz: [number, number][] = [[0, 0]];
  let heads = 0;
  let held = 0;
  let twiceAreaBelow = 0;
  rows.forEach((row, at) => {
    heads += people[row]!;
    held += people[row]! * values[row]!;
    const next = rows[at + 1];
    if (next !== undefined && values[next] === values[row]) return;
    const [headsBefore, heldBefore] = lorenz[lorenz.length - 1]!;
    const point: [number, number] = next === undefined ? [1, 1] : [heads / everybody, held / whole];
    twiceAreaBelow += (point[0] - headsBefore) * (point[1] + heldBefore);
    lorenz.push(point);
  });
  return { gini: Math.max(0, 1 - twiceAreaBelow), lorenz };
}
