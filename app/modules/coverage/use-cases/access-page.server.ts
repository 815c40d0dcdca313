import { accessOfLevel, areaAccess, cityAccess, type AreaAccess } from "../domain/area-access";
import { areaParts } from "../domain/area-listing";
import type { Equity } from "../domain/equity";
import { methodsOf } from "../domain/read-query";
import { groupsInOrder } from "../domain/population-group";
import { answerAccess, type AccessAnswer } from "./answer-access.server";
import type { AskedAccess } from "./asked-access.server";

const LOWEST = 10;

/** All that the access screen shows: a few kilobytes, whatever the city's size. */
export async function accessPage(asked: AskedAccess, leaving?: AbortSignal) {
  const { ground, query, own, chosen, problems, measure, inside } = asked;
  const answer = await answerAccess(ground, query, measure, leaving);
  return {
    city: { code: ground.code, nameZh: ground.nameZh, nameEn: ground.nameEn, isDemo: ground.isDemo },
    query,
    own,
    chosen,
    problems,
    measure,
    choices: {
      types: ground.types.map(({ key, nameZh, nameEn, symbol }) => ({ key, nameZh, nameEn, symbol })),
      groups: groupsInOrder([query.group, own.group, ...ground.populations.map((edition) => edition.group)]),
      walkers: ground.walkers.map(({ key, nameZh, nameEn, speedKmh }) => ({ key, nameZh, nameEn, speedKmh })),
      methods: methodsOf(ground),
    },
    method: answer.method,
    sites: {
      operating: answer.sites.length,
      approximate: answer.sites.filter((site) => site.positionQuality === "approximate").length,
    },
    none: answer.none,
    figures: figuresOf(answer, inside),
  };
}

function figuresOf(answer: AccessAnswer, inside: string) {
  const { ground, result, sites, measure } = answer;
  if (!result) return null;
  const listed = { ground, measure, byArea: result.byArea };
  const { level, within, path, isDeepest } = areaParts(answer, inside);
  const here = within < 0 ? cityAccess(listed) : areaAccess(listed, within);
  return {
    city: cityAccess(listed),
    gini: result.equity.gini,
    lorenz: lorenzRows(result.equity),
    catchmentMinutes: result.catchment,
    places: sites.reduce((sum, site) => sum + (site.licensed ?? 0), 0),
    reachedPlaces: result.reachedPlaces,
    unknownCapacities: result.unknownCapacities,
    lowest: lowestOf(answer),
    table: { level, path, rows: level ? accessOfLevel(listed, level, within < 0 ? "" : inside) : [here], total: here, isDeepest },
  };
}

export interface LowCommunity extends AreaAccess {
  readonly inName: string;
  readonly inNameEn: string | null;
}

/** Communities with people, the lowest first, the most people first among equals. */
function lowestOf({ ground, parent, demandRows, result, measure }: AccessAnswer): LowCommunity[] {
  const level = ground.areas[demandRows[0] ?? -1]?.level;
  if (!result || !level) return [];
  const rowOf = new Map(ground.areas.map(({ code }, row) => [code, row]));
  return accessOfLevel({ ground, measure, byArea: result.byArea }, level)
    .filter(({ mean, people }) => mean !== null && people !== null && people > 0)
    .slice(0, LOWEST)
    .map((community) => {
      const above = ground.areas[parent[rowOf.get(community.code)!]!];
      const isCity = above === undefined || above.level === "city";
      return { ...community, inName: isCity ? "" : above.name, inNameEn: isCity ? null : above.nameEn };
    });
}

/** Hundreds of points make the same curve as ten: the first that passes each tenth of the people, and both ends. */
function lorenzRows({ lorenz }: Equity): readonly (readonly [number, number])[] {
  if (lorenz.length === 0) return [];
  return Array.from({ length: 11 }, (_, tenth) => [tenth / 10, shareAt(lorenz, tenth / 10)] as const);
}

/** The curve between two of its points is straight: those of one point have the same each. */
function shareAt(lorenz: Equity["lorenz"], people: number): number {
  const after = lorenz.findIndex(([part]) => part >= people);
  if (after <= 0) return lorenz[Math.max(0, after)]![1];
  const [[x0, y0], [x1, y1]] = [lorenz[after - 1]!, lorenz[after]!];
  return y0 + ((people - x0) / (x1 - x0)) * (y1 - y0);
}
