// The groups that are read from five-year bands, and how.

const FIVE_YEARS = ["5-9", "10-14", "15-19", "20-24", "25-29", "30-34", "35-39", "40-44", "45-49", "50-54", "55-59"] as const;
const ELDER = ["60-64", "65-69", "70-74", "75-79", "80-84", "85plus"] as const;

export const BANDS: readonly string[] = ["0", "1-4", ...FIVE_YEARS, ...ELDER].map((band) => `age-${band}`);

const elders = (from: number) => ELDER.filter((band) => Number.parseInt(band) >= from).map((band) => `age-${band}`);

/** Groups that are sums of whole bands. */
export const SUMMED_GROUPS: Readonly<Record<string, readonly string[]>> = {
  all: BANDS,
  "60plus": elders(60),
  "65plus": elders(65),
  "75plus": elders(75),
  "80plus": elders(80),
};

/** Age 0 and half of ages 1–4: the census has no single years, so children under three are an estimate. */
export const UNDER_THREE = "0-2";

export const POPULATION_GROUPS: readonly string[] = [...Object.keys(SUMMED_GROUPS), UNDER_THREE, ...BANDS];

export type PeopleByGroup = ReadonlyMap<string, number>;

export const peopleIn = (people: PeopleByGroup, group: string): number => {
  const count = people.get(group);
  if (count === undefined) throw new Error(`No group «${group}» among ${people.size} counted ones.`);
  return count;
};

export const summedGroups = (bands: ReadonlyMap<string, number>): Map<string, number> =>
  new Map(
    Object.entries(SUMMED_GROUPS).map(([group, parts]) => [group, parts.reduce((sum, band) => sum + (bands.get(band) ?? 0), 0)]),
  );
