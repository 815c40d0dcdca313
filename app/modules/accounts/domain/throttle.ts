/**
 * Tries of signing in slow down: some are free, each further one makes the next wait twice as long, up to a most. What an
 * account costs an attacker is seconds a try. A stranger who goes on trying keeps other strangers waiting, the owner in a new
 * browser among them, but never a browser that came in to the account before: that one is counted apart.
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

/** The present password asked again of somebody who is signed in: nobody else can use these tries up. */
export const PROOF_RULE: ThrottleRule = ACCOUNT_RULE;
/** A browser that came in to this account before: as an account's, and apart from it. */
export const BROWSER_RULE: ThrottleRule = ACCOUNT_RULE;

/** Whose number is it: enough for a morning at the counter, too few to try a list of numbers. */
export const LOOK_UP_RULE: ThrottleRule = {
  free: 30,
  firstWaitSeconds: 60,
  mostWaitSeconds: 900,
  forgottenAfterSeconds: 3_600,
};

/** «请去看看我的家人»: a hospital or a phone network shares one address; a family has one or two worries a day. */
export const FAMILY_ADDRESS_RULE: ThrottleRule = {
  free: 10,
  firstWaitSeconds: 60,
  mostWaitSeconds: 900,
  forgottenAfterSeconds: 3_600,
};
export const FAMILY_PHONE_RULE: ThrottleRule = {
  free: 4,
  firstWaitSeconds: 300,
  mostWaitSeconds: 3_600,
  forgottenAfterSeconds: 43_200,
};
/** Links that open nothing, by address: 256 bits are not guessed, but nobody need try. */
export const FAMILY_LINK_RULE: ThrottleRule = ADDRESS_RULE;
/** Reports of one contact. */
export const FAMILY_REPORT_RULE: ThrottleRule = FAMILY_PHONE_RULE;

/** Links of operators that open nothing, by address. */
export const OPERATOR_LINK_RULE: ThrottleRule = ADDRESS_RULE;
/** Words of one place: a morning's corrections, not a program's. */
export const OPERATOR_WORD_RULE: ThrottleRule = {
  free: 60,
  firstWaitSeconds: 60,
  mostWaitSeconds: 900,
  forgottenAfterSeconds: 3_600,
};

/** First contact with a facility, without an account: an office or a phone network shares one address. */
export const CONTACT_ADDRESS_RULE: ThrottleRule = { ...FAMILY_ADDRESS_RULE, free: 20 };
/** One family asks several nurseries in an evening. */
export const CONTACT_REACH_RULE: ThrottleRule = { ...FAMILY_PHONE_RULE, free: 8 };

/** Whoever has nothing to do with visits and hands in what is nobody's list: each such try is read and opened in vain. */
export const CARE_HANDS_RULE: ThrottleRule = {
  free: 10,
  firstWaitSeconds: 60,
  mostWaitSeconds: 3_600,
  forgottenAfterSeconds: 3_600,
};

/** How long after its so-manieth try the next one waits. */
export const waitSeconds = (tries: number, rule: ThrottleRule): number =>
  tries < rule.free ? 0 : Math.min(rule.mostWaitSeconds, rule.firstWaitSeconds * 2 ** Math.min(tries - rule.free, 30));

/** Whose tries are counted: an account by what was typed, known or not; an address; a person's browser, proofs, codes and look-ups. */
export type Throttled =
  | "account"
  | "address"
  | "browser"
  | "proof"
  | "code"
  | "look-up"
  | "family-address"
  | "family-phone"
  | "family-link"
  | "family-report"
  | "operator-link"
  | "operator-word"
  | "contact-address"
  | "contact-reach"
  | "care-hands";

export interface TryLater {
  readonly kind: "try-later";
  readonly whose: Throttled;
  /** whole seconds, at least one */
  readonly seconds: number;
}
