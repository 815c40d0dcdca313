import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { GeoPoint } from "~/shared/geo-point";
import type { Metres } from "~/shared/units";

/** Something offered on a day at a place that has a position. */
export interface PlacedOffer {
  readonly offeringId: string;
  readonly facilityId: string;
  readonly lon: number;
  readonly lat: number;
}

export interface PlacesAsked {
  readonly cityCode: string;
  readonly type: string;
  readonly day: CalendarDay;
  /** at most 100 */
  readonly most: number;
}

const point = ({ lon, lat }: GeoPoint): Prisma.Sql => Prisma.sql`earth_point(${lon}::float8, ${lat}::float8)`;

/** Offered and operating on the day. */
const operating = (day: CalendarDay): Prisma.Sql => Prisma.sql`
  JOIN offering o ON o.id = p.offering_id AND o.valid_from <= ${day}::date AND (o.valid_to IS NULL OR o.valid_to > ${day}::date)
  JOIN facility f ON f.id = p.facility_id
  JOIN facility_state s ON s.facility_id = f.id AND s.state = 'operating' AND s.valid_from <= ${day}::date
    AND (s.valid_to IS NULL OR s.valid_to > ${day}::date)`;
const COLUMNS = Prisma.sql`p.offering_id::text AS "offeringId", f.id::text AS "facilityId", f.lon, f.lat`;

/**
 * The nearest to a point, nearest first, as the crow flies: one walk along the spatial index. The inner bound stands in the text, so
 * that one plan serves every question.
 */
export const nearestPlaces = (
  uow: UnitOfWork,
  { cityCode, type, day, most }: PlacesAsked,
  from: GeoPoint,
): Promise<PlacedOffer[]> =>
  uow.db.$queryRaw<PlacedOffer[]>`
    /* prepared: nearest-places */ SELECT * FROM (
      SELECT ${COLUMNS} FROM offer_place p ${operating(day)}
      WHERE p.city_code = ${cityCode} AND p.service_type = ${type}
      ORDER BY p.at <-> ${point(from)} LIMIT 100) nearest LIMIT ${most}`;

/** Those with the shortest way from one point over the place to the other, as the crow flies. */
export const placesBetween = (
  uow: UnitOfWork,
  { cityCode, type, day, most }: PlacesAsked,
  one: GeoPoint,
  other: GeoPoint,
  beside: Metres,
): Promise<PlacedOffer[]> =>
  uow.db.$queryRaw<PlacedOffer[]>`
    SELECT ${COLUMNS} FROM offer_place p ${operating(day)}
    WHERE p.city_code = ${cityCode} AND p.service_type = ${type}
      AND p.at <@ cube_enlarge(cube_union(${point(one)}, ${point(other)}), ${beside}::float8, 3)
    ORDER BY (p.at <-> ${point(one)}) + (p.at <-> ${point(other)}) LIMIT ${most}`;
