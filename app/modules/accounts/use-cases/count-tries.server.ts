import { blindIndexOf } from "~/platform/sealed-value.server";
import { inUnitOfWork, rollBack, type UnitOfWork } from "~/platform/unit-of-work.server";
import { forgetTries, giveBackTry, takeTry } from "../data/sign-in-throttle.server";
import {
  ACCOUNT_RULE,
  ADDRESS_RULE,
  CODE_RULE,
  LOOK_UP_RULE,
  type Throttled,
  type ThrottleRule,
  type TryLater,
} from "../domain/throttle";
import { systemActor } from "./system-actor.server";

const RULES: Record<Throttled, ThrottleRule> = {
  ...{ account: ACCOUNT_RULE, address: ADDRESS_RULE },
  ...{ code: CODE_RULE, "look-up": LOOK_UP_RULE },
};

/** Accounts and addresses are counted without being kept. */
export const throttleKey = (whose: Throttled, text: string): string =>
  `${whose}:${blindIndexOf(`sign-in-throttle.${whose}`, text)}`;

/**
 * Takes one try of each counter before anything is compared, or none of them: whoever must wait is told so without a look at
 * the password, known name or not. Null = go on.
 */
export function takeTries(counted: readonly (readonly [Throttled, string])[]): Promise<TryLater | null> {
  return inUnitOfWork(systemActor("sign-in"), async (uow) => {
    for (const [whose, text] of counted) {
      const seconds = await takeTry(uow, throttleKey(whose, text), RULES[whose]);
      if (seconds !== null) return rollBack({ kind: "try-later", whose, seconds } satisfies TryLater);
    }
    return null;
  });
}

/** After a success: the account's counter begins anew, the address gets back this one try. */
export async function tryHeld(
  uow: UnitOfWork,
  whose: Exclude<Throttled, "address" | "look-up">,
  text: string,
  address: string,
): Promise<void> {
  await forgetTries(uow, throttleKey(whose, text));
  await addressHeld(uow, address);
}

/** After a success that no account was counted for. */
export const addressHeld = (uow: UnitOfWork, address: string): Promise<void> => giveBackTry(uow, throttleKey("address", address));
