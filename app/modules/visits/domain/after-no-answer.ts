import { STANDARD_LADDER, type RungWho } from "~/modules/work-orders/domain/alarm";

/** How many minutes whoever stood there has for a second try before others are told, and who those are, in their order; a city may say otherwise. */
export const afterNoAnswer = (): {
  readonly minutes: number;
  readonly then: readonly { readonly who: RungWho; readonly after: number }[];
} => {
  const [own, ...others] = STANDARD_LADDER.visit;
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
};
