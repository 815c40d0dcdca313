// The groups that are read from five-year bands, and how.
import type { PeopleRecord } from "./area-record";

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

/** Said behind the source of a figure that nobody gave and the bands add up to. */
export const SUMMED_NOTE = "；由年龄组推算 / derived from age bands";

export const isDerived = ({ source }: Pick<PeopleRecord, "source">): boolean => source.endsWith(SUMMED_NOTE);

type Figure = Omit<PeopleRecord, "id">;

/**
 * What the bands on record say about the groups nobody gave, per area, year and basis: only where every band a group is made
 * of is there. Children under three are an estimate: age 0 and half of ages 1–4.
 */
export function derivedFigures(known: readonly Figure[]): Figure[] {
  const counts = new Map<string, Map<string, Figure>>();
  for (const figure of known) {
    const key = `${figure.areaCode}|${figure.year}|${figure.basis}`;
    const count = counts.get(key) ?? new Map<string, Figure>();
    counts.set(key, count.set(figure.group, figure));
  }
  const groups = [...Object.keys(SUMMED_GROUPS), UNDER_THREE];
  return [...counts.values()].flatMap((count) => groups.flatMap((group) => derivedFigure(count, group)));
}

function derivedFigure(count: ReadonlyMap<string, Figure>, group: string): Figure[] {
  const given = count.get(group);
  if (given && !isDerived(given)) return [];
  const bands = (SUMMED_GROUPS[group] ?? ["age-0", "age-1-4"]).map((band) => count.get(band));
  const [first] = bands;
  if (!first || bands.some((band) => band === undefined)) return [];
  const whole = (at: number) => bands[at]?.people ?? 0;
  const summed = bands.reduce((sum, band) => sum + (band?.people ?? 0), 0);
  const people = group === UNDER_THREE ? whole(0) + Math.ceil(whole(1) / 2) : summed;
  const isEstimate = group === UNDER_THREE || bands.some((band) => band?.isEstimate === true);
  return [{ ...first, group, people, isEstimate, source: first.source + SUMMED_NOTE }];
}
