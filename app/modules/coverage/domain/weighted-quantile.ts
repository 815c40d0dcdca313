/** The value below which the given part of the weight lies; null without weight. Infinite values sort last. */
export function weightedQuantile(values: Float64Array, weights: Float64Array, part: number): number | null {
  const rows = Int32Array.from(values.keys()).filter((row) => weights[row]! > 0 && !Number.isNaN(values[row]!));
  rows.sort((a, b) => (values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : 0));
  let whole = 0;
  for (const row of rows) whole += weights[row]!;
  if (whole === 0) return null;
  let sum = 0;
  for (const row of rows) {
    sum += weights[row]!;
    if (sum >= part * whole) return values[row]!;
  }
  return values[rows[rows.length - 1]!]!;
}
