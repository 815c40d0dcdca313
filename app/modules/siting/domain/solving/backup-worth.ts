import { CoverBound, firstPrices, PEOPLE } from "./cover-bound";
import type { CoverGround } from "./cover-ground";
import type { SiteRows } from "./site-rows";

/**
 * The second question of backup cover with the first one's answer as a price and not as a promise: whoever is covered once is
 * worth `price` times what a second cover is worth, and `floor`, the worth of the people the choice must cover once, is taken
 * off. Of a choice that keeps the promise the rest is no less than its people covered twice, whatever the price: a Lagrangian
 * relaxation of the promise (Geoffrion 1974), which lexicographic questions are made one by (Sherali & Soyster 1983). Worth falls
 * with each cover, so that covers have prices of their own (`CoverBound`).
 */
export interface BackupWorth {
  /** groups weigh what their first cover is worth; nothing counted yet */
  readonly ground: CoverGround;
  /** what the second cover is worth */
  readonly second: Float64Array;
  readonly floor: number;
}

/** @param once people who must be covered once, beyond those that fixed sites cover; «every» = every group must be */
export function backupWorth(ground: CoverGround, once: number | "every", price: number): BackupWorth {
  const { already, groups } = ground;
  const mean = ground.weight.reduce((sum, own) => sum + own, 1) / Math.max(1, groups);
  // where every group must be covered, any worth of being so is taken off again
  const first = ground.weight.map((own) => (once === "every" ? own + mean : own));
  const all = once === "every" ? first.reduce((sum, own, group) => sum + (already[group] === 0 ? own : 0), 0) : once;
  return {
    ground: {
      ...ground,
      weight: first.map((own, group) => (already[group] === 0 ? price * own : ground.weight[group]!)),
      once: 0,
    },
    second: ground.weight.map((own, group) => (already[group] === 0 ? own : 0)),
    floor: price * all,
  };
}

/** Prices of the promise that are tried, each twice the one before; none may be less than 1. */
const [LEAST, BEGIN, MOST] = [1, 8, 4_096];
const TRY_ROUNDS = 250;
const ROUNDS = 1_000;
/** The part of the promise's worth that may be an error of rounding. */
const ROUNDING = 1e-12;

export interface BackupBound {
  /** of the promise */
  readonly price: number;
  readonly worth: BackupWorth;
  /** people covered twice beyond those that fixed sites do: no choice that keeps the promise passes it */
  readonly top: number;
  /** prices and earnings at it */
  readonly bound: CoverBound;
}

interface Known {
  /** enough: a bound that is no higher */
  readonly known: number;
  isOver(): boolean;
}

/** The bound at one price of the promise. @param from prices of the groups to begin from; null = from nothing */
export function backupBoundAt(
  [ground, rows, once]: readonly [CoverGround, SiteRows, number | "every"],
  price: number,
  { known, isOver }: Known,
  rounds = ROUNDS,
  from: Float64Array | null = null,
): BackupBound {
  const worth = backupWorth(ground, once, price);
  const bound = new CoverBound(worth.ground, PEOPLE);
  bound.begin(worth.ground, rows, from ?? firstPrices(worth.ground, PEOPLE, []), 1, worth.second);
  bound.improve(known + worth.floor, rounds, isOver);
  return { price, worth, bound, top: bound.best - worth.floor + ROUNDING * Math.abs(worth.floor) };
}

/** The price of the promise with the lowest bound, looked for upwards and then downwards while it pays. */
export function backupBound(ground: CoverGround, rows: SiteRows, once: number | "every", means: Known): BackupBound {
  const of = [ground, rows, once] as const;
  let best = backupBoundAt(of, BEGIN, means, TRY_ROUNDS);
  for (const step of [2, 0.5])
    for (
      let price = best.price * step;
      price >= LEAST && price <= MOST && !means.isOver() && best.top > means.known;
      price *= step
    ) {
      const other = backupBoundAt(of, price, means, TRY_ROUNDS);
      if (other.top >= best.top) break;
      best = other;
    }
  if (best.top <= means.known || means.isOver()) return best;
  const longer = backupBoundAt(of, best.price, means, ROUNDS, best.bound.bestPrice);
  return longer.top < best.top ? longer : best;
}
