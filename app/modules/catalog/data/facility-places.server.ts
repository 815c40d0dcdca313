import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Bounds } from "../domain/declared-position";
import type { FacilityQuery } from "../domain/facility-filter";
import { bubbleCell, MOST_PLACES, type MapBubble, type MapPieces, type MapPlace, type MapView } from "../domain/map-places";
import { facilitiesOn, whereFacility, type Found } from "./facility-where.server";

type Asked = Pick<FacilityQuery, "filter" | "day">;

const placed = (cityCode: string, { filter, day }: Asked, found: Found): Prisma.Sql =>
  Prisma.sql`${facilitiesOn(day)} WHERE ${whereFacility(cityCode, filter, day, found)} AND f.lon IS NOT NULL`;

/** What of a filter lies in the view: every place where they are few, else bubbles that count them. */
export async function readPieces(
  uow: UnitOfWork,
  cityCode: string,
  asked: Asked,
  found: Found,
  view: MapView,
): Promise<MapPieces> {
  const [west, south, east, north] = view.box;
  const inView = Prisma.sql`${placed(cityCode, asked, found)} AND f.lon BETWEEN ${west} AND ${east} AND f.lat BETWEEN ${south} AND ${north}`;
  const { day, filter } = asked;
  const first =
    filter.type === null
      ? Prisma.sql`(SELECT o.service_type FROM offering o JOIN service_type t ON t.city_code = f.city_code AND t.key = o.service_type
          WHERE o.facility_id = f.id AND o.valid_from <= ${day}::date AND (o.valid_to IS NULL OR o.valid_to > ${day}::date)
          ORDER BY t.sort_order, t.key LIMIT 1)`
      : Prisma.sql`${filter.type}::text`;
  const places = await uow.db.$queryRaw<MapPlace[]>`
    SELECT f.id, f.lon, f.lat, f.name, s.state, ${first} AS "serviceType" FROM ${inView} LIMIT ${MOST_PLACES + 1}`;
  if (places.length <= MOST_PLACES) return { places, bubbles: [] };
  const cell = bubbleCell(view);
  const bubbles = await uow.db.$queryRaw<MapBubble[]>`
    SELECT avg(f.lon)::float8 AS lon, avg(f.lat)::float8 AS lat, count(*)::int AS count FROM ${inView}
    GROUP BY floor(f.lon / ${cell.lon}::float8), floor(f.lat / ${cell.lat}::float8)`;
  return { places: [], bubbles };
}

/** West, south, east, north of all that the filter has on the ground; null where that is nothing. */
export async function readExtent(uow: UnitOfWork, cityCode: string, asked: Asked, found: Found): Promise<Bounds | null> {
  const [box] = await uow.db.$queryRaw<{ west: number | null; south: number; east: number; north: number }[]>`
    SELECT min(f.lon) AS west, min(f.lat) AS south, max(f.lon) AS east, max(f.lat) AS north FROM ${placed(cityCode, asked, found)}`;
  return box && box.west !== null ? [box.west, box.south, box.east, box.north] : null;
}
