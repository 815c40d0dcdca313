import type { BulkSql } from "~/platform/bulk-copy.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { SampledWalk } from "../domain/sampled-walk";

interface Row extends Pick<SampledWalk, "id" | "name" | "metres" | "measuredOn" | "source"> {
  readonly fromLon: number;
  readonly fromLat: number;
  readonly toLon: number;
  readonly toLat: number;
}

const walkFrom = ({ fromLon, fromLat, toLon, toLat, ...row }: Row): SampledWalk => ({
  ...row,
  from: { lon: fromLon, lat: fromLat },
  to: { lon: toLon, lat: toLat },
});

/** All walks of one source. */
export async function walksOfSource(sql: BulkSql, cityCode: string, source: string): Promise<SampledWalk[]> {
  const rows = await sql<Row[]>`
    SELECT id, name, from_lon AS "fromLon", from_lat AS "fromLat", to_lon AS "toLon", to_lat AS "toLat", metres, measured_on::text AS "measuredOn", source
    FROM sampled_walk WHERE city_code = ${cityCode} AND source = ${source}`;
  return rows.map(walkFrom);
}

/** Writes walks by their ids, new ones and corrected ones alike. */
export async function writeWalkRecords(
  sql: BulkSql,
  cityCode: string,
  batchId: string | null,
  walks: readonly SampledWalk[],
): Promise<void> {
  await sql`
    INSERT INTO sampled_walk (id, city_code, name, from_lon, from_lat, to_lon, to_lat, metres, measured_on, source, import_batch_id)
    SELECT r.id, ${cityCode}, r.name, (r."from"->>'lon')::float8, (r."from"->>'lat')::float8, (r."to"->>'lon')::float8, (r."to"->>'lat')::float8,
      r.metres, r."measuredOn", r.source, ${batchId}
    FROM jsonb_to_recordset(${sql.json(walks as never)}::jsonb) AS r(id uuid, name text, "from" jsonb, "to" jsonb, metres float8, "measuredOn" date, source text)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, metres = excluded.metres, import_batch_id = excluded.import_batch_id`;
}

export async function deleteWalkRecords(sql: BulkSql, cityCode: string, ids: readonly string[]): Promise<void> {
  await sql`DELETE FROM sampled_walk WHERE city_code = ${cityCode} AND id = ANY(${[...ids]}::uuid[])`;
}

/** The newest first. */
export async function listWalks(uow: UnitOfWork, cityCode: string): Promise<SampledWalk[]> {
  const rows = await uow.db.$queryRaw<Row[]>`
    SELECT id::text, name, from_lon AS "fromLon", from_lat AS "fromLat", to_lon AS "toLon", to_lat AS "toLat", metres, measured_on::text AS "measuredOn", source
    FROM sampled_walk WHERE city_code = ${cityCode} ORDER BY measured_on DESC, source, id`;
  return rows.map(walkFrom);
}

export async function deleteWalk(uow: UnitOfWork, cityCode: string, id: string): Promise<void> {
  await uow.db.$executeRaw`DELETE FROM sampled_walk WHERE city_code = ${cityCode} AND id::text = ${id}`;
}
