/** What a city has been given so far. */
export interface CityProgress {
  readonly areas: number;
  readonly communities: number;
  /** communities with an outline or a point: only those can be walked from */
  readonly placedCommunities: number;
  /** areas with a figure of people */
  readonly counted: number;
  readonly facilities: number;
}

export const CITY_STEPS = ["areas", "points", "population", "facilities", "coverage"] as const;
export type CityStep = (typeof CITY_STEPS)[number];

/** A city is built up in this order; coverage is never done, it is what the others are for. */
export function isStepDone(step: CityStep, so: CityProgress): boolean {
  switch (step) {
    case "areas":
      return so.communities > 0;
    case "points":
      return so.communities > 0 && so.placedCommunities === so.communities;
    case "population":
      return so.counted > 0;
    case "facilities":
      return so.facilities > 0;
    case "coverage":
      return false;
  }
}

/** The first step that is still open. */
export const nextStep = (so: CityProgress): CityStep => CITY_STEPS.find((step) => !isStepDone(step, so)) ?? "coverage";

const ADDRESS: Readonly<Record<CityStep, string>> = {
  areas: "/plan/import?subject=areas",
  points: "/plan/import?subject=areas",
  population: "/plan/import?subject=population",
  facilities: "/plan/import?subject=facilities",
  coverage: "/plan",
};

/** Where a step is taken. */
export function stepAddress(step: CityStep, cityCode: string): string {
  const address = ADDRESS[step];
  return `${address}${address.includes("?") ? "&" : "?"}city=${cityCode}`;
}
