import type { Rung, RungWho } from "~/modules/work-orders/domain/alarm";

/** One rung of a city's ladder as a phone is told it. */
export type RungTold = Pick<Rung, "who" | "minutes">;

/** How many minutes whoever stood there has for a second try before others are told, and who those are, in their order. */
export function afterNoAnswer([own, ...others]: readonly RungTold[]): {
  readonly minutes: number;
  readonly then: readonly { readonly who: RungWho; readonly after: number }[];
} {
  const minutes = own?.minutes ?? 0;
  let after = minutes;
  return {
    minutes,
    then: others.map((rung) => {
      const told = { who: rung.who, after };
      after += rung.minutes;
      return told;
    }),
  };
}

export interface RungAhead {
  readonly who: RungWho;
  /** milliseconds since 1970 */
  readonly at: number;
}

/** Whose turn comes when, by itself, above the rung a ladder stands on. */
export function rungsAhead(ladder: readonly RungTold[], rung: number, nextAt: number): RungAhead[] {
  let at = nextAt;
  return ladder.slice(rung + 1).map(({ who, minutes }) => {
    const turn = { who, at };
    at += minutes * 60_000;
    return turn;
  });
}
