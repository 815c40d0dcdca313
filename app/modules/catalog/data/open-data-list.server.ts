import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { codeRange } from "../domain/facility-filter";
import type { ServiceStatus } from "../domain/open-facility";
import { wordCondition, type Found } from "./facility-where.server";

/** Which records of a city; what is null is not asked for. */
export interface OpenFilter {
  readonly cityCode: string;
  readonly day: CalendarDay;
  readonly now: Date;
  readonly found: Found;
  readonly area: string | null;
  readonly serviceType: string | null;
  readonly status: ServiceStatus | null;
  readonly organization: string | null;
  readonly modifiedAfter: Date | null;
  /** facilities or offerings, the nearest first: what else there is does not count, and the order is theirs */
  readonly among: readonly string[] | null;
}

/** Where a page begins: after the key that the page before ended with where that is known, else so many entries in. */
export interface PageStart {
  readonly after: string | null;
  readonly offset: number;
}

const past = (key: Prisma.Sql, { after }: PageStart): Prisma.Sql =>
  after === null ? Prisma.empty : Prisma.sql`AND ${key} > ${after}::uuid`;
const OFFERING = Prisma.sql`o.id`;
const FACILITY = Prisma.sql`f.id`;

/** An offering, and when what is said of it last changed. */
export interface OpenIds {
  readonly id: string;
  readonly facilityId: string;
}

const stateOf = (day: CalendarDay): Prisma.Sql => Prisma.sql`
  LEFT JOIN facility_state s ON s.facility_id = f.id AND s.valid_from <= ${day}::date AND (s.valid_to IS NULL OR s.valid_to > ${day}::date)`;
const inForce = (day: CalendarDay): Prisma.Sql =>
  Prisma.sql`(o.valid_from <= ${day}::date AND (o.valid_to IS NULL OR o.valid_to > ${day}::date))`;

/** The rules of `serviceStatus`, said in SQL. */
function hasStatus(status: ServiceStatus, day: CalendarDay): Prisma.Sql {
  const isOver = Prisma.sql`(COALESCE(s.state, '') = 'closed' OR o.valid_to <= ${day}::date)`;
  switch (status) {
    case "active":
      return Prisma.sql`(s.state = 'operating' AND ${inForce(day)})`;
    case "temporarily closed":
      return Prisma.sql`(s.state = 'suspended' AND ${inForce(day)})`;
    case "defunct":
      return Prisma.sql`COALESCE(${isOver}, false)`;
    case "inactive":
      return Prisma.sql`(NOT COALESCE(${isOver}, false) AND (NOT ${inForce(day)} OR COALESCE(s.state, 'planned') IN ('planned', 'building')))`;
  }
}

/** What is asked of the facility, whatever is listed. */
function facilityParts({ cityCode, now, found, area, organization, modifiedAfter }: OpenFilter): Prisma.Sql[] {
  const parts = [Prisma.sql`f.city_code = ${cityCode}`];
  if (found && "ids" in found) parts.push(Prisma.sql`f.id = ANY(${[...found.ids]}::uuid[])`);
  if (found && "words" in found) parts.push(...found.words.map((word) => wordCondition(word, false)));
  if (area !== null) {
    const { lo, hi } = codeRange(area);
    parts.push(Prisma.sql`(f.area_code >= ${lo} AND f.area_code < ${hi})`);
  }
  if (organization !== null) parts.push(Prisma.sql`f.operator_id = ${organization}::uuid`);
  if (modifiedAfter !== null)
    parts.push(Prisma.sql`f.id IN (
      SELECT id FROM facility WHERE city_code = ${cityCode} AND updated_at >= ${modifiedAfter}
      UNION SELECT facility_id FROM facility_turn WHERE city_code = ${cityCode} AND at >= ${modifiedAfter} AND at <= ${now})`);
  return parts;
}

const all = (parts: readonly Prisma.Sql[]): Prisma.Sql => Prisma.join([...parts], " AND ");

export function servicesWhere(filter: OpenFilter): Prisma.Sql {
  const parts = facilityParts(filter);
  if (filter.serviceType !== null) parts.push(Prisma.sql`o.service_type = ${filter.serviceType}`);
  if (filter.status !== null) parts.push(hasStatus(filter.status, filter.day));
  if (filter.among !== null) parts.push(Prisma.sql`o.id = ANY(${[...filter.among]}::uuid[])`);
  return all(parts);
}

/** A place counts for a service or a status where one of its offerings does. */
export function locationsWhere(filter: OpenFilter): Prisma.Sql {
  const parts = facilityParts(filter);
  const offered = [Prisma.sql`o.facility_id = f.id`];
  if (filter.serviceType !== null) offered.push(Prisma.sql`o.service_type = ${filter.serviceType}`);
  if (filter.status !== null) offered.push(hasStatus(filter.status, filter.day));
  if (filter.among !== null) offered.push(Prisma.sql`o.id = ANY(${[...filter.among]}::uuid[])`);
  if (offered.length > 1) parts.push(Prisma.sql`EXISTS (SELECT 1 FROM offering o WHERE ${all(offered)})`);
  return all(parts);
}

/** The state of the day only where it is asked for: a facility has one a day at most. */
const servicesFrom = ({ day, status }: OpenFilter): Prisma.Sql =>
  Prisma.sql`offering o JOIN facility f ON f.id = o.facility_id ${status === null ? Prisma.empty : stateOf(day)}`;

