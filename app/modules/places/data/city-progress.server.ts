import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CityProgress } from "../domain/city-progress";

export async function findCityProgress(uow: UnitOfWork, cityCode: string): Promise<CityProgress> {
  const [row] = await uow.db.$queryRaw<CityProgress[]>`
    SELECT count(*)::int AS areas, (count(*) FILTER (WHERE level = 'community'))::int AS communities,
      (count(*) FILTER (WHERE level = 'community' AND (lon IS NOT NULL OR outline IS NOT NULL)))::int AS "placedCommunities",
      (SELECT count(DISTINCT area_code)::int FROM area_population WHERE city_code = ${cityCode}) AS counted,
      (SELECT count(*)::int FROM facility WHERE city_code = ${cityCode}) AS facilities
    FROM area_in_use WHERE city_code = ${cityCode}`;
  if (!row) throw new Error(`city ${cityCode}: one row of counts expected, got none`);
  return row;
}
