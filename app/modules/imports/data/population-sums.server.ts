import type { BulkSql } from "~/platform/bulk-copy.server";

export interface DifferingSum {
  readonly rowNumber: number;
  readonly areaName: string;
  readonly level: "city" | "district" | "street";
  readonly group: string;
  readonly given: number;
  readonly sum: number;
  /** communities that have a figure, of all there are */
  readonly counted: number;
  readonly communities: number;
}

/** Cities, districts and streets whose given figure is not what their communities add up to, as records would stand after the file. */
export async function sumsThatDiffer(sql: BulkSql, cityCode: string, batchId: string, most = 2000): Promise<DifferingSum[]> {
  return sql<DifferingSum[]>`
    WITH said AS (
      SELECT s.row_number, r."areaCode" AS code, r."group" AS of, r.year, r.basis, r.people
      FROM staging.import_row s, jsonb_array_elements(s.value->'changes') AS c(change),
        jsonb_to_record(c.change->'after') AS r("areaCode" text, "group" text, year int, basis text, people int)
      WHERE s.batch_id = ${batchId} AND s.decision IN ('create', 'update')),
    figure AS (
      SELECT * FROM said
      UNION ALL
      SELECT NULL, p.area_code, p.population_group, p.year, p.basis, p.people FROM area_population p
      WHERE p.city_code = ${cityCode} AND NOT EXISTS (
        SELECT 1 FROM said WHERE (said.code, said.of, said.year, said.basis) = (p.area_code, p.population_group, p.year, p.basis))),
    place AS (SELECT code, level, name FROM area_in_use WHERE city_code = ${cityCode})
    SELECT COALESCE(whole.row_number, min(part.row_number)) AS "rowNumber", above.name AS "areaName", above.level, whole.of AS "group",
      whole.people AS given, sum(part.people)::int AS sum, count(*)::int AS counted,
      (SELECT count(*)::int FROM place WHERE place.level = 'community' AND starts_with(place.code, whole.code)) AS communities
    FROM figure whole JOIN place above ON above.code = whole.code AND above.level IN ('city', 'district', 'street')
    JOIN figure part USING (of, year, basis) JOIN place below ON below.code = part.code AND below.level = 'community' AND starts_with(part.code, whole.code)
    GROUP BY whole.code, whole.row_number, whole.people, above.name, above.level, whole.of, whole.year, whole.basis
    HAVING sum(part.people) <> whole.people AND COALESCE(whole.row_number, min(part.row_number)) IS NOT NULL
    ORDER BY 1 LIMIT ${most}`;
}