export async function countServices({ db }: UnitOfWork, filter: OpenFilter): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM ${servicesFrom(filter)} WHERE ${servicesWhere(filter)}`;
  return row?.count ?? 0;
}

/** A hundred at most by their keys: one plan serves every walk. */
const AMONG = Prisma.sql`/* prepared: services-among */`;

/** In the order of their keys, which is that of their making; near a place, the nearest first. */
export const pageOfServices = (
  { db }: UnitOfWork,
  filter: OpenFilter,
  start: PageStart,
  limit: number,
): Promise<OpenIds[]> => db.$queryRaw<OpenIds[]>`
    ${filter.among === null ? Prisma.empty : AMONG} SELECT o.id, o.facility_id AS "facilityId" FROM ${servicesFrom(filter)} WHERE ${servicesWhere(filter)} ${past(OFFERING, start)}
    ORDER BY ${filter.among === null ? Prisma.sql`o.id` : Prisma.sql`array_position(${[...filter.among]}::uuid[], o.id)`}
    LIMIT ${limit} OFFSET ${start.offset}`;

export async function countLocations({ db }: UnitOfWork, filter: OpenFilter): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM facility f ${stateOf(filter.day)} WHERE ${locationsWhere(filter)}`;
  return row?.count ?? 0;
}

export const pageOfLocations = (
  { db }: UnitOfWork,
  filter: OpenFilter,
  start: PageStart,
  limit: number,
): Promise<{ id: string }[]> =>
  db.$queryRaw<{ id: string }[]>`
    SELECT f.id FROM facility f ${stateOf(filter.day)} WHERE ${locationsWhere(filter)} ${past(FACILITY, start)}
    ORDER BY ${filter.among === null ? Prisma.sql`f.id` : nearestOffering(filter.among)} LIMIT ${limit} OFFSET ${start.offset}`;

const nearestOffering = (among: readonly string[]): Prisma.Sql => Prisma.sql`
  (SELECT min(array_position(${[...among]}::uuid[], o.id)) FROM offering o WHERE o.facility_id = f.id)`;

/** Keys and moments of change alone, for whoever keeps a copy. */
export const pageOfChanges = (
  uow: UnitOfWork,
  filter: OpenFilter,
  of: "services" | "locations",
  start: PageStart,
  limit: number,
) => (of === "services" ? changesOfServices(uow, filter, start, limit) : changesOfLocations(uow, filter, start, limit));

export interface Changed {
  readonly id: string;
  readonly modifiedAt: Date;
}

/** The later of the last edit and the last turn that has come. */
export const lastModified = (now: Date): Prisma.Sql => Prisma.sql`
  GREATEST(f.updated_at, (SELECT max(t.at) FROM facility_turn t WHERE t.facility_id = f.id AND t.at <= ${now}))`;

const changesOfServices = (
  { db }: UnitOfWork,
  filter: OpenFilter,
  start: PageStart,
  limit: number,
): Promise<Changed[]> => db.$queryRaw<Changed[]>`
    SELECT o.id, ${lastModified(filter.now)} AS "modifiedAt" FROM ${servicesFrom(filter)} WHERE ${servicesWhere(filter)} ${past(OFFERING, start)}
    ORDER BY o.id LIMIT ${limit} OFFSET ${start.offset}`;
const changesOfLocations = (
  { db }: UnitOfWork,
  filter: OpenFilter,
  start: PageStart,
  limit: number,
): Promise<Changed[]> => db.$queryRaw<Changed[]>`
    SELECT f.id, ${lastModified(filter.now)} AS "modifiedAt" FROM facility f ${stateOf(filter.day)} WHERE ${locationsWhere(filter)} ${past(FACILITY, start)}
    ORDER BY f.id LIMIT ${limit} OFFSET ${start.offset}`;

/** A number that changes whenever a public record of the city does, also by the clock, and when the last of them did. */
export async function openRecordsState(
  { db }: UnitOfWork,
  cityCode: string,
  now: Date,
): Promise<{ readonly tag: string; readonly modifiedAt: Date | null }> {
  const [row] = await db.$queryRaw<{ tag: string; modifiedAt: Date | null }[]>`
    SELECT concat_ws('-', f.count, f.sum, t.count, t.sum) AS tag, GREATEST(f.last, t.last) AS "modifiedAt"
    FROM (SELECT count(*), max(updated_at) AS last, sum((extract(epoch FROM updated_at) * 1000000)::bigint) FROM facility WHERE city_code = ${cityCode}) f,
      (SELECT count(*), max(at) AS last, sum((extract(epoch FROM at) * 1000000)::bigint) FROM facility_turn WHERE city_code = ${cityCode} AND at <= ${now}) t`;
  if (!row) throw new Error("a sum gave no row");
  return row;
}

/** Facilities past one, by their keys: a whole city is read piece by piece, at one price a piece. */
export const facilitiesAfter = (
  { db }: UnitOfWork,
  filter: OpenFilter,
  after: string | null,
  limit: number,
): Promise<{ id: string }[]> =>
  db.$queryRaw<{ id: string }[]>`
    SELECT f.id FROM facility f ${stateOf(filter.day)}
    WHERE ${locationsWhere(filter)} ${after === null ? Prisma.empty : Prisma.sql`AND f.id > ${after}::uuid`} ORDER BY f.id LIMIT ${limit}`;
