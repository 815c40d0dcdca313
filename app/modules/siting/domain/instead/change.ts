/** What a change of the choice is worth by the aim that was asked: more is better. */
export interface Change {
  /** what comes before all else: where two places are asked for, people with one at all, weighed; else 0 */
  readonly first: number;
  /** the aim itself: people, weighed, or metres saved */
  readonly value: number;
  /** people of the first group the aim counts */
  readonly people: number;
  /** people of the first group within reach of any, where two places are asked for; else as `people` */
  readonly reached: number;
}

/** How the worth of a choice changes as one of it closes and another opens in its place. */
export interface Changes {
  /** with `out` closed (null = none) and `also` opened: what opening each other one comes to, or none (null) */
  around(out: number | null, also: readonly number[]): (into: number | null) => Change;
  /** of the choice with `site` closed for good; these are asked no more */
  without(site: number): Changes;
}

/** Changes below this share of the whole are roundings: of machines, and of ground laid flat. */
const NEARLY = 2e-7;
const roundingOf = (scale: number): number => Math.max(1e-6, NEARLY * scale);

export const isBetter = (one: Change, than: Change, scale: number): boolean => {
  const rounding = roundingOf(scale);
  if (Math.abs(one.first - than.first) > rounding) return one.first > than.first;
  return one.value > than.value + rounding;
};

export const isNone = ({ first, value }: Change, scale: number): boolean =>
  Math.abs(first) <= roundingOf(scale) && Math.abs(value) <= roundingOf(scale);
