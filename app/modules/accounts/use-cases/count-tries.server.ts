import { blindIndexOf } from "~/platform/sealed-value.server";
import { inUnitOfWork, rollBack, type UnitOfWork } from "~/platform/unit-of-work.server";
import { forgetTries, giveBackFreeTry, giveBackTry, takeTry } from "../data/sign-in-throttle.server";
import {
  ACCOUNT_RULE,
  ADDRESS_RULE,
  BROWSER_RULE,
  CARE_HANDS_RULE,
  CODE_RULE,
  CONTACT_ADDRESS_RULE,
  CONTACT_REACH_RULE,
  FAMILY_ADDRESS_RULE,
  FAMILY_LINK_RULE,
  FAMILY_PHONE_RULE,
  FAMILY_REPORT_RULE,
  LOOK_UP_RULE,
  OPERATOR_LINK_RULE,
  OPERATOR_WORD_RULE,
  PROOF_RULE,
  type Throttled,
  type ThrottleRule,
  type TryLater,
} from "../domain/throttle";
import { systemActor } from "./system-actor.server";

const RULES: Record<Throttled, ThrottleRule> = {
  ...{ account: ACCOUNT_RULE, address: ADDRESS_RULE, browser: BROWSER_RULE, proof: PROOF_RULE },
  ...{ code: CODE_RULE, "look-up": LOOK_UP_RULE },
  ...{ "family-address": FAMILY_ADDRESS_RULE, "family-phone": FAMILY_PHONE_RULE },
  ...{ "family-link": FAMILY_LINK_RULE, "family-report": FAMILY_REPORT_RULE },
  ...{ "operator-link": OPERATOR_LINK_RULE, "operator-word": OPERATOR_WORD_RULE },
  ...{ "contact-address": CONTACT_ADDRESS_RULE, "contact-reach": CONTACT_REACH_RULE },
  "care-hands": CARE_HANDS_RULE,
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

/** After a success: its own counter begins anew, the address gets back this one try where it took one. */
export async function tryHeld(
  uow: UnitOfWork,
  whose: Exclude<Throttled, "address" | "look-up" | `family-${string}` | `contact-${string}` | `operator-${string}`>,
  text: string,
  address: string | null,
): Promise<void> {
  await forgetTries(uow, throttleKey(whose, text));
  if (address !== null) await addressHeld(uow, address);
}

/** The same for whatever was counted. */
export async function triesHeld(uow: UnitOfWork, counted: readonly (readonly [Throttled, string])[]): Promise<void> {
  for (const [whose, text] of counted) await (whose === "address" ? giveBackTry : forgetTries)(uow, throttleKey(whose, text));
}

/**
 * A number that led to somebody the asker looks after, or was nobody's when they wrote it down: work, and no guess. Where waits
 * have begun it counts all the same, so that a number one knows frees the way to no other.
 */
export const lookUpHeld = (uow: UnitOfWork, personId: string): Promise<void> =>
  giveBackFreeTry(uow, throttleKey("look-up", personId), LOOK_UP_RULE);

/** After a success that no account was counted for. */
export const addressHeld = (uow: UnitOfWork, address: string): Promise<void> => giveBackTry(uow, throttleKey("address", address));
