import { cityFigures } from "../domain/area-figures";
import { areaListing, areaParts } from "../domain/area-listing";
import { stepsOf } from "../domain/coverage-query";
import { gapList } from "../domain/gap-list";
import { placesPerThousand } from "../domain/places-per-thousand";
import { methodsOf } from "../domain/read-query";
import { byReason } from "../domain/unsnapped-groups";
import { groupsInOrder } from "../domain/population-group";
import { answerMethods } from "./answer-methods.server";
import { answerCoverage, type CoverageAnswer } from "./answer-coverage.server";
import type { AskedCoverage } from "./asked-coverage.server";
import { comparedCoverage, type ComparedCoverage } from "./compared-coverage.server";

const WORST = 10;
const NAMED = 20;

/** All that the coverage screen shows besides the map: a few kilobytes, whatever the city's size. */
export async function coveragePage(
  { ground, query, inside, own, chosen, problems, compare }: AskedCoverage,
  leaving?: AbortSignal,
  withMethods = false,
) {
  const answer = await answerCoverage(ground, query, query.date, leaving);
  const compared = await comparedCoverage(answer, compare, leaving);
  const { result, method } = answer;
  const gaps = gapsOf(answer);
  return {
    city: { code: ground.code, nameZh: ground.nameZh, nameEn: ground.nameEn, isDemo: ground.isDemo },
    query,
    own,
    chosen,
    problems,
    steps: stepsOf(query.limit),
    limitMinutes: result.limitMinutes,
    boundMinutes: result.boundMinutes,
    choices: {
      types: ground.types.map(({ key, nameZh, nameEn, symbol }) => ({ key, nameZh, nameEn, symbol })),
      groups: groupsInOrder([query.group, own.group, ...ground.populations.map((edition) => edition.group)]),
      walkers: ground.walkers.map(({ key, nameZh, nameEn, speedKmh }) => ({ key, nameZh, nameEn, speedKmh })),
      methods: methodsOf(ground),
    },
    total: cityFigures(answer),
    medianMinutes: finite(result.medianMinutes),
    p90Minutes: finite(result.p90Minutes),
    bases: result.bases,
    // Places of different services are not one figure: beds and meals have no sum.
    provision: query.types.length === 1 ? placesPerThousand(answer.sites, cityFigures(answer).people) : null,
    gapCommunities: gaps.length,
    worst: gaps
      .slice(0, WORST)
      .map((gap) => ({ ...named(answer, answer.demandRows[gap.row]!), people: gap.people, minutes: gap.minutes })),
    table: areaListing(answer, inside),
    compared: compared && shownComparison(answer, compared, inside),
    method,
    /** the other methods, where there are any; their figures come later unless they were asked for with the page */
    beside: methodsOf(ground).length > 1 ? { given: withMethods ? await answerMethods(ground, query, leaving) : null } : null,
    areasKnown: ground.areas.length > 0,
    sharedWith: answer.sharedWith,
    sites: {
      operating: answer.sites.length,
      coming: answer.coming.length,
      approximate: answer.sites.filter((site) => site.positionQuality === "approximate").length,
      unplaced: answer.sites.filter((site) => site.lon === null).length,
      unplacedNames: answer.sites
        .filter((site) => site.lon === null)
        .slice(0, NAMED)
        .map(({ id, name }) => ({ id, name })),
    },
    onStreets:
      query.method === "network"
        ? { count: answer.demandRows.length - result.unsnapped.length, of: answer.demandRows.length }
        : null,
    unsnappedCommunities: byReason(result.unsnapped).map(({ reason, rows }) => ({
      reason,
      count: rows.length,
      named: rows.slice(0, NAMED).map((row) => {
        const { code, name, nameEn } = ground.areas[answer.demandRows[row]!]!;
        return { id: code, name, nameEn };
      }),
    })),
    // A place without a position is told by itself, whatever the method.
    unsnappedSites: byReason(result.unsnappedSites)
      .filter(({ reason }) => reason !== "no-position")
      .map(({ reason, rows }) => ({
        reason,
        count: rows.length,
        named: rows.slice(0, NAMED).map((row) => ({ id: answer.sites[row]!.id, name: answer.sites[row]!.name })),
      })),
  };
}

/** Communities beyond the limit, worst first. */
export const gapsOf = ({ people, result }: CoverageAnswer) =>
  gapList(
    people,
    placedRows(result.unplacedCommunities, people.length),
    result.minutes,
    result.limitMinutes,
    result.boundMinutes,
  );

function placedRows(unplaced: readonly number[], count: number): Uint8Array {
  const placed = new Uint8Array(count).fill(1);
  for (const row of unplaced) placed[row] = 0;
  return placed;
}

/** An area with its street's or district's name, since community names repeat within a city. */
function named({ ground, parent }: CoverageAnswer, row: number) {
  const area = ground.areas[row]!;
  const above = ground.areas[parent[row]!];
  return {
    code: area.code,
    name: area.name,
    nameEn: area.nameEn,
    inName: above?.level === "city" ? "" : (above?.name ?? ""),
    inNameEn: above?.level === "city" ? null : (above?.nameEn ?? null),
  };
}

/** The city's change, who moved, and the change of every area that is listed. */
function shownComparison(answer: CoverageAnswer, compared: ComparedCoverage, inside: string) {
  const { ground, demandRows, people } = answer;
  const { level, within } = areaParts(answer, inside);
  const listed = ground.areas.flatMap((area, row) =>
    row === within || (area.level === level && area.code.startsWith(inside)) ? [row] : [],
  );
  const moved = (rows: readonly number[]) => ({
    communities: rows.length,
    people: rows.reduce((sum, row) => sum + people[row]!, 0),
    first: rows.slice(0, NAMED).map((row) => ({ ...named(answer, demandRows[row]!), people: people[row]! })),
  });
  const city = compared.changeOf(ground.areas.length);
  return {
    date: compared.date,
    population: compared.population,
    city,
    changes: Object.fromEntries([
      [ground.code, city],
      ...listed.map((row) => [ground.areas[row]!.code, compared.changeOf(row)] as const),
    ]),
    gained: moved(compared.gained),
    lost: moved(compared.lost),
  };
}

const finite = (minutes: number | null): number | null => (minutes !== null && Number.isFinite(minutes) ? minutes : null);
