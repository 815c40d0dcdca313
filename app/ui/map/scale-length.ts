import type { Metres } from "~/shared/units";

const ROUND: readonly Metres[] = [
  ...[20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000],
];
const WIDEST_PIXELS = 130;
const LEAST_PIXELS = 12;
/** Nobody walks longer to a service: beyond it the bar speaks in metres only. */
const LONGEST_WALK = 120;

export interface Walk {
  readonly speedKmh: number;
  readonly detourIndex: number;
}

export interface ScaleLength {
  readonly length: Metres;
  readonly pixels: number;
  /** on foot; null = nobody's speed is known, or no walk that long would be read on this map */
  readonly minutes: number | null;
}

/** A round length that fits: where a walker is known the longest that is still walked, as long as it can be seen. */
export function scaleLength(metresPerPixel: number, walk: Walk | null): ScaleLength {
  const minutesOf = (length: Metres) => (walk ? Math.round((length * walk.detourIndex * 60) / (walk.speedKmh * 1_000)) : null);
  const fits = ROUND.filter((round) => round / metresPerPixel <= WIDEST_PIXELS);
  const isWalked = (round: Metres) => round / metresPerPixel >= LEAST_PIXELS && minutesOf(round)! <= LONGEST_WALK;
  const walked = walk ? fits.findLast(isWalked) : undefined;
  const length = walked ?? fits.at(-1) ?? ROUND[0]!;
  return { length, pixels: Math.round(length / metresPerPixel), minutes: walked === undefined ? null : minutesOf(length) };
}
