/** Looks for good choices of sites and remembers the best: the half of a search that proves nothing. */
export interface Chooser {
  /** people × cost of the best choice that serves everybody who must be served; Infinity while there is none */
  readonly value: number;
  /** its sites, ascending */
  readonly sites: readonly number[];
  /** From nothing; true where it became the best. */
  build(): boolean;
  /** From these sites, as far as the rules allow; true where it became the best. */
  improve(from: Iterable<number>): boolean;
  /** From the best, shaken by some swaps of chance; true where it became the best. */
  shake(seed: number, times: number): boolean;
}
