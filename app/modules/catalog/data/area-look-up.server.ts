import type { FeatureCollection, MultiPolygon, Polygon } from "geojson";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { codeRange } from "../domain/facility-filter";

export interface AreaChoice {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  /** names above it, below the city: «金水区 花园路街道» */
  readonly within: string;
  readonly lon: number | null;
  readonly lat: number | null;
}

/** Areas whose name, pinyin or initials begin with or hold the words, larger areas first. */
export async function searchAreas(uow: UnitOfWork, cityCode: string, search: string, most = 12): Promise<AreaChoice[]> {
  const word = search.trim().toLowerCase();
  if (word === "") return [];
  const sign = (text: string) => text.replace(/[\\%_]/g, (special) => `\\${special}`);
  return uow.db.$queryRaw<AreaChoice[]>`
    SELECT a.code, a.name, a.level, a.lon, a.lat, COALESCE((
      SELECT string_agg(up.name, ' ' ORDER BY length(up.code)) FROM area up
      WHERE (up.city_code, up.code_system, up.code_year) = (a.city_code, a.code_system, a.code_year) AND up.level <> 'city' AND length(up.code) < length(a.code) AND starts_with(a.code, up.code)), '') AS within
    FROM area_in_use a
    WHERE a.city_code = ${cityCode} AND a.level <> 'city'
      AND (a.name LIKE ${`%${sign(word)}%`} OR starts_with(a.code, ${word})
        OR starts_with(replace(a.pinyin, ' ', ''), ${word.replace(/\s+/g, "")}) OR starts_with(a.initials, ${word}))
    ORDER BY (a.name LIKE ${`${sign(word)}%`}) DESC, length(a.code), a.code LIMIT ${most}`;
}

/** The area of a code; one that the edition in use no longer has is still known from an earlier one. */
export async function findArea(uow: UnitOfWork, cityCode: string, code: string): Promise<AreaChoice | null> {
  const rows = await uow.db.$queryRaw<AreaChoice[]>`
    SELECT a.code, a.name, a.level, a.lon, a.lat, COALESCE((
      SELECT string_agg(up.name, ' ' ORDER BY length(up.code)) FROM area up
      WHERE (up.city_code, up.code_system, up.code_year) = (a.city_code, a.code_system, a.code_year) AND up.level <> 'city'
        AND length(up.code) < length(a.code) AND starts_with(a.code, up.code)), '') AS within
    FROM area a WHERE a.city_code = ${cityCode} AND a.code = ${code} AND a.level <> 'city'
    ORDER BY EXISTS (SELECT 1 FROM area_in_use used WHERE used.id = a.id) DESC, a.code_year DESC LIMIT 1`;
  return rows[0] ?? null;
}

/** The smallest outline around an area: its own, a parent's, or the one of the district whose ground it stands on. */
export async function outlineAround(uow: UnitOfWork, cityCode: string, code: string): Promise<Polygon | MultiPolygon | null> {
  const rows = await uow.db.$queryRaw<{ outline: Polygon | MultiPolygon }[]>`
    SELECT up.outline FROM area_in_use up
    WHERE up.city_code = ${cityCode} AND up.outline IS NOT NULL AND up.level <> 'city' AND starts_with(${code}, up.code)
    ORDER BY length(up.code) DESC LIMIT 1`;
  return rows[0]?.outline ?? null;
}

/** The districts and streets to choose from in a filter. */
export async function listDistricts(uow: UnitOfWork, cityCode: string): Promise<{ code: string; name: string }[]> {
  return uow.db.$queryRaw`
    SELECT code, name FROM area_in_use WHERE city_code = ${cityCode} AND level = 'district' ORDER BY code`;
}

export async function listStreets(
  uow: UnitOfWork,
  cityCode: string,
  district: string,
): Promise<{ code: string; name: string }[]> {
  const { lo, hi } = codeRange(district);
  return uow.db.$queryRaw`
    SELECT code, name FROM area_in_use
    WHERE city_code = ${cityCode} AND level = 'street' AND code >= ${lo} AND code < ${hi} ORDER BY code`;
}

/** District outlines for a map, WGS-84; empty where the city has none. */
export async function districtOutlines(uow: UnitOfWork, cityCode: string): Promise<FeatureCollection> {
  const rows = await uow.db.$queryRaw<{ name: string; outline: Polygon | MultiPolygon }[]>`
    SELECT name, outline FROM area_in_use WHERE city_code = ${cityCode} AND level = 'district' AND outline IS NOT NULL ORDER BY code`;
  return {
    type: "FeatureCollection",
    features: rows.map(({ name, outline }) => ({ type: "Feature", properties: { name }, geometry: outline })),
  };
}
