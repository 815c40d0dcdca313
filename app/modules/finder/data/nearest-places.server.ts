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

/** The city's places of the service that are offered and operate on the day. */
const offered = ({ cityCode, type, day }: Pick<PlacesAsked, "cityCode" | "type" | "day">): Prisma.Sql =>
  Prisma.sql`p.city_code = ${cityCode} AND p.service_type = ${type} AND p.open @> ${day}::date`;

/** The facts of one place as JSON. */
const said = (withClasses: boolean): Prisma.Sql => Prisma.sql`
  p.offering_id AS "offeringId", p.facility_id AS "facilityId", p.name, p.lon, p.lat, CASE WHEN ${withClasses}::boolean THEN p.classes END AS classes`;

/** One JSON text: a hundred places are one value and not a thousand. */
async function read({ db }: UnitOfWork, statement: Prisma.Sql): Promise<PlacedOffer[]> {
  const [found] = await db.$queryRaw<{ places: string | null }[]>(statement);
  return JSON.parse(found?.places ?? "[]") as PlacedOffer[];
}

/**
 * The nearest to a point, nearest first, as the crow flies: one walk along the spatial index. The inner bound stands in the text, so
 * that one plan serves every question.
 */
export const nearestPlaces = (uow: UnitOfWork, asked: PlacesAsked, from: GeoPoint): Promise<PlacedOffer[]> =>
  read(
    uow,
    Prisma.sql`/* prepared: nearest-places */ SELECT json_agg(n)::text AS places FROM (SELECT * FROM (
      SELECT ${said(asked.withClasses)} FROM offer_place p
      WHERE ${offered(asked)} AND p.at <@ cube_enlarge(${point(from)}, ${asked.within}::float8, 3)
      ORDER BY p.at <-> ${point(from)} LIMIT 100) q LIMIT ${asked.most}) n`,
  );

/** All that lie no farther from a point than that, in no order. */
export const everyPlaceNear = (uow: UnitOfWork, asked: Omit<PlacesAsked, "most">, from: GeoPoint): Promise<PlacedOffer[]> =>
  read(
    uow,
    Prisma.sql`SELECT json_agg(n)::text AS places FROM (SELECT ${said(asked.withClasses)} FROM offer_place p
      WHERE ${offered(asked)} AND p.at <@ cube_enlarge(${point(from)}, ${asked.within}::float8, 3)) n`,
  );

/** Those with the shortest way from one point over the place to the other, as the crow flies. */
export const placesBetween = (uow: UnitOfWork, asked: PlacesAsked, one: GeoPoint, other: GeoPoint): Promise<PlacedOffer[]> =>
  read(
    uow,
    Prisma.sql`SELECT json_agg(n)::text AS places FROM (SELECT ${said(asked.withClasses)} FROM offer_place p
      WHERE ${offered(asked)} AND p.at <@ cube_enlarge(cube_union(${point(one)}, ${point(other)}), ${asked.within}::float8, 3)
      ORDER BY (p.at <-> ${point(one)}) + (p.at <-> ${point(other)}) LIMIT ${asked.most}) n`,
  );
