import { withinReachOf } from "./within-scope.server";
import { afterPrefix } from "~/modules/accounts/domain/area-code";
import { Prisma } from "~/platform/generated/prisma/client";
import { likePattern, likeText } from "~/platform/like-pattern.server";
import { spokenName } from "~/platform/spoken-name.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { ResidentFilter } from "../domain/resident-filter";
import type { RiskLevel } from "../domain/risk-level";
import type { ResidentState } from "../domain/resident";

export interface ListedResident {
  readonly id: string;
  readonly registerNumber: string;
  readonly name: string;
  readonly sex: string;
  readonly bornOn: CalendarDay | null;
  readonly areaCode: string;
  readonly cell: string | null;
  readonly state: ResidentState;
  readonly risk: RiskLevel;
  readonly isRiskOverridden: boolean;
  readonly categories: readonly string[];
  readonly absence: string | null;
  readonly responsibleId: string | null;
  readonly deputyId: string | null;
  readonly keyCareSince: CalendarDay | null;
  readonly proposedAt: string;
  readonly leftReason: string | null;
}

/** Where a page begins: residents stand by area and register number. */
export interface ResidentPlace {
  readonly areaCode: string;
  readonly registerNumber: string;
}

/** Whose family's link was ended because the consent named nobody, and who has had no new one since. */
const LINK_ENDED = Prisma.sql`EXISTS (SELECT FROM contact_link k WHERE k.resident_id = r.id AND k.ended_why = 'unnamed'
  AND NOT EXISTS (SELECT FROM contact_link n WHERE n.contact_id = k.contact_id AND n.made_at > k.made_at))`;

export async function countLinksEnded(uow: UnitOfWork, cityCode: string): Promise<number> {
  const [row] = await uow.db.$queryRaw<{ many: number }[]>`
    SELECT count(*)::int AS many FROM resident r WHERE r.id IN (SELECT resident_id FROM contact_link WHERE ended_why = 'unnamed') AND r.city_code = ${cityCode}
      AND r.erased_at IS NULL AND r.state = 'registered' AND ${withinReachOf(uow, Prisma.sql`r.area_code`)} AND ${LINK_ENDED}`;
  return row!.many;
}

function wanted(uow: UnitOfWork, cityCode: string, filter: ResidentFilter, day: CalendarDay): Prisma.Sql {
  const { words, areaCode, category, risk, state, cell, responsible, keyCare, linkEnded } = filter;
  const spoken = likeText(words.toLowerCase().replace(/\s+/g, ""));
  const parts = [
    Prisma.sql`r.city_code = ${cityCode}`,
    Prisma.sql`r.erased_at IS NULL`,
    withinReachOf(uow, Prisma.sql`r.area_code`),
    words
      ? Prisma.sql`(r.name LIKE ${likePattern(words)} OR r.pinyin LIKE ${`${spoken}%`} OR r.initials LIKE ${`${spoken}%`} OR r.register_number = ${words.toUpperCase()})`
      : null,
    areaCode ? Prisma.sql`r.area_code >= ${areaCode} AND r.area_code < ${afterPrefix(areaCode)}` : null,
    state === "any" ? null : Prisma.sql`r.state = ${state}`,
    risk ? Prisma.sql`r.risk = ${risk}` : null,
    cell ? Prisma.sql`r.cell = ${cell}` : null,
    linkEnded ? LINK_ENDED : null,
    keyCare ? Prisma.sql`r.key_care_since IS NOT NULL` : null,
    responsible === "none"
      ? Prisma.sql`r.responsible_id IS NULL`
      : responsible
        ? Prisma.sql`(r.responsible_id = ${responsible}::uuid OR r.deputy_id = ${responsible}::uuid)`
        : null,
    category
      ? Prisma.sql`EXISTS (SELECT FROM resident_category c WHERE c.resident_id = r.id AND c.category = ${category}
          AND c.valid_from <= ${day}::date AND (c.valid_to IS NULL OR c.valid_to > ${day}::date))`
      : null,
  ].filter((one) => one !== null);
  return Prisma.join(parts, " AND ");
}

