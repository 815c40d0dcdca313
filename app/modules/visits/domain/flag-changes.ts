// What becomes of the flags on record when visits are looked at again. A flag that a human settled stays settled while the facts
// are the same; the standards it is measured against are no facts of the visit.
import type { Flag, FlagFacts, FlagKind, Settling } from "./visit-flags";

export interface FlagOnRecord extends Flag {
  readonly id: string;
  /** null = open */
  readonly settledHow: Settling | "no-longer" | null;
}

export interface FlagChanges {
  readonly raised: readonly Flag[];
  /** open, with other numbers */
  readonly changed: readonly FlagChange[];
  /** settled, or no longer so, and now the facts are others, or so again */
  readonly raisedAgain: readonly FlagChange[];
  /** open, and the facts say so no more */
  readonly noLonger: readonly FlagOnRecord[];
}
export interface FlagChange {
  readonly id: string;
  readonly facts: FlagFacts;
}

export function flagChanges(onRecord: readonly FlagOnRecord[], found: readonly Flag[]): FlagChanges {
  const keyOf = ({ eventId, kind }: { readonly eventId: string; readonly kind: FlagKind }) => `${eventId} ${kind}`;
  const known = new Map(onRecord.map((flag) => [keyOf(flag), flag]));
  const foundKeys = new Set(found.map(keyOf));
  const [raised, changed, raisedAgain]: [Flag[], FlagChange[], FlagChange[]] = [[], [], []];
  for (const flag of found) {
    const before = known.get(keyOf(flag));
    if (!before) raised.push(flag);
    else if (before.settledHow === "no-longer") raisedAgain.push({ id: before.id, facts: flag.facts });
    else if (isSame(before.facts, flag.facts)) continue;
    else (before.settledHow === null ? changed : raisedAgain).push({ id: before.id, facts: flag.facts });
  }
  return {
    ...{ raised, changed, raisedAgain },
    noLonger: onRecord.filter((flag) => flag.settledHow === null && !foundKeys.has(keyOf(flag))),
  };
}

const isSame = (a: FlagFacts, b: FlagFacts): boolean => textOf(a) === textOf(b);
const textOf = ({ limit: _limit, ...facts }: FlagFacts): string =>
  JSON.stringify(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
