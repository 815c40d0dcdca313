/**
 * Tries of signing in slow down: some are free, each further one makes the next wait twice as long, up to a most. What an
 * account costs an attacker is seconds a try; what it costs its owner is at most a quarter of an hour, and the page says when.
 */
export interface ThrottleRule {
  /** tries before the first wait */
  readonly free: number;
  readonly firstWaitSeconds: number;
  readonly mostWaitSeconds: number;
  /** after so long without a try everything begins anew */
  readonly forgottenAfterSeconds: number;
}

/** ASVS 5 6.3.1: guessing one account. */
export const ACCOUNT_RULE: ThrottleRule = {
  free: 5,
  firstWaitSeconds: 30,
  mostWaitSeconds: 900,
  forgottenAfterSeconds: 86_400,
};
/** One password tried on many accounts. An office shares one address, so its successes are given back. */
export const ADDRESS_RULE: ThrottleRule = {
  free: 30,
  firstWaitSeconds: 10,
  mostWaitSeconds: 900,
  forgottenAfterSeconds: 3_600,
};
/** Six digits are guessed sooner than a password. */
export const CODE_RULE: ThrottleRule = {
  free: 5,
  firstWaitSeconds: 60,
  mostWaitSeconds: 3_600,
  forgottenAfterSeconds: 86_400,
};

/** Whose number is it: enough for a morning at the counter, too few to try a list of numbers. */
export const LOOK_UP_RULE: ThrottleRule = {
  free: 30,
  firstWaitSeconds: 60,
  mostWaitSeconds: 900,
  forgottenAfterSeconds: 3_600,
};

/** How long after its so-manieth try the next one waits. */
export const waitSeconds = (tries: number, rule: ThrottleRule): number =>
  tries < rule.free ? 0 : Math.min(rule.mostWaitSeconds, rule.firstWaitSeconds * 2 ** Math.min(tries - rule.free, 30));

/** Whose tries are counted: an account by what was typed, known or not; an address; a person's codes and look-ups. */
export type Throttled = "account" | "address" | "code" | "look-up";

export interface TryLater {
  readonly kind: "try-later";
  readonly whose: Throttled;
  /** whole seconds, at least one */
  readonly seconds: number;
}
