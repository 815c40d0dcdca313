import type { ChoiceRules } from "./solving/choice-rules";
import { isBetter, isNone, type Change, type Changes } from "./instead/change";

/** A choice that was made, and what else could have been. */
export interface Choice {
  readonly changes: Changes;
  /** every limit, with the choice open */
  readonly rules: ChoiceRules;
  /** candidates that may be opened and are not */
  readonly free: readonly number[];
  /** whether one may be thought of in another's place; absent = any: of two levels each stands for its own */
  readonly isAlike?: (one: number, other: number) => boolean;
  /** the worth of the whole: what a rounding is measured against */
  readonly scale: number;
}

export interface NextBest {
  /** the best in its place; null = none would add anybody */
  readonly site: number | null;
  /** whether any candidate may stand there by money, count, districts, spacing */
  readonly isAllowed: boolean;
  /** people of the first group the choice without this one and with that one would count less; < 0: more, where other groups lose */
  readonly loses: number;
  /** of these, within reach of any, where two are asked for */
  readonly losesReach: number;
  /** as good by the aim, to the last person */
  readonly isEqual: boolean;
}

export interface Reserve {
  readonly site: number;
  /** people of the first group it would add to the choice and the reserves before it */
  readonly adds: number;
  /** it may be opened beside them; false: only in the place of one of them */
  readonly isBeside: boolean;
}

/**
 * What the best other candidate in the place of one chosen would lose, every limit kept, and those that could take its place with
 * exactly the same worth; null = there was no time to look at them all.
 */
export function standIns(
  { changes, rules, free, scale, isAlike = () => true }: Choice,
  out: number,
  isOver: () => boolean,
): { readonly next: NextBest; readonly equals: readonly number[] } | null {
  if (isOver()) return null;
  const change = changes.around(out, []);
  const none = change(null);
  const allowed = free.filter((into) => isAlike(out, into) && rules.canSwap(out, into));
  const equals: number[] = [];
  let [site, best]: [number | null, Change] = [null, none];
  for (const into of allowed) {
    if (isOver()) return null;
    const own = change(into);
    if (isNone(own, scale)) equals.push(into);
    if (isBetter(own, best, scale)) [site, best] = [into, own];
  }
  const isEqual = site !== null && isNone(best, scale);
  const next = { site, isAllowed: allowed.length > 0, loses: 0 - best.people, losesReach: 0 - best.reached, isEqual };
  return { next, equals };
}

export const equallyGood = (choice: Choice, out: number, isOver: () => boolean): readonly number[] | null =>
  standIns(choice, out, isOver)?.equals ?? null;

/**
 * The candidates that would add most, one after another: whom to ask when a chosen place falls through, or when money is left.
 * Each of them may be opened beside the choice or in the place of one that need not be.
 * @param loose the chosen ones another may replace
 * @returns null = there was no time to look at them all
 */
export function reserveOf(choice: Choice, loose: readonly number[], most: number, isOver: () => boolean): Reserve[] | null {
  if (isOver()) return null;
  const { changes, rules, scale } = choice;
  const found: Reserve[] = [];
  const left = new Set(openable(choice, loose));
  while (found.length < most) {
    const change = changes.around(
      null,
      found.map(({ site }) => site),
    );
    let [site, best]: [number | null, Change] = [null, change(null)];
    const before = best;
    for (const into of left) {
      if (isOver()) return null;
      const own = change(into);
      if (isBetter(own, best, scale)) [site, best] = [into, own];
    }
    if (site === null) break;
    found.push({ site, adds: best.people - before.people, isBeside: rules.canOpen(site) });
    left.delete(site);
  }
  return found;
}

/** Candidates that may be opened beside the choice, or in the place of one of those that may give way. */
export const openable = ({ rules, free, isAlike = () => true }: Choice, loose: readonly number[]): readonly number[] =>
  free.filter((into) => rules.canOpen(into) || loose.some((out) => isAlike(out, into) && rules.canSwap(out, into)));