/** A page of residents the actor may see, going on after (or ending before) a place. */
export async function listResidents(
  uow: UnitOfWork,
  cityCode: string,
  filter: ResidentFilter,
  day: CalendarDay,
  at: { readonly after?: ResidentPlace; readonly before?: ResidentPlace },
  most: number,
): Promise<ListedResident[]> {
  const { after, before } = at;
  const turn = after
    ? Prisma.sql`AND (r.area_code, r.register_number) > (${after.areaCode}, ${after.registerNumber})`
    : before
      ? Prisma.sql`AND (r.area_code, r.register_number) < (${before.areaCode}, ${before.registerNumber})`
      : Prisma.empty;
  const order = before ? Prisma.sql`r.area_code DESC, r.register_number DESC` : Prisma.sql`r.area_code, r.register_number`;
  const rows = await uow.db.$queryRaw<ListedResident[]>`
    WITH page AS (
      SELECT r.* FROM resident r WHERE ${wanted(uow, cityCode, filter, day)} ${turn} ORDER BY ${order} LIMIT ${most})
    SELECT p.id, p.register_number AS "registerNumber", p.name, p.sex, p.born_on::text AS "bornOn", p.area_code AS "areaCode", p.cell, p.state,
      p.risk, p.is_risk_overridden AS "isRiskOverridden", p.responsible_id AS "responsibleId", p.deputy_id AS "deputyId",
      p.key_care_since::text AS "keyCareSince", p.left_reason AS "leftReason",
      to_char(p.proposed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "proposedAt",
      COALESCE((SELECT json_agg(c.category ORDER BY c.category) FROM resident_category c
        WHERE c.resident_id = p.id AND c.valid_from <= ${day}::date AND (c.valid_to IS NULL OR c.valid_to > ${day}::date)), '[]') AS categories,
      (SELECT a.kind FROM resident_absence a
        WHERE a.resident_id = p.id AND a.valid_from <= ${day}::date AND (a.valid_to IS NULL OR a.valid_to > ${day}::date) LIMIT 1) AS absence
    FROM page p ORDER BY p.area_code, p.register_number`;
  return rows;
}

export interface ResidentCounts {
  readonly residents: number;
  readonly high: number;
  readonly key: number;
  readonly withoutVisitor: number;
}

export async function countResidents(
  uow: UnitOfWork,
  cityCode: string,
  filter: ResidentFilter,
  day: CalendarDay,
): Promise<ResidentCounts> {
  const [row] = await uow.db.$queryRaw<ResidentCounts[]>`
    SELECT count(*)::int AS residents, count(*) FILTER (WHERE r.risk = 'high')::int AS high, count(*) FILTER (WHERE r.risk = 'key')::int AS key,
      count(*) FILTER (WHERE r.responsible_id IS NULL)::int AS "withoutVisitor"
    FROM resident r WHERE ${wanted(uow, cityCode, filter, day)}`;
  return row ?? { residents: 0, high: 0, key: 0, withoutVisitor: 0 };
}

/** Everybody registered whom a list shows gets these two; how many they are. */
export async function assignListed(
  uow: UnitOfWork,
  cityCode: string,
  filter: ResidentFilter,
  day: CalendarDay,
  { responsibleId, deputyId }: { readonly responsibleId: string | null; readonly deputyId: string | null },
  at: Date,
): Promise<number> {
  return uow.db.$executeRaw`
    UPDATE resident r SET responsible_id = ${responsibleId}::uuid, deputy_id = ${deputyId}::uuid, updated_at = ${at}, version = version + 1
    WHERE ${wanted(uow, cityCode, { ...filter, state: "registered" }, day)}`;
}

/** How many proposals wait for an answer of whoever looks. */
export async function countWaiting(uow: UnitOfWork, cityCode: string): Promise<number> {
  return uow.db.resident.count({ where: { cityCode, state: "proposed" } });
}

export interface ComparableRow {
  readonly id: string;
  readonly name: string;
  readonly bornOn: CalendarDay | null;
  readonly areaCode: string;
  readonly registerNumber: string;
  readonly state: ResidentState;
}

/** Files of the city whose names sound like one of these and that have not been merged away. */
export const residentsNamed = (uow: UnitOfWork, cityCode: string, names: readonly string[]): Promise<ComparableRow[]> =>
  uow.db.$queryRaw`
    SELECT id, name, born_on::text AS "bornOn", area_code AS "areaCode", register_number AS "registerNumber", state FROM resident
    WHERE city_code = ${cityCode} AND pinyin = ANY(${[...new Set(names.map((name) => spokenName(name).pinyin))]}::text[]) AND merged_into IS NULL ORDER BY register_number LIMIT 2000`;

/** The same by their ids. */
export const residentsOfIds = (uow: UnitOfWork, ids: readonly string[]): Promise<ComparableRow[]> =>
  uow.db.$queryRaw`
    SELECT id, name, born_on::text AS "bornOn", area_code AS "areaCode", register_number AS "registerNumber", state FROM resident
    WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY register_number`;

/** The file with this register number, among those the actor may see. */
export const residentOfNumber = async (uow: UnitOfWork, cityCode: string, registerNumber: string): Promise<string | null> =>
  (await uow.db.resident.findUnique({ where: { cityCode_registerNumber: { cityCode, registerNumber } }, select: { id: true } }))
    ?.id ?? null;
