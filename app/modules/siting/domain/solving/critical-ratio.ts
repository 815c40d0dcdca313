/**
 * The price of room at which what is worth buying fills it: the ratio of the item where a knapsack of `room` is full when items
 * are taken by falling worth ÷ amount (Dantzig 1957); 0 where all worth having fits. Items of amount 0 take no room. By halving
 * around chosen ratios, not by sorting (Balas & Zemel 1980). `ratio` and `size` are memory to work in, as long as `worth`.
 */
export function criticalRatio(
  worth: Float64Array,
  amount: Float64Array,
  room: number,
  { ratio, size }: { readonly ratio: Float64Array; readonly size: Float64Array },
): number {
  let [items, all] = [0, 0];
  for (let item = 0; item < worth.length; item++) {
    if (worth[item]! <= 0 || amount[item]! <= 0) continue;
    ratio[items] = worth[item]! / amount[item]!;
    size[items++] = amount[item]!;
    all += amount[item]!;
  }
  if (all <= room) return 0;
  let [low, high, left] = [0, items, room];
  while (high - low > 1) {
    const pivot = middle(ratio[low]!, ratio[(low + high) >> 1]!, ratio[high - 1]!);
    let [above, equal, at, sumAbove, sumEqual] = [low, high, low, 0, 0];
    while (at < equal) {
      if (ratio[at]! > pivot) {
        sumAbove += size[at]!;
        swap(ratio, size, above++, at++);
      } else if (ratio[at]! < pivot) swap(ratio, size, at, --equal);
      else sumEqual += size[at++]!;
    }
    if (sumAbove > left) high = above;
    else if (sumAbove + sumEqual > left) return pivot;
    else {
      left -= sumAbove + sumEqual;
      low = equal;
    }
    if (low >= high) return pivot;
  }
  return ratio[low]!;
}

const middle = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

function swap(ratio: Float64Array, size: Float64Array, one: number, other: number): void {
  const [r, s] = [ratio[one]!, size[one]!];
  ratio[one] = ratio[other]!;
  size[one] = size[other]!;
  ratio[other] = r;
  size[other] = s;
}
