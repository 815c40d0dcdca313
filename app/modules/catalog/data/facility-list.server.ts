import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { englishAreaName } from "../domain/area-name";
import type { FacilityQuery, FacilitySort } from "../domain/facility-filter";
import type { FacilityArea, FacilityPage, FacilityRow, ListFigures, RowPlace } from "../domain/facility-row";
import type { FacilityState } from "../domain/life-cycle";
import { facilitiesOn, whereFacility, type Found } from "./facility-where.server";

export const PAGE_SIZE = 50;

/** What each order compares, exactly as its index has it, and how a place in it is read back. */
const ORDERS: Record<FacilitySort, { readonly by: Prisma.Sql; readonly place: (key: string) => Prisma.Sql }> = {
  name: { by: Prisma.sql`f.pinyin COLLATE "C"`, place: (key) => Prisma.sql`${key}` },
  area: { by: Prisma.sql`COALESCE(f.area_code, '') COLLATE "C"`, place: (key) => Prisma.sql`${key}` },
  kind: { by: Prisma.sql`f.kind_key COLLATE "C"`, place: (key) => Prisma.sql`${key}` },
  changed: { by: Prisma.sql`f.updated_at`, place: (key) => Prisma.sql`${key}::timestamptz` },
};

type PlacedRow = Omit<FacilityRow, "offerings" | "nextExpiry" | "area" | "operator"> & {
  areaCode: string | null;
  operatorName: string | null;
  operatorKind: string | null;
  key: string;
};

/** One page, read from its place in the order: page 1,000 costs what page 1 costs. */
export async function readPage(
  uow: UnitOfWork,
  cityCode: string,
  query: FacilityQuery,
  found: Found,
  size = PAGE_SIZE,
): Promise<FacilityPage> {
  const { by, place } = ORDERS[query.sort];
  const { page } = query;
  const isBackward = page.turn === "before" || page.turn === "last";
  const isUp = isBackward === query.isDescending;
  const direction = isUp ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const from =
    "id" in page
      ? [Prisma.sql`(${by}, f.id) ${isUp ? Prisma.sql`>` : Prisma.sql`<`} (${place(page.key)}, ${page.id}::uuid)`]
      : [];
  const where = Prisma.join([whereFacility(cityCode, query.filter, query.day, found), ...from], " AND ");
  const read = await uow.db.$queryRaw<PlacedRow[]>`
    SELECT f.id, f.name, f.kind_key AS "kindKey", f.line, s.state, f.address, f.area_code AS "areaCode", f.lon, f.lat,
      f.position_quality AS "positionQuality", f.version, to_char(f.updated_at, 'YYYY-MM-DD') AS "changedOn", (${by})::text AS key,
      p.name AS "operatorName", p.kind AS "operatorKind"
    FROM ${facilitiesOn(query.day)} LEFT JOIN operator p ON p.id = f.operator_id
    WHERE ${where}
    ORDER BY f.city_code ${direction}, ${by} ${direction}, f.id ${direction}
    LIMIT ${size + 1}`;
  const placed = isBackward ? read.slice(0, size).reverse() : read.slice(0, size);
  const hasMore = read.length > size;
  const placeOf = (row: PlacedRow | undefined): RowPlace | null => (row ? { key: row.key, id: row.id } : null);
  const hasBefore = isBackward ? hasMore : page.turn === "after";
  const hasAfter = isBackward ? page.turn === "before" : hasMore;
  return {
    rows: await furnish(uow, cityCode, placed, query.day),
    before: hasBefore ? placeOf(placed[0]) : null,
    after: hasAfter ? placeOf(placed.at(-1)) : null,
  };
}

