import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { type GeoPoint, metresPerDegree } from "~/shared/geo-point";
import { type LocatedArea, NEAREST_REACH } from "../domain/community-at";
import type { Outline } from "../domain/outline";

interface AreaRow {
  code: string;
  level: LocatedArea["level"];
  name: string;
  lon: number | null;
  lat: number | null;
  outline: Outline | null;
}

/** Areas in use that could hold a point: all with an outline, and those whose own point is near. */
export async function areasNear(uow: UnitOfWork, cityCode: string, point: GeoPoint): Promise<LocatedArea[]> {
  const metres = metresPerDegree(point.lat);
  const [dx, dy] = [NEAREST_REACH / metres.lon, NEAREST_REACH / metres.lat];
  const rows = await uow.db.$queryRaw<AreaRow[]>`
    SELECT code, level, name, lon, lat, outline FROM area_in_use
    WHERE city_code = ${cityCode} AND (outline IS NOT NULL
      OR (lon BETWEEN ${point.lon - dx} AND ${point.lon + dx} AND lat BETWEEN ${point.lat - dy} AND ${point.lat + dy}))`;
  return rows.map(({ lon, lat, ...row }) => ({ ...row, position: lon === null || lat === null ? null : { lon, lat } }));
}

export async function outlinesOf({ db }: UnitOfWork, cityCode: string, codes: readonly string[]): Promise<Map<string, Outline>> {
  const rows = await db.$queryRaw<{ code: string; outline: Outline }[]>`
    SELECT code, outline FROM area_in_use WHERE city_code = ${cityCode} AND code = ANY(${[...codes]}::text[]) AND outline IS NOT NULL`;
  return new Map(rows.map(({ code, outline }) => [code, outline]));
}
