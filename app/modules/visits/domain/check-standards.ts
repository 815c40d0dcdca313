/**
 * From where on a visit is worth a look. None is a constant: each is a standard of the city with its source, shown beside every
 * flag, and being beyond one proves nothing.
 */
export const CHECK_STANDARDS = [
  "check-home-metres",
  "check-position-minutes",
  "check-clock-minutes",
  "check-foot-kmh",
  "check-e-bike-kmh",
  "check-bus-kmh",
  "check-travel-slack-minutes",
  "check-same-place-metres",
  "check-overlap-minutes",
  "check-photo-bits",
  "check-photo-days",
  "check-floor-minutes",
  "check-batch-visits",
  "check-batch-minutes",
  "check-late-minute",
  "check-early-minute",
  "check-late-days",
  "check-rate-visits",
  "callback-share",
  "callback-most",
] as const;

export type CheckStandard = (typeof CHECK_STANDARDS)[number];
export type CheckStandards = Readonly<Record<CheckStandard, number>>;

export const checkValues = (said: readonly { readonly key: CheckStandard; readonly value: number }[]): CheckStandards =>
  Object.fromEntries(said.map(({ key, value }) => [key, value])) as Record<CheckStandard, number>;
