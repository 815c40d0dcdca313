import type { Issue } from "./issue";

/** How far the figures given for larger areas lie from what their communities add up to, for one age group. */
export interface PeopleAtStake {
  readonly groupZh: string;
  readonly groupEn: string;
  readonly areas: number;
  readonly people: number;
}

/**
 * People by whom given figures and sums differ, group by group, the most first. The same people stand in a city, its district
 * and its street: they are counted on the level where they are most.
 */
export function peopleAtStake(issues: readonly Issue[]): PeopleAtStake[] {
  const byGroup = new Map<string, { zh: string; en: string; levels: Map<string, { areas: number; people: number }> }>();
  for (const { code, facts } of issues) {
    if (code !== "sum-differs" || !facts) continue;
    const [zh, level] = [String(facts["groupZh"]), String(facts["level"])];
    const group = byGroup.get(zh) ?? { zh, en: String(facts["groupEn"]), levels: new Map() };
    const so = group.levels.get(level) ?? { areas: 0, people: 0 };
    const people = so.people + Math.abs(Number(facts["given"]) - Number(facts["sum"]));
    group.levels.set(level, { areas: so.areas + 1, people });
    byGroup.set(zh, group);
  }
  return [...byGroup.values()]
    .flatMap(({ zh, en, levels }) => {
      const [most] = [...levels.values()].sort((a, b) => b.people - a.people);
      return most ? [{ groupZh: zh, groupEn: en, ...most }] : [];
    })
    .sort((a, b) => b.people - a.people);
}
