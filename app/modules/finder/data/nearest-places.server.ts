import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { GeoPoint } from "~/shared/geo-point";
import type { Metres } from "~/shared/units";
import type { ClassNature } from "../domain/offer-facts";

/** Something offered on a day at a place that has a position. */
export interface PlacedOffer {
  readonly offeringId: string;
  readonly facilityId: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  /** null where they were not asked for, or there are none */
  readonly classes: readonly ClassNature[] | null;
}

export interface PlacesAsked {
  readonly cityCode: string;
  readonly type: string;
  readonly day: CalendarDay;
  /** at most 100 */
  readonly most: number;
  /** as the crow flies; what is farther is not looked at */
  readonly within: Metres;
  readonly withClasses: boolean;
}

const point = ({ lon, lat }: GeoPoint): Prisma.Sql => Prisma.sql`earth_point(${lon}::float8, ${lat}::float8)`;

/** Offered and operating on the day. */
const operating = (day: CalendarDay): Prisma.Sql => Prisma.sql`
  JOIN offering o ON o.id = p.offering_id AND o.valid_from <= ${day}::date AND (o.valid_to IS NULL OR o.valid_to > ${day}::date)
  JOIN facility_state s ON s.facility_id = p.facility_id AND s.state = 'operating' AND s.valid_from <= ${day}::date
    AND (s.valid_to IS NULL OR s.valid_to > ${day}::date)
  JOIN facility f ON f.id = p.facility_id`;

/** The facts of one place as JSON; `q` is the row that was found. */
const said = (withClasses: boolean): Prisma.Sql => Prisma.sql`
  q.offering_id AS "offeringId", q.facility_id AS "facilityId", q.name, q.lon, q.lat, CASE WHEN ${withClasses}::boolean THEN (
    SELECT json_agg(c) FROM (SELECT k.id, k.kind, k.care_pattern AS pattern, k.age_from_months AS "fromMonths", k.age_to_months AS "toMonths",
      k.is_inclusive AS "isInclusive" FROM offering_class k WHERE k.offering_id = q.offering_id ORDER BY k.id) c) END AS classes`;

/** One JSON text: a hundred places are one value and not a thousand. */
async function read({ db }: UnitOfWork, statement: Prisma.Sql): Promise<PlacedOffer[]> {
  const [found] = await db.$queryRaw<{ places: string | null }[]>(statement);
  return JSON.parse(found?.places ?? "[]") as PlacedOffer[];
}

/**
 * The nearest to a point, nearest first, as the crow flies: one walk along the spatial index. The inner bound stands in the text, so
 * that one plan serves every question.
 */
export const nearestPlaces = (
  uow: UnitOfWork,
  { cityCode, type, day, most, within, withClasses }: PlacesAsked,
  from: GeoPoint,
): Promise<PlacedOffer[]> =>
  read(
    uow,
    Prisma.sql`/* prepared: nearest-places */ SELECT json_agg(n)::text AS places FROM (SELECT ${said(withClasses)} FROM (
      SELECT p.offering_id, p.facility_id, f.name, f.lon, f.lat FROM offer_place p ${operating(day)}
      WHERE p.city_code = ${cityCode} AND p.service_type = ${type} AND p.at <@ cube_enlarge(${point(from)}, ${within}::float8, 3)
      ORDER BY p.at <-> ${point(from)} LIMIT 100) q LIMIT ${most}) n`,
  );

/** All that lie no farther from a point than that, in no order. */
export const everyPlaceNear = (
  uow: UnitOfWork,
  { cityCode, type, day, within, withClasses }: Omit<PlacesAsked, "most">,
  from: GeoPoint,
): Promise<PlacedOffer[]> =>
  read(
    uow,
    Prisma.sql`SELECT json_agg(n)::text AS places FROM (SELECT ${said(withClasses)} FROM (
      SELECT p.offering_id, p.facility_id, f.name, f.lon, f.lat FROM offer_place p ${operating(day)}
      WHERE p.city_code = ${cityCode} AND p.service_type = ${type} AND p.at <@ cube_enlarge(${point(from)}, ${within}::float8, 3)) q) n`,
  );

/** Those with the shortest way from one point over the place to the other, as the crow flies. */
export const placesBetween = (
  uow: UnitOfWork,
  { cityCode, type, day, most, within, withClasses }: PlacesAsked,
  one: GeoPoint,
  other: GeoPoint,
): Promise<PlacedOffer[]> =>
  read(
    uow,
    Prisma.sql`SELECT json_agg(n)::text AS places FROM (SELECT ${said(withClasses)} FROM (
      SELECT p.offering_id, p.facility_id, f.name, f.lon, f.lat FROM offer_place p ${operating(day)}
      WHERE p.city_code = ${cityCode} AND p.service_type = ${type}
        AND p.at <@ cube_enlarge(cube_union(${point(one)}, ${point(other)}), ${within}::float8, 3)
      ORDER BY (p.at <-> ${point(one)}) + (p.at <-> ${point(other)}) LIMIT ${most}) q) n`,
  );
