/**
 * What a plan is reckoned with beside its records: speeds and waits, hours, and what a second of travel is weighed against. None is
 * a constant: each is a standard of the city, with its source, and a plan says which ones it was made with.
 */
export const PLANNING_STANDARDS = [
  "visit-e-bike-kmh",
  "visit-bus-kmh",
  "visit-bus-wait-minutes",
  "visit-setting-out-minutes",
  "visit-earliest-minute",
  "visit-latest-minute",
  "visit-call-minutes",
  "visit-least-minutes",
  "visit-lead-minutes",
  "visit-lead-minutes-ill",
  "visit-price-deputy",
  "visit-price-preferred",
  "visit-price-stranger",
  "visit-price-call",
  "visit-price-change",
  "visit-price-unfair",
  "visit-rank-high",
  "visit-rank-key",
  "visit-rank-general",
  "visit-rank-campaign",
  "visit-rank-later",
] as const;

export type PlanningStandard = (typeof PLANNING_STANDARDS)[number];
export type PlanningStandards = Readonly<Record<PlanningStandard, number>>;

/** One value with where it comes from: S stated, P published, ? to be confirmed. */
export interface SaidStandard {
  readonly key: string;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
  readonly mark: string;
}

/** How a plan's ways and weights were reckoned, as of when: 口径. */
export interface PlanMethod {
  readonly asOf: string;
  /** the streets that were walked; null = straight lines × the detour index */
  readonly streets: { readonly name: string; readonly importedOn: string } | null;
  readonly barriers: number;
  readonly detour: SaidStandard;
  readonly foot: { readonly kmh: number; readonly source: string };
  readonly standards: readonly SaidStandard[];
}

export const standardValues = (said: readonly (SaidStandard & { readonly key: PlanningStandard })[]): PlanningStandards =>
  Object.fromEntries(said.map(({ key, value }) => [key, value])) as Record<PlanningStandard, number>;
