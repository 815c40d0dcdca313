import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { readPeople } from "../data/city-ground.server";
import { readSites } from "../data/coverage-sites.server";
import type { CityGround, CoverageSite } from "../domain/city-ground";
import { isAreaLevel } from "../domain/coverage-query";
import { editionFor } from "../domain/population-group";
import { checkStandards, type StandardRule, type StandardSite } from "../domain/standards-check";
import { Kept } from "./kept-answers.server";

export interface LackingArea {
  readonly code: string;
  readonly name: string;
  readonly inName: string;
  /** null = unknown */
  readonly found: number | null;
  /** null = unknown */
  readonly people: number | null;
}

export interface StandardCheck {
  readonly rule: StandardRule;
  readonly group: string;
  readonly areas: number;
  readonly met: number;
  readonly unknown: number;
  readonly unattributed: number;
  /** most people first */
  readonly lacking: readonly LackingArea[];
}

const checks = new Kept<StandardCheck[]>(16);

/** The city's «at least one» rules, each at its own level, as of a day: which areas have what is asked, which lack it. */
export const cityStandards = (ground: CityGround, day: CalendarDay): Promise<StandardCheck[]> =>
  checks.get(`${ground.code} ${ground.stamp} ${day}`, async () => {
    const found: StandardCheck[] = [];
    for (const rule of rulesOf(ground)) {
      const type = ground.types.find(({ key }) => key === rule.serviceType);
      const group = type?.populationGroup ?? "all";
      const edition = editionFor(ground.populations, group, Number(day.slice(0, 4)));
      const { sites, people } = await inUnitOfWork(NOBODY, async (uow) => ({
        sites: await readSites(uow, ground.code, [rule.serviceType], day),
        people: edition ? await readPeople(uow, ground.code, edition) : new Map<string, number>(),
      }));
      found.push(checkOf(ground, rule, group, sites.filter((site) => site.state === "operating").map(standardSite), people));
    }
    return found;
  });

function rulesOf(ground: CityGround): StandardRule[] {
  return ground.parameters.flatMap((row) =>
    row.key.endsWith("-min") && isAreaLevel(row.level) && (row.unit === "facility" || row.unit === "place")
      ? [
          {
            key: row.key,
            level: row.level,
            serviceType: row.serviceType,
            value: row.value,
            unit: row.unit,
            source: row.source,
            mark: row.mark,
          },
        ]
      : [],
  );
}

const standardSite = ({ areaCode, serves, types, licensed }: CoverageSite): StandardSite => ({
  areaCode,
  serves,
  types,
  capacity: licensed,
});

function checkOf(
  ground: CityGround,
  rule: StandardRule,
  group: string,
  sites: StandardSite[],
  people: ReadonlyMap<string, number>,
): StandardCheck {
  const [result] = checkStandards(
    [rule],
    { code: ground.areas.map((area) => area.code), level: ground.areas.map((area) => area.level) },
    sites,
  );
  const nameOf = new Map(ground.areas.map((area) => [area.code, area.name]));
  const sums = new Map<string, number>();
  const finest = ground.areas.find((area) => area.level === ground.demandLevel)?.code.length;
  for (const [code, count] of people)
    if (code.length === finest)
      for (const length of [6, 9, 12])
        if (length <= finest) sums.set(code.slice(0, length), (sums.get(code.slice(0, length)) ?? 0) + count);
  const lacking = result!.areas
    .filter((area) => area.state === "lacking")
    .map(({ row, found }) => {
      const { code, name } = ground.areas[row]!;
      return {
        code,
        name,
        inName: [nameOf.get(code.slice(0, 6)), nameOf.get(code.slice(0, 9))].filter((each) => each && each !== name).join(" · "),
        found,
        people: sums.get(code) ?? null,
      };
    })
    .sort((a, b) => (b.people ?? -1) - (a.people ?? -1));
  return {
    rule,
    group,
    areas: result!.areas.length,
    met: result!.met,
    unknown: result!.unknown,
    unattributed: result!.unattributed,
    lacking,
  };
}
