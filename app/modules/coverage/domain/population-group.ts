/** Population groups by key: the agreed ones, then the five-year bands they are made of. */
export const MAIN_GROUPS = ["all", "60plus", "65plus", "75plus", "80plus", "0-2"] as const;

export const AGE_BANDS = [
  "age-0",
  "age-1-4",
  ...Array.from({ length: 16 }, (_, i) => `age-${5 * (i + 1)}-${5 * (i + 1) + 4}`),
  "age-85plus",
];

export const GROUP_KEYS: readonly string[] = [...MAIN_GROUPS, ...AGE_BANDS];

const BAND = /^age-(\d+)/;

/** Keys as a reader looks for them: the agreed groups and a city's own ones, then the age bands from young to old. */
export function groupsInOrder(keys: readonly string[]): { readonly main: readonly string[]; readonly bands: readonly string[] } {
  const all = [...new Set([...MAIN_GROUPS, ...keys])];
  const fromAge = (key: string) => Number(BAND.exec(key)?.[1]);
  return {
    main: all.filter((key) => !BAND.test(key)),
    bands: all.filter((key) => BAND.test(key)).sort((a, b) => fromAge(a) - fromAge(b)),
  };
}

/** Where the people of a group come from: which count, of which year, by whom. */
export interface PopulationEdition {
  readonly group: string;
  readonly year: number;
  /** resident 常住 or registered 户籍 */
  readonly basis: string;
  readonly source: string;
  readonly isEstimate: boolean;
  /** areas with a number */
  readonly areas: number;
}

/** The newest count not after the year asked for, else the oldest; residents before registered people. */
export function editionFor(editions: readonly PopulationEdition[], group: string, year: number): PopulationEdition | null {
  const order = editions
    .filter((edition) => edition.group === group)
    .sort((a, b) => Number(b.basis === "resident") - Number(a.basis === "resident") || b.year - a.year);
  return (
    order.find((edition) => edition.year <= year && edition.basis === order[0]!.basis) ??
    order.findLast((edition) => edition.basis === order[0]!.basis) ??
    null
  );
}
