// Wilson's score interval for a share (E. B. Wilson, 1927, JASA 22:209–212): unlike the usual ± it stays within 0 and 1 and holds
// for small samples. Assumes that those asked are a chance sample of a population much larger than they are.

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** 95 of 100 such samples. */
const Z = 1.959963984540054;

export function wilsonInterval(yes: number, asked: number): Interval {
  if (!Number.isInteger(asked) || asked < 1 || yes < 0 || yes > asked)
    throw new Error(`${yes} of ${asked} is no share, expected at least one asked and none more than asked`);
  const share = yes / asked;
  const middle = share + (Z * Z) / (2 * asked);
  const half = Z * Math.sqrt((share * (1 - share)) / asked + (Z * Z) / (4 * asked * asked));
  const whole = 1 + (Z * Z) / asked;
  return { low: Math.max(0, (middle - half) / whole), high: Math.min(1, (middle + half) / whole) };
}
