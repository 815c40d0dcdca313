import type { BulkSql } from "~/platform/bulk-copy.server";
import { type AreaLevel, Gazetteer } from "../domain/gazetteer";
import type { Bounds, Outline } from "~/modules/places/domain/outline";

interface AreaRow {
  code: string;
  level: AreaLevel;
  parentCode: string | null;
  name: string;
  pinyin: string;
  lon: number | null;
  lat: number | null;
  outline: Outline | null;
}

/** Every area in use of the city as the importer sees it. Bounds come from the outlines, else from what the city knows so far. */
export async function loadGazetteer(sql: BulkSql, cityCode: string): Promise<Gazetteer> {
  const rows = await sql<AreaRow[]>`
    SELECT code, level, parent_code AS "parentCode", name, pinyin, lon, lat, outline FROM area_in_use WHERE city_code = ${cityCode} ORDER BY code`;
  const [city] = await sql<{ bounds: number[] }[]>`SELECT bounds FROM city WHERE code = ${cityCode}`;
  const [west, south, east, north] = city?.bounds ?? [];
  const bounds: Bounds | null =
    west !== undefined && south !== undefined && east !== undefined && north !== undefined ? [west, south, east, north] : null;
  const areas = rows.map(({ lon, lat, ...row }) => ({ ...row, position: lon === null || lat === null ? null : { lon, lat } }));
  return new Gazetteer(areas, bounds);
}
