import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { DEMO_MARK } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { GeoPoint } from "~/shared/geo-point";
import { readPeople } from "../data/city-ground.server";
import type { CityGround } from "../domain/city-ground";
import { limitMetres, type CoverageQuery } from "../domain/coverage-query";
import { editionFor, groupsInOrder, MAIN_GROUPS, type PopulationEdition } from "../domain/population-group";
import { methodsOf } from "../domain/read-query";
import { metresToday, type WhatIfFile } from "../domain/what-if-file";
import { thirds, whatIfQuery, type WhatIfQuestion } from "../domain/what-if-question";
import { answerCoverage, coverageKey, type CoverageAnswer } from "./answer-coverage.server";
import type { AskedCoverage } from "./asked-coverage.server";
import { gapsOf } from "./coverage-page.server";
import { Kept } from "./kept-answers.server";

const files = new Kept<string>(24);

/** All that the what-if screen shows before the first move. */
export async function whatIfQuestion(
  { ground, query: asked, own, chosen, problems }: AskedCoverage,
  leaving?: AbortSignal,
): Promise<WhatIfQuestion> {
  const query = whatIfQuery(asked, ground.streets !== null);
  const answer = await answerCoverage(ground, query, query.date, leaving);
  const { figures, boundMinutes } = answer.result;
  const whole = figures.people.length - 1;
  return {
    city: { code: ground.code, nameZh: ground.nameZh, nameEn: ground.nameEn, isDemo: ground.isDemo },
    query,
    own,
    chosen,
    problems,
    isReplaced: asked.method !== query.method,
    steps: thirds(query.limit.by === "minutes" ? query.limit.minutes : query.limit.metres),
    limitMetres: limitMetres(query.limit, answer.method.speedKmh),
    boundMinutes,
    choices: {
      types: ground.types.map(({ key, nameZh, nameEn, symbol }) => ({ key, nameZh, nameEn, symbol })),
      groups: groupsInOrder([query.group, own.group, ...ground.populations.map((edition) => edition.group)]),
      walkers: ground.walkers.map(({ key, nameZh, nameEn, speedKmh }) => ({ key, nameZh, nameEn, speedKmh })),
      methods: methodsOf(ground).filter((method) => method !== "sectors" || !ground.streets),
    },
    method: answer.method,
    hasStreets: ground.streets !== null,
    hasHomes: ground.areas.some((area) => area.level === ground.demandLevel && area.lon !== null),
    today: {
      people: figures.people[whole]! - figures.unlocated[whole]!,
      covered: figures.covered[whole]!,
    },
    start: startOf(answer),
  };
}

/** Where the candidate first stands: where most is missing, else at any home, else on the streets. Null: nowhere to stand. */
function startOf(answer: CoverageAnswer): GeoPoint | null {
  const { ground, demandRows } = answer;
  const worst = gapsOf(answer)[0];
  const area = worst
    ? ground.areas[demandRows[worst.row]!]
    : ground.areas.find(({ level, lon }) => level === ground.demandLevel && lon !== null);
  if (area && area.lon !== null && area.lat !== null) return { lon: area.lon, lat: area.lat };
  if (!ground.streets) return null;
  const [west, south, east, north] = ground.streets.bounds;
  return { lon: (west + east) / 2, lat: (south + north) / 2 };
}

/** The homes and how far each walks today, as JSON text. */
export function whatIfFile(ground: CityGround, asked: CoverageQuery, leaving?: AbortSignal): Promise<string> {
  const query = whatIfQuery(asked, ground.streets !== null);
  const make = async (stopped: AbortSignal) => JSON.stringify(await columnsOf(ground, query, stopped));
  return files.get(coverageKey(ground, query), make, leaving);
}

async function columnsOf(ground: CityGround, query: CoverageQuery, stopped: AbortSignal): Promise<WhatIfFile> {
  const answer = await answerCoverage(ground, query, query.date, stopped);
  const { result, method, demandRows, parent } = answer;
  const limit = limitMetres(query.limit, method.speedKmh);
  const groups = [query.group, ...MAIN_GROUPS.filter((group) => group !== query.group)];
  const editions = groups.flatMap((group) => editionFor(ground.populations, group, Number(query.date.slice(0, 4))) ?? []);
  const columns = await inUnitOfWork(NOBODY, async (uow) => {
    const read: [PopulationEdition, Map<string, number>][] = [];
    for (const edition of editions) read.push([edition, await readPeople(uow, ground.code, edition)]);
    return read;
  });
  const unmeasured = new Set(result.unplacedCommunities);
  const rows = [...demandRows.keys()].filter((row) => !unmeasured.has(row));
  const areas = rows.map((row) => ground.areas[demandRows[row]!]!);
  const above = rows.map((row) => ground.areas[parent[demandRows[row]!]!]);
  return {
    demo: ground.isDemo ? DEMO_MARK : null,
    date: query.date,
    streets: query.method === "network" && method.streets ? { use: method.streets.use, snap: method.streets.snap } : null,
    detour: method.detourIndex,
    walks: query.method === "sectors" && !ground.streets ? (ground.walks?.columns ?? null) : null,
    barriers: ground.barriers.map(({ line, crossings }) => ({ line, crossings })),
    steps: thirds(limit),
    groups: editions.map(({ group }) => group),
    code: areas.map(({ code }) => code),
    name: areas.map(({ name }) => name),
    nameEn: areas.map(({ nameEn }) => nameEn),
    inName: above.map((area) => (area && area.level !== "city" ? area.name : "")),
    lon: areas.map(({ lon }) => lon!),
    lat: areas.map(({ lat }) => lat!),
    people: columns.map(([, people]) => areas.map(({ code }) => people.get(code) ?? null)),
    today: rows.map((row) => metresToday(result.minutes[row]!, result.limitMinutes, limit)),
    unmeasured: unmeasured.size,
  };
}
