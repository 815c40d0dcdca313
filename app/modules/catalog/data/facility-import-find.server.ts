import type { KnownPlace } from "~/modules/imports/domain/likeness";
import type { BulkSql } from "~/platform/bulk-copy.server";
import type { GeoPoint } from "~/shared/geo-point";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

interface PlaceRow {
  id: string;
  name: string;
  lon: number | null;
  lat: number | null;
  areaCode: string | null;
  address: string;
  externalId: string | null;
}

/** Every facility of the city that could be the same place as a row. */
export async function listKnownPlaces(sql: BulkSql, cityCode: string): Promise<KnownPlace[]> {
  const rows = await sql<
    PlaceRow[]
  >`SELECT id, name, lon, lat, area_code AS "areaCode", address, external_id AS "externalId" FROM facility WHERE city_code = ${cityCode}`;
  return rows.map(({ lon, lat, ...row }) => ({ ...row, position: lon === null || lat === null ? null : { lon, lat } }));
}

/** Facilities the source knows by these ids, its own or decided to be the same; our own keys, as our exports give them, too. */
export async function idsByExternal(
  sql: BulkSql,
  cityCode: string,
  source: string,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await sql<{ externalId: string; id: string }[]>`
    SELECT external_id AS "externalId", id FROM facility
    WHERE city_code = ${cityCode} AND external_source = ${source} AND external_id = ANY(${[...externalIds]}::text[])
    UNION ALL
    SELECT id::text, id FROM facility WHERE city_code = ${cityCode} AND id = ANY(${externalIds.filter((id) => UUID.test(id))}::uuid[])
    UNION ALL
    SELECT a.external_id, a.target_id FROM import_alias a JOIN facility f ON f.id = a.target_id
    WHERE a.city_code = ${cityCode} AND a.subject = 'facilities' AND a.source = ${source} AND a.external_id = ANY(${[...externalIds]}::text[])`;
  return new Map(rows.map(({ externalId, id }) => [externalId, id]));
}

/** Exact positions under these names, for the question whether a file is in the system it declares. */
export async function positionsByName(
  sql: BulkSql,
  cityCode: string,
  names: readonly string[],
): Promise<Map<string, GeoPoint[]>> {
  const rows = await sql<{ name: string; lon: number; lat: number }[]>`
    SELECT name, lon, lat FROM facility
    WHERE city_code = ${cityCode} AND position_quality = 'exact' AND name = ANY(${[...new Set(names)]}::text[])`;
  const found = new Map<string, GeoPoint[]>();
  for (const { name, lon, lat } of rows) found.set(name, [...(found.get(name) ?? []), { lon, lat }]);
  return found;
}

export async function operatorKinds(sql: BulkSql, cityCode: string): Promise<Map<string, string>> {
  const rows = await sql<{ name: string; kind: string }[]>`SELECT name, kind FROM operator WHERE city_code = ${cityCode}`;
  return new Map(rows.map(({ name, kind }) => [name, kind]));
}
