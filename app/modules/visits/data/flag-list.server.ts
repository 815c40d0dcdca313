import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Line } from "~/shared/line";
import type { ListedFlag } from "../domain/listed-flag";
import type { FlagKind } from "../domain/visit-flags";

export interface FlagsAsked {
  readonly areaCode: string;
  readonly kind: FlagKind | null;
  /** null = of everybody the reader may look after */
  readonly authorId: string | null;
}

export interface FlagTurn {
  readonly raisedAt: string;
  readonly id: string;
}

const ISO = Prisma.sql`'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;
const open = (cityCode: string, { areaCode, kind, authorId }: FlagsAsked) => Prisma.sql`
  f.city_code = ${cityCode} AND f.settled_at IS NULL AND starts_with(f.area_code, ${areaCode})
    AND ${kind ? Prisma.sql`f.kind = ${kind}` : Prisma.sql`true`} AND ${authorId ? Prisma.sql`f.author_id = ${authorId}::uuid` : Prisma.sql`true`}`;
const COLUMNS = Prisma.sql`
  f.id, f.kind, f.facts, to_char(f.raised_at AT TIME ZONE 'UTC', ${ISO}) AS "raisedAt", f.event_id AS "eventId", f.line, f.area_code AS "areaCode", f.author_id AS "authorId",
  r.name, to_char(e.began_at AT TIME ZONE 'UTC', ${ISO}) AS "beganAt", e.minutes, e.outcome, e.channel`;
type Row = Omit<ListedFlag, "words">;

/** What waits for somebody to look at it, the latest first. */
export const openFlags = (
  { db }: UnitOfWork,
  cityCode: string,
  asked: FlagsAsked,
  after: FlagTurn | null,
  most: number,
): Promise<Row[]> => db.$queryRaw<Row[]>`
  SELECT ${COLUMNS} FROM visit_flag f JOIN visit_event e ON e.client_id = f.event_id LEFT JOIN resident r ON r.id = e.resident_id
  WHERE ${open(cityCode, asked)} AND ${after ? Prisma.sql`(f.raised_at, f.id) < (${after.raisedAt}::timestamptz, ${after.id}::uuid)` : Prisma.sql`true`}
  ORDER BY f.raised_at DESC, f.id DESC LIMIT ${most}`;

export async function openByKind(
  { db }: UnitOfWork,
  cityCode: string,
  asked: FlagsAsked,
): Promise<ReadonlyMap<FlagKind, number>> {
  const rows = await db.$queryRaw<{ kind: FlagKind; flags: number }[]>`
    SELECT f.kind, count(*)::int AS flags FROM visit_flag f WHERE ${open(cityCode, { ...asked, kind: null })} GROUP BY f.kind`;
  return new Map(rows.map(({ kind, flags }) => [kind, flags]));
}

/** What stands at a visit, or names it beside another. */
export const flagsOfVisit = ({ db }: UnitOfWork, eventId: string): Promise<(Row & { settledHow: string | null })[]> =>
  db.$queryRaw<(Row & { settledHow: string | null })[]>`
    SELECT ${COLUMNS}, f.settled_how AS "settledHow" FROM visit_flag f JOIN visit_event e ON e.client_id = f.event_id LEFT JOIN resident r ON r.id = e.resident_id
    WHERE f.event_id = ${eventId}::uuid OR f.facts->'others' ? ${eventId} ORDER BY f.raised_at, f.id`;

export interface FlagPlace {
  readonly id: string;
  readonly line: Line;
  readonly areaCode: string;
  readonly authorId: string;
  readonly kind: FlagKind;
  readonly isOpen: boolean;
}

/** Held, so that two who settle it do so one after the other; null where the actor sees none. */
export async function flagPlace({ db }: UnitOfWork, id: string): Promise<FlagPlace | null> {
  const [row] = await db.$queryRaw<FlagPlace[]>`
    SELECT f.id, f.line, f.area_code AS "areaCode", f.author_id AS "authorId", f.kind, f.settled_at IS NULL AS "isOpen" FROM visit_flag f WHERE f.id = ${id}::uuid`;
  return row ?? null;
}

/** Of a month, by who was there: visits, and on how many of them something stood out that was not a mistake. */
export const checksByAuthor = (
  { db }: UnitOfWork,
  { code, timeZone }: { readonly code: string; readonly timeZone: string },
  { areaCode, first, after }: { readonly areaCode: string; readonly first: CalendarDay; readonly after: CalendarDay },
) => db.$queryRaw<{ authorId: string; visits: number; flagged: number; open: number }[]>`
  SELECT e.author_id AS "authorId", count(*)::int AS visits, count(f.event_id)::int AS flagged, COALESCE(sum(f.open), 0)::int AS open
  FROM visit_event e LEFT JOIN (
    SELECT event_id, count(*) FILTER (WHERE settled_at IS NULL) AS open FROM visit_flag
    WHERE city_code = ${code} AND starts_with(area_code, ${areaCode}) AND settled_how IS DISTINCT FROM 'mistaken' AND settled_how IS DISTINCT FROM 'no-longer' GROUP BY event_id) f
    ON f.event_id = e.client_id
  WHERE e.city_code = ${code} AND starts_with(e.area_code, ${areaCode}) AND e.began_at >= (${first}::date::timestamp AT TIME ZONE ${timeZone})
    AND e.began_at < (${after}::date::timestamp AT TIME ZONE ${timeZone})
  GROUP BY e.author_id`;
