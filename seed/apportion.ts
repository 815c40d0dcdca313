/**
 * Splits a whole number by weights into whole parts that sum to it exactly (largest remainder, the earlier part first
 * where remainders are equal). Weights must not all be 0 unless the total is.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (total === 0) return weights.map(() => 0);
  if (!(sum > 0)) throw new Error(`Cannot split ${total} by weights that sum to ${sum}.`);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((a, b) => a + b, 0);
  const order = exact.map((_, i) => i).sort((a, b) => exact[b]! - parts[b]! - (exact[a]! - parts[a]!) || a - b);
  for (const i of order.slice(0, left)) parts[i]!++;
  return parts;
}

/** The same with a most for each part; what overflows goes to the parts that have room. */
export function apportionUpTo(total: number, weights: readonly number[], most: readonly number[]): number[] {
  const room = most.reduce((a, b) => a + b, 0);
  if (room < total) throw new Error(`Cannot place ${total} where there is room for ${room}.`);
  const parts = weights.map(() => 0);
  for (let left = total; left > 0;) {
    const open = weights.map((weight, i) => (parts[i]! < most[i]! ? Math.max(weight, Number.MIN_VALUE) : 0));
    const more = apportion(left, open);
    more.forEach((part, i) => (parts[i] = Math.min(most[i]!, parts[i]! + part)));
    left = total - parts.reduce((a, b) => a + b, 0);
  }
  return parts;
}
