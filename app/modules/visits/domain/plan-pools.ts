import type { TownAsked } from "./town-on-record";

/**
 * What shares no caregiver is planned apart: one pool for each area that somebody visits and that lies in no other such area.
 * Whoever answers for a resident elsewhere joins the two. `records` leads from a pool's visits back to the whole.
 */
export interface PlanPool {
  readonly town: TownAsked;
  readonly records: readonly number[];
}

export function planPools(town: TownAsked): PlanPool[] {
  const { caregivers, visits, isPooled } = town;
  const whole = { town, records: visits.map((_, at) => at) };
  if (isPooled || caregivers.length === 0) return [whole];
  const areas = [...new Set(caregivers.map(({ areaCode }) => areaCode))].sort();
  const tops = areas.filter((area) => !areas.some((other) => other !== area && area.startsWith(other)));
  const joined = new Map(tops.map((top) => [top, top]));
  const rootOf = (top: string): string => (joined.get(top) === top ? top : rootOf(joined.get(top)!));
  const topOf = (area: string): string | undefined => tops.find((top) => area.startsWith(top) || top.startsWith(area));
  const topOfPerson = new Map(caregivers.map(({ id, areaCode }) => [id, topOf(areaCode)!]));
  for (const { areaCode, responsibleId, deputyId } of visits) {
    const here = topOf(areaCode);
    for (const id of [responsibleId, deputyId]) {
      const there = id === null ? undefined : topOfPerson.get(id);
      if (here && there) joined.set(rootOf(there), rootOf(here));
    }
  }
  const pools = new Map<string, { people: (typeof caregivers)[number][]; records: number[] }>();
  const poolOf = (top: string) => {
    const root = rootOf(top);
    const pool = pools.get(root) ?? { people: [], records: [] };
    pools.set(root, pool);
    return pool;
  };
  for (const caregiver of caregivers) poolOf(topOfPerson.get(caregiver.id)!).people.push(caregiver);
  visits.forEach(({ areaCode, responsibleId, deputyId, pinned, published }, at) => {
    const known = [
      responsibleId,
      deputyId,
      ...pinned.map(({ personId }) => personId),
      ...published.map(({ personId }) => personId),
    ];
    const top = topOf(areaCode) ?? known.map((id) => (id === null ? undefined : topOfPerson.get(id))).find(Boolean);
    // Where nobody visits, the first pool says so, caregiver by caregiver.
    poolOf(top ?? tops[0]!).records.push(at);
  });
  return [...pools.values()].map(({ people, records }) => ({
    town: { ...town, caregivers: people, visits: records.map((at) => visits[at]!) },
    records,
  }));
}
