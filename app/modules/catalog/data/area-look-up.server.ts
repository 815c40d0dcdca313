import type { MultiPolygon, Polygon } from "geojson";
import { Prisma } from "~/platform/generated/prisma/client";
import { likePattern, likeText } from "~/platform/like-pattern.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { englishAreaName, type NamedArea } from "../domain/area-name";
import type { Bounds } from "../domain/declared-position";

export interface AreaChoice {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  /** names above it, below the city: «金水区 花园路街道» */
  readonly within: string;
  /** the same two for a reader of English */
  readonly nameEn: string;
  readonly withinEn: string;
  readonly lon: number | null;
  readonly lat: number | null;
}

interface FoundArea extends NamedArea {
  readonly code: string;
  readonly level: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly above: readonly NamedArea[];
}

const choiceFrom = ({ code, name, level, lon, lat, above, ...named }: FoundArea): AreaChoice => ({
  ...{ code, name, level, lon, lat },
  within: above.map((area) => area.name).join(" "),
  nameEn: englishAreaName({ name, ...named }),
  withinEn: above.map(englishAreaName).join(", "),
});

const ABOVE = Prisma.raw(`COALESCE((
  SELECT json_agg(json_build_object('name', up.name, 'nameEn', up.name_en, 'pinyin', up.pinyin) ORDER BY length(up.code)) FROM area up
  WHERE (up.city_code, up.code_system, up.code_year) = (a.city_code, a.code_system, a.code_year) AND up.level <> 'city'
    AND length(up.code) < length(a.code) AND starts_with(a.code, up.code)), '[]'::json) AS above`);
const FOUND = Prisma.sql`a.code, a.name, a.name_en AS "nameEn", a.pinyin, a.level, a.lon, a.lat, ${ABOVE}`;

/** Areas whose name, English name, pinyin or initials begin with or hold the words, larger areas first. */
export async function searchAreas(uow: UnitOfWork, cityCode: string, search: string, most = 12): Promise<AreaChoice[]> {
  const word = search.trim().toLowerCase();
  if (word === "") return [];
  const rows = await uow.db.$queryRaw<FoundArea[]>`
    SELECT ${FOUND} FROM area_in_use a
    WHERE a.city_code = ${cityCode} AND a.level <> 'city'
      AND (a.name LIKE ${likePattern(word)} OR starts_with(a.code, ${word}) OR starts_with(lower(a.name_en), ${word})
        OR starts_with(replace(a.pinyin, ' ', ''), ${word.replace(/\s+/g, "")}) OR starts_with(a.initials, ${word}))
    ORDER BY (a.name LIKE ${`${likeText(word)}%`}) DESC, length(a.code), a.code LIMIT ${most}`;
  return rows.map(choiceFrom);
}

/** The area of a code; one that the edition in use no longer has is still known from an earlier one. */
export async function findArea(uow: UnitOfWork, cityCode: string, code: string): Promise<AreaChoice | null> {
  const rows = await uow.db.$queryRaw<FoundArea[]>`
    SELECT ${FOUND} FROM area a WHERE a.city_code = ${cityCode} AND a.code = ${code} AND a.level <> 'city'
    ORDER BY EXISTS (SELECT 1 FROM area_in_use used WHERE used.id = a.id) DESC, a.code_year DESC LIMIT 1`;
  return rows[0] ? choiceFrom(rows[0]) : null;
}

/** The smallest outline around an area: its own, a parent's, or the one of the district whose ground it stands on. */
export async function outlineAround(uow: UnitOfWork, cityCode: string, code: string): Promise<Polygon | MultiPolygon | null> {
  const rows = await uow.db.$queryRaw<{ outline: Polygon | MultiPolygon }[]>`
    SELECT up.outline FROM area_in_use up
    WHERE up.city_code = ${cityCode} AND up.outline IS NOT NULL AND up.level <> 'city' AND starts_with(${code}, up.code)
    ORDER BY length(up.code) DESC LIMIT 1`;
  return rows[0]?.outline ?? null;
}

/** The districts to choose from in a filter. */
export async function listDistricts(
  uow: UnitOfWork,
  cityCode: string,
): Promise<{ code: string; name: string; nameEn: string }[]> {
  const rows = await uow.db.$queryRaw<({ code: string } & NamedArea)[]>`
    SELECT code, name, name_en AS "nameEn", pinyin FROM area_in_use WHERE city_code = ${cityCode} AND level = 'district' ORDER BY code`;
  return rows.map(({ code, ...named }) => ({ code, name: named.name, nameEn: englishAreaName(named) }));
}

/** The same districts, each with its place on the map. */
export async function districtChoices(uow: UnitOfWork, cityCode: string): Promise<AreaChoice[]> {
  const rows = await uow.db.$queryRaw<FoundArea[]>`
    SELECT ${FOUND} FROM area_in_use a WHERE a.city_code = ${cityCode} AND a.level = 'district' ORDER BY a.code`;
  return rows.map(choiceFrom);
}

/** The bounds of a city; null where they are not known. */
export async function cityBounds(uow: UnitOfWork, cityCode: string): Promise<Bounds | null> {
  const [city] = await uow.db.$queryRaw<{ bounds: number[] | null }[]>`SELECT bounds FROM city WHERE code = ${cityCode}`;
  const [west, south, east, north] = city?.bounds ?? [];
  return west === undefined || south === undefined || east === undefined || north === undefined
    ? null
    : [west, south, east, north];
}
