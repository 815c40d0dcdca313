import { parentsByPrefix, type AreaTree } from "./area-tree";
import type { CityGround, CoverageSite } from "./city-ground";
import type { CoverageInput } from "./coverage-run";
import type { CoverageQuery } from "./coverage-query";
import type { MethodStatement } from "./method-statement";
import { reportedRadius } from "./reported-radius";

/** Records → columns: the communities as demand, the operating places as sites. Nothing is left out; what is unknown is NaN. */
export function coverageInput(
  ground: CityGround,
  query: CoverageQuery,
  method: MethodStatement,
  people: ReadonlyMap<string, number>,
  sites: readonly CoverageSite[],
): CoverageInput {
  const tree: AreaTree = {
    code: ground.areas.map((area) => area.code),
    level: ground.areas.map((area) => area.level),
    parent: parentsByPrefix(ground.areas.map((area) => area.code)),
  };
  const demandRows = ground.areas.flatMap((area, row) => (area.level === ground.demandLevel ? [row] : []));
  const demand = demandRows.map((row) => ground.areas[row]!);
  const rowOfCode = new Map(demandRows.map((row) => [ground.areas[row]!.code, row]));
  const codeLength = demand[0]?.code.length ?? 12;
  const radiusOf = new Map<string, number>();
  const radius = (areaClass: string): number => {
    const known = radiusOf.get(areaClass) ?? reportedRadius(ground, query.types[0], areaClass).value;
    radiusOf.set(areaClass, known);
    return known;
  };
  const open = sites.filter((site) => site.state === "operating");
  return {
    tree,
    demand: {
      area: Int32Array.from(demandRows),
      lon: Float64Array.from(demand, (area) => area.lon ?? NaN),
      lat: Float64Array.from(demand, (area) => area.lat ?? NaN),
      people: Float64Array.from(demand, (area) => people.get(area.code) ?? NaN),
      radius: Float64Array.from(demand, (area) => radius(area.areaClass)),
    },
    sites: {
      lon: Float64Array.from(open, (site) => site.lon ?? NaN),
      lat: Float64Array.from(open, (site) => site.lat ?? NaN),
      area: Int32Array.from(open, (site) => (site.areaCode ? (rowOfCode.get(site.areaCode.slice(0, codeLength)) ?? -1) : -1)),
    },
    barriers: ground.barriers.map(({ line, crossings }) => ({ line, crossings })),
    detour: { value: method.detourIndex, low: method.detourLow, high: method.detourHigh },
    speedKmh: method.speedKmh,
    adultSpeedKmh: method.adultSpeedKmh,
    limit: query.limit,
    method: query.method,
    walks: ground.streets ? null : (ground.walks?.columns ?? null),
  };
}
