import { crossedLines, type DegreeLine } from "~/modules/places/domain/crossings-on-lines";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CityGround, GroundArea, GroundType, Parameter } from "../domain/city-ground";
import { AREA_LEVELS } from "../domain/coverage-query";
import type { PopulationEdition } from "../domain/population-group";

type Demo = { readonly zh: string; readonly en: string } | null;
type DrawnBarrier = Pick<CityGround["barriers"][number], "id" | "kind" | "nameZh" | "nameEn" | "quality"> & {
  readonly line:
    { type: "LineString"; coordinates: DegreeLine } | { type: "MultiLineString"; coordinates: readonly DegreeLine[] };
};

interface GroundRow {
  readonly edition: CityGround["edition"];
  readonly outlineLevel: CityGround["outlineLevel"];
  readonly areas: GroundArea[] | null;
  readonly walkers: CityGround["walkers"] | null;
  readonly types: GroundType[] | null;
  readonly parameters: Parameter[] | null;
  readonly streets: CityGround["streets"];
  readonly walks: CityGround["walks"];
  readonly barriers: DrawnBarrier[] | null;
  readonly crossings: DegreeLine | null;
}

/** One row of JSON text: thousands of areas are read in a few milliseconds, where rows of objects would take a hundred. */
export async function readCityGround(uow: UnitOfWork, cityCode: string): Promise<CityGround | null> {
  const city = await uow.db.city.findUnique({ where: { code: cityCode } });
  if (!city) return null;
  const [found] = await uow.db.$queryRaw<{ ground: string }[]>`
    WITH edition AS (
      SELECT code_system, code_year FROM area_in_use WHERE city_code = ${cityCode} LIMIT 1
    )
    SELECT json_build_object(
      'edition', (SELECT json_build_object('codeSystem', code_system, 'codeYear', code_year) FROM edition),
      'outlineLevel', (SELECT level FROM area JOIN edition USING (code_system, code_year) WHERE city_code = ${cityCode} AND outline IS NOT NULL
        ORDER BY array_position(ARRAY['district', 'street', 'community', 'city'], level) LIMIT 1),
      'areas', (SELECT json_agg(json_build_object('code', code, 'level', level, 'name', name, 'nameEn', name_en, 'lon', lon, 'lat', lat,
        'areaClass', area_class, 'positionQuality', position_quality) ORDER BY code)
        FROM area JOIN edition USING (code_system, code_year) WHERE city_code = ${cityCode}),
      'walkers', (SELECT json_agg(json_build_object('key', key, 'nameZh', name_zh, 'nameEn', name_en, 'speedKmh', speed_kmh, 'source', source,
        'movement', movement, 'stepsFactor', steps_factor, 'offStreetFactor', off_street_factor, 'useSource', use_source)
        ORDER BY sort_order) FROM walker WHERE city_code = ${cityCode}),
      'types', (SELECT json_agg(json_build_object('key', key, 'nameZh', name_zh, 'nameEn', name_en, 'symbol', symbol, 'circleMinutes', circle_minutes,
        'circleMetres', circle_metres, 'walkerKey', walker_key, 'populationGroup', population_group, 'capacityUnit', capacity_unit) ORDER BY sort_order, key)
        FROM service_type WHERE city_code = ${cityCode}),
      'parameters', (SELECT json_agg(json_build_object('key', key, 'areaClass', area_class, 'serviceType', service_type, 'level', level,
        'value', value, 'unit', unit, 'source', source, 'mark', mark) ORDER BY key, level, service_type)
        FROM standard_parameter WHERE city_code = ${cityCode}),
      'barriers', (SELECT json_agg(json_build_object('id', id, 'kind', kind, 'nameZh', name_zh, 'nameEn', name_en, 'quality', quality, 'line', line)
        ORDER BY id) FROM barrier WHERE city_code = ${cityCode}),
      'crossings', (SELECT json_agg(json_build_array(lon, lat) ORDER BY id) FROM crossing WHERE city_code = ${cityCode}),
      'streets', (SELECT json_build_object('storedName', stored_name, 'sourceName', source_name, 'attribution', attribution, 'importedOn', imported_on,
        'junctions', junctions, 'edges', edges, 'pieces', pieces, 'metres', metres, 'bytes', bytes, 'bounds', bounds)
        FROM street_network WHERE city_code = ${cityCode}),
      'walks', (SELECT json_build_object('count', count(*), 'since', min(measured_on), 'until', max(measured_on), 'sources', json_agg(DISTINCT source),
        'columns', json_build_object('fromLon', json_agg(from_lon ORDER BY id), 'fromLat', json_agg(from_lat ORDER BY id),
          'toLon', json_agg(to_lon ORDER BY id), 'toLat', json_agg(to_lat ORDER BY id), 'metres', json_agg(metres ORDER BY id)))
        FROM sampled_walk WHERE city_code = ${cityCode} HAVING count(*) > 0)
    )::text AS ground`;
  const ground = JSON.parse(found!.ground) as GroundRow;
  const areas = ground.areas ?? [];
  const demandLevel = AREA_LEVELS.findLast((level) => areas.some((area) => area.level === level)) ?? null;
  return {
    code: city.code,
    nameZh: city.nameZh,
    nameEn: city.nameEn,
    timeZone: city.timeZone,
    isDemo: city.isDemo,
    revision: city.revision,
    stamp: stampOf(city),
    edition: ground.edition,
    areas,
    walkers: ground.walkers ?? [],
    types: ground.types ?? [],
    parameters: ground.parameters ?? [],
    barriers: crossed(ground.barriers ?? [], ground.crossings ?? []),
    streets: ground.streets,
    walks: ground.walks,
    populations: demandLevel ? await readEditions(uow, cityCode, demandLevel) : [],
    demandLevel,
    outlineLevel: ground.outlineLevel,
  };
}

