/** Two shares as they are told, and their difference: that of the figures told, so that whoever subtracts finds it. */
export interface ToldRise {
  readonly before: string;
  readonly after: string;
  /** percentage points, without a sign */
  readonly points: string;
  /** as the figures are told */
  readonly way: "rise" | "same" | "fall";
}

const MOST_DECIMALS = 4;

/** Per cent with one decimal; with more where one would make a difference vanish. */
export function toldRise(before: number, after: number): ToldRise {
  for (let decimals = 1; ; decimals++) {
    const one = 10 ** decimals;
    const [low, high] = [Math.round(100 * before * one), Math.round(100 * after * one)];
    if (low === high && before !== after && decimals < MOST_DECIMALS) continue;
    const told = (whole: number) => (whole / one).toFixed(decimals);
    const way = low === high ? "same" : high > low ? "rise" : "fall";
    return { before: `${told(low)}%`, after: `${told(high)}%`, points: told(Math.abs(high - low)), way };
  }
}
