import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";
import type { RecordKind, SealedRecord } from "../domain/care-record";
import type { RefusalState } from "../domain/refused-record";

const iso = (column: Prisma.Sql) => Prisma.sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export interface RefusedRecord {
  readonly id: string;
  readonly recordId: string;
  readonly kind: string;
  readonly why: string;
  readonly cityCode: string;
  readonly line: Line;
  readonly areaCode: string;
  readonly residentId: string | null;
  /** null = not known, or not the reader's to see */
  readonly residentName: string | null;
  readonly visitId: string | null;
  readonly authorId: string | null;
  readonly uploaderId: string;
  readonly receivedAt: string;
  readonly bytes: number;
  readonly sentHash: string;
  readonly state: RefusalState;
  readonly settledAt: string | null;
  readonly settledBy: string | null;
  readonly asideWhy: string | null;
  /** what it told of rang; null = it told of nothing like that, or not for the reader's eyes */
  readonly alarmId: string | null;
  /** which danger; none = nobody opened the door */
  readonly signs: readonly string[];
  readonly isRinging: boolean;
}

const RINGING = Prisma.sql`(e.id IS NOT NULL AND e.settled_at IS NULL)`;
const COLUMNS = Prisma.sql`c.id, c.record_id AS "recordId", c.kind, c.why, c.city_code AS "cityCode", c.line, c.area_code AS "areaCode", c.resident_id AS "residentId", r.name AS "residentName",
  c.visit_id AS "visitId", c.author_id AS "authorId", c.uploader_id AS "uploaderId", ${iso(Prisma.sql`c.received_at`)} AS "receivedAt", c.bytes, c.sent_hash AS "sentHash",
  CASE WHEN c.accepted_at IS NOT NULL THEN 'taken-in' WHEN c.laid_aside_at IS NOT NULL THEN 'laid-aside' WHEN c.text IS NULL THEN 'fact' ELSE 'open' END AS state,
  ${iso(Prisma.sql`COALESCE(c.accepted_at, c.laid_aside_at)`)} AS "settledAt", COALESCE(c.accepted_by, c.laid_aside_by) AS "settledBy", c.laid_aside_why AS "asideWhy",
  e.id AS "alarmId", COALESCE(e.signs, '{}') AS signs, ${RINGING} AS "isRinging"`;
const FROM = Prisma.sql`FROM care_refusal c LEFT JOIN resident r ON r.id = c.resident_id AND r.erased_at IS NULL
  LEFT JOIN escalation e ON e.source_kind = 'refused-record' AND e.source_id = c.id`;
const IS: Readonly<Record<RefusalState, Prisma.Sql>> = {
  open: Prisma.sql`c.accepted_at IS NULL AND c.laid_aside_at IS NULL AND c.text IS NOT NULL`,
  "taken-in": Prisma.sql`c.accepted_at IS NOT NULL`,
  "laid-aside": Prisma.sql`c.laid_aside_at IS NOT NULL`,
  fact: Prisma.sql`c.accepted_at IS NULL AND c.laid_aside_at IS NULL AND c.text IS NULL`,
};

export interface RefusalsAsked {
  readonly cityCode: string;
  readonly areaCode: string;
  readonly state: RefusalState;
}

/** Those of an area, in a state, whose alarm runs: the longest first. */
export const refusalsRinging = (
  { db }: UnitOfWork,
  { cityCode, areaCode, state }: RefusalsAsked,
  most: number,
): Promise<RefusedRecord[]> => db.$queryRaw<RefusedRecord[]>`
  SELECT ${COLUMNS} ${FROM} WHERE c.city_code = ${cityCode} AND starts_with(c.area_code, ${areaCode}) AND ${IS[state]} AND ${RINGING}
  ORDER BY cardinality(e.signs) = 0, e.began_at, c.id LIMIT ${most}`;