/** Each part of a barrier is a line of its own, with the crossings that lead over it. */
function crossed(barriers: readonly DrawnBarrier[], crossings: DegreeLine): CityGround["barriers"] {
  const parts = barriers.flatMap(({ line, ...barrier }) =>
    (line.type === "LineString" ? [line.coordinates] : line.coordinates).map((part) => ({ ...barrier, part })),
  );
  const { lines } = crossedLines(
    parts.map(({ part }) => part),
    crossings,
  );
  return parts.map(({ part: _part, ...barrier }, row) => ({ ...barrier, ...lines[row]! }));
}

/** Which counts of which groups there are at the level where people are counted. */
async function readEditions(uow: UnitOfWork, cityCode: string, level: string): Promise<PopulationEdition[]> {
  return uow.db.$queryRaw<PopulationEdition[]>`
    SELECT p.population_group AS "group", p.year, p.basis, string_agg(DISTINCT p.source, '; ') AS source, bool_or(p.is_estimate) AS "isEstimate",
      count(*)::int AS areas
    FROM area_population p
    WHERE p.city_code = ${cityCode} AND length(p.area_code) = (SELECT max(length(code)) FROM area WHERE city_code = ${cityCode} AND level = ${level})
    GROUP BY p.population_group, p.year, p.basis ORDER BY p.population_group, p.year DESC`;
}

/** People of one count by area code. */
export async function readPeople(uow: UnitOfWork, cityCode: string, edition: PopulationEdition): Promise<Map<string, number>> {
  const [found] = await uow.db.$queryRaw<{ codes: string[] | null; people: number[] | null }[]>`
    SELECT array_agg(area_code ORDER BY area_code) AS codes, array_agg(people ORDER BY area_code) AS people FROM area_population
    WHERE city_code = ${cityCode} AND population_group = ${edition.group} AND year = ${edition.year} AND basis = ${edition.basis}`;
  const people = found?.people ?? [];
  return new Map((found?.codes ?? []).map((code, row) => [code, people[row]!]));
}

const stampOf = (city: { createdAt: Date; revision: number }): string =>
  `${city.createdAt.getTime().toString(36)}-${city.revision}`;

export async function readStamp(uow: UnitOfWork, cityCode: string): Promise<string | null> {
  const city = await uow.db.city.findUnique({ where: { code: cityCode }, select: { revision: true, createdAt: true } });
  return city && stampOf(city);
}

/** District outlines (or the coarsest there are) as GeoJSON text, names in both languages, the mark of a demo on top. */
export async function readOutlines(uow: UnitOfWork, cityCode: string, demo: Demo): Promise<string> {
  const [found] = await uow.db.$queryRaw<{ outlines: string }[]>`
    SELECT json_build_object('type', 'FeatureCollection', 'demo', ${JSON.stringify(demo)}::json, 'features', COALESCE(json_agg(json_build_object('type', 'Feature',
      'properties', json_build_object('code', code, 'name', name, 'nameEn', name_en), 'geometry', outline) ORDER BY code), '[]'::json))::text AS outlines
    FROM area_in_use WHERE city_code = ${cityCode} AND outline IS NOT NULL AND level = (
      SELECT level FROM area_in_use WHERE city_code = ${cityCode} AND outline IS NOT NULL
      ORDER BY array_position(ARRAY['district', 'street', 'community', 'city'], level) LIMIT 1)`;
  return found!.outlines;
}
