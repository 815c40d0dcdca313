import type { BulkSql } from "~/platform/bulk-copy.server";

/**
 * A city without outlines learns its bounds from what stands in it: the middle 99 % of all positions and a tenth more on each
 * side, so that one far slip does not make the city a continent. Outlines, where there are any, have the word.
 */
export async function growCityBounds(sql: BulkSql, cityCode: string): Promise<void> {
  await sql`
    WITH outlined AS (SELECT 1 FROM area WHERE city_code = ${cityCode} AND outline IS NOT NULL LIMIT 1),
    placed AS (
      SELECT lon, lat FROM facility WHERE city_code = ${cityCode} AND lon IS NOT NULL
      UNION ALL SELECT lon, lat FROM area WHERE city_code = ${cityCode} AND lon IS NOT NULL),
    span AS (
      SELECT percentile_cont(0.005) WITHIN GROUP (ORDER BY lon) AS west, percentile_cont(0.005) WITHIN GROUP (ORDER BY lat) AS south,
        percentile_cont(0.995) WITHIN GROUP (ORDER BY lon) AS east, percentile_cont(0.995) WITHIN GROUP (ORDER BY lat) AS north, count(*) AS n
      FROM placed)
    UPDATE city SET bounds = ARRAY[
      west - greatest(0.01, (east - west) / 10), south - greatest(0.01, (north - south) / 10),
      east + greatest(0.01, (east - west) / 10), north + greatest(0.01, (north - south) / 10)]
    FROM span WHERE code = ${cityCode} AND n > 0 AND NOT EXISTS (SELECT 1 FROM outlined)
      AND bounds IS DISTINCT FROM ARRAY[
        west - greatest(0.01, (east - west) / 10), south - greatest(0.01, (north - south) / 10),
        east + greatest(0.01, (east - west) / 10), north + greatest(0.01, (north - south) / 10)]`;
}