/** The others of an area, in a state, the newest first; before a place in that order. */
export const refusalsIn = (
  { db }: UnitOfWork,
  { cityCode, areaCode, state }: RefusalsAsked,
  before: { readonly receivedAt: string; readonly id: string } | null,
  most: number,
): Promise<RefusedRecord[]> => db.$queryRaw<RefusedRecord[]>`
  SELECT ${COLUMNS} ${FROM} WHERE c.city_code = ${cityCode} AND starts_with(c.area_code, ${areaCode}) AND ${IS[state]} AND NOT ${RINGING}
    ${before ? Prisma.sql`AND (date_trunc('milliseconds', c.received_at), c.id) < (${before.receivedAt}::timestamptz, ${before.id}::uuid)` : Prisma.empty}
  ORDER BY date_trunc('milliseconds', c.received_at) DESC, c.id DESC LIMIT ${most}`;

export async function refusalCounts(
  { db }: UnitOfWork,
  { cityCode, areaCode }: Omit<RefusalsAsked, "state">,
): Promise<Readonly<Record<RefusalState, number>>> {
  const [row] = await db.$queryRaw<Readonly<Record<RefusalState, number>>[]>`
    SELECT count(*) FILTER (WHERE ${IS.open})::int AS open, count(*) FILTER (WHERE ${IS["taken-in"]})::int AS "taken-in",
      count(*) FILTER (WHERE ${IS["laid-aside"]})::int AS "laid-aside", count(*) FILTER (WHERE ${IS.fact})::int AS fact
    FROM care_refusal c WHERE c.city_code = ${cityCode} AND starts_with(c.area_code, ${areaCode})`;
  return row!;
}

/** How many wait in an area: found by their own index. */
export async function refusalsWaiting({ db }: UnitOfWork, cityCode: string, areaCode: string): Promise<number> {
  const [row] = await db.$queryRaw<{ many: number }[]>`
    SELECT count(*)::int AS many FROM care_refusal c WHERE c.city_code = ${cityCode} AND starts_with(c.area_code, ${areaCode}) AND ${IS.open}`;
  return row!.many;
}

export async function refusedOne({ db }: UnitOfWork, cityCode: string, id: string): Promise<RefusedRecord | null> {
  const [row] = await db.$queryRaw<
    RefusedRecord[]
  >`SELECT ${COLUMNS} ${FROM} WHERE c.id = ${id}::uuid AND c.city_code = ${cityCode}`;
  return row ?? null;
}

/** As the phone sealed it, with when it came and by what clock. */
export interface HeldRecord extends SealedRecord {
  readonly sentAt: number;
  readonly receivedAt: number;
}

export async function heldRecord({ db }: UnitOfWork, id: string): Promise<HeldRecord | null> {
  const row = await db.careRefusal.findUnique({ where: { id } });
  if (!row || row.keyId === null || row.enc === null || row.text === null) return null;
  const { recordId, kind, keyId, enc, text, receivedAt, sentAt } = row;
  return {
    ...{ id: recordId, kind: kind as RecordKind, keyId, enc, text },
    ...{ receivedAt: receivedAt.getTime(), sentAt: (sentAt ?? receivedAt).getTime() },
  };
}

/** Photos and positions that wait because their visit was refused. */
export const waitingOfVisit = ({ db }: UnitOfWork, visitId: string): Promise<{ id: string }[]> =>
  db.$queryRaw`
  SELECT c.id FROM care_refusal c WHERE c.visit_id = ${visitId}::uuid AND ${IS.open} AND c.why = 'visit-refused' ORDER BY c.received_at, c.id`;

/** @returns whether it still waited */
export const layAside = async ({ db, actor }: UnitOfWork, id: string, why: string): Promise<boolean> =>
  (await db.$executeRaw`
    UPDATE care_refusal c SET laid_aside_at = now(), laid_aside_by = ${actor.personId}::uuid, laid_aside_why = ${why} WHERE c.id = ${id}::uuid AND ${IS.open}`) ===
  1;