/** Adds to a page of rows what they offer that day, where they lie and which document runs out first. */
async function furnish(
  uow: UnitOfWork,
  cityCode: string,
  placed: readonly PlacedRow[],
  day: CalendarDay,
): Promise<FacilityRow[]> {
  const ids = placed.map((row) => row.id);
  const codes = [...new Set(placed.flatMap(({ areaCode }) => (areaCode ? [areaCode, ...prefixes(areaCode)] : [])))];
  const offered = await uow.db.$queryRaw<({ facilityId: string } & FacilityRow["offerings"][number])[]>`
    SELECT o.facility_id AS "facilityId", o.service_type AS "serviceType", COALESCE(bool_or(c.is_inclusive), false) AS "isInclusive",
      COALESCE(sum(q.licensed), 0)::int AS licensed, COALESCE(sum(q.staffed), 0)::int AS staffed, COALESCE(sum(q.taken), 0)::int AS taken,
      COALESCE(sum(q.staffed) FILTER (WHERE q.taken IS NULL), 0)::int AS "staffedWhereTakenUnknown",
      COALESCE(sum(q.licensed) FILTER (WHERE q.staffed IS NULL), 0)::int AS "licensedWhereStaffedUnknown",
      count(c.id)::int AS classes, count(q.id)::int AS "licensedSaid", count(q.staffed)::int AS "staffedSaid", count(q.taken)::int AS "takenSaid"
    FROM offering o LEFT JOIN offering_class c ON c.offering_id = o.id
      LEFT JOIN capacity q ON q.class_id = c.id AND q.valid_from <= ${day}::date AND (q.valid_to IS NULL OR q.valid_to > ${day}::date)
    WHERE o.facility_id = ANY(${ids}::uuid[]) AND o.valid_from <= ${day}::date AND (o.valid_to IS NULL OR o.valid_to > ${day}::date)
    GROUP BY o.facility_id, o.service_type ORDER BY o.service_type`;
  const expiries = await uow.db.$queryRaw<{ facilityId: string; nextExpiry: string }[]>`
    SELECT facility_id AS "facilityId", min(expires_on)::text AS "nextExpiry" FROM document
    WHERE facility_id = ANY(${ids}::uuid[]) AND expires_on IS NOT NULL GROUP BY facility_id`;
  const areas = await uow.db.area.findMany({
    where: { cityCode, code: { in: codes } },
    select: { code: true, name: true, nameEn: true, pinyin: true, level: true },
  });
  const areaOf = new Map(areas.map((area) => [area.code, area]));
  const offeringsOf = new Map<string, FacilityRow["offerings"][number][]>(ids.map((id) => [id, []]));
  for (const { facilityId, ...offering } of offered) offeringsOf.get(facilityId)?.push(offering);
  const expiryOf = new Map(expiries.map(({ facilityId, nextExpiry }) => [facilityId, nextExpiry]));
  return placed.map(({ key: _key, areaCode, operatorName, operatorKind, ...row }) => ({
    ...row,
    state: row.state as FacilityState,
    operator: operatorName === null ? null : { name: operatorName, kind: operatorKind ?? "" },
    area: areaCode === null ? null : furnishedArea(areaCode),
    offerings: offeringsOf.get(row.id) ?? [],
    nextExpiry: expiryOf.get(row.id) ?? null,
  }));

  function furnishedArea(code: string): FacilityArea {
    const own = areaOf.get(code);
    const above = prefixes(code).flatMap((prefix) => areaOf.get(prefix) ?? []);
    const belowCity = above.filter(({ level }) => level !== "city");
    return {
      ...{ code, name: own?.name ?? code, within: belowCity.map(({ name }) => name).join(" ") },
      ...{ nameEn: own ? englishAreaName(own) : code, withinEn: belowCity.map(englishAreaName).join(", ") },
    };
  }
}

/** The codes above a code: 4, 6 and 9 digits where it is longer. */
const prefixes = (code: string): string[] =>
  [4, 6, 9].filter((digits) => digits < code.length).map((digits) => code.slice(0, digits));

export async function readFigures(uow: UnitOfWork, cityCode: string, query: FacilityQuery, found: Found): Promise<ListFigures> {
  const [figures] = await uow.db.$queryRaw<ListFigures[]>`
    WITH line AS MATERIALIZED (
      SELECT f.id, s.state = 'operating' AS counts, f.lon IS NULL AS unplaced FROM ${facilitiesOn(query.day)}
      WHERE ${whereFacility(cityCode, query.filter, query.day, found)})
    SELECT count(*)::int AS lines, (count(*) FILTER (WHERE counts))::int AS facilities, (count(*) FILTER (WHERE unplaced))::int AS unplaced,
      (SELECT count(*)::int FROM offering o WHERE o.facility_id IN (SELECT id FROM line WHERE counts)
        AND o.valid_from <= ${query.day}::date AND (o.valid_to IS NULL OR o.valid_to > ${query.day}::date)) AS "servicePoints"
    FROM line`;
  if (!figures) throw new Error("counting gave no row, expected exactly one");
  return figures;
}
