import { Prisma } from "~/platform/generated/prisma/client";
import { likePattern } from "~/platform/like-pattern.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { afterPrefix } from "../domain/area-code";
import { ownOrWithinReach } from "./within-reach.server";

export interface ListedGrant {
  readonly id: string;
  readonly role: string;
  readonly line: string;
  readonly areaCode: string;
  readonly validFrom: CalendarDay;
  readonly validTo: CalendarDay | null;
  readonly lastUsedOn: CalendarDay | null;
}

export interface ListedPerson {
  readonly id: string;
  readonly name: string;
  readonly line: string;
  readonly areaCode: string;
  readonly state: string;
  readonly isDemo: boolean;
  /** which state of name, line and area a correction is made from */
  readonly version: number;
  readonly lastSeen: string | null;
  /** in force or to come, the oldest first */
  readonly grants: readonly ListedGrant[];
}

export interface PeopleFilter {
  readonly words: string;
  readonly areaCode: string;
  readonly role: string;
  readonly state: string;
}

const GRANTS = (day: CalendarDay) => Prisma.sql`
  (SELECT COALESCE(json_agg(json_build_object('id', g.id, 'role', g.role, 'line', g.line, 'areaCode', g.area_code,
      'validFrom', g.valid_from, 'validTo', g.valid_to, 'lastUsedOn', g.last_used_on) ORDER BY g.granted_at, g.id), '[]')
    FROM role_grant g WHERE g.person_id = p.id AND (g.valid_to IS NULL OR g.valid_to > ${day}::date)) AS grants`;

const COLUMNS = (day: CalendarDay) => Prisma.sql`
  p.id, p.name, p.line, p.area_code AS "areaCode", p.state, p.is_demo AS "isDemo", p.version,
  to_char(last_seen_of(p.id) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "lastSeen", ${GRANTS(day)}`;

/** People whom the actor may see, by name; `after` is the last one of the page before. */
export function listPeople(
  uow: UnitOfWork,
  { words, areaCode, role, state }: PeopleFilter,
  day: CalendarDay,
  after: { readonly name: string; readonly id: string } | null,
  most: number,
): Promise<ListedPerson[]> {
  const wanted = [
    ownOrWithinReach(uow, "read:people", { area: Prisma.sql`p.area_code`, person: Prisma.sql`p.id` }),
    words ? Prisma.sql`p.name ILIKE ${likePattern(words)}` : null,
    areaCode ? Prisma.sql`p.area_code >= ${areaCode} AND p.area_code < ${afterPrefix(areaCode)}` : null,
    state ? Prisma.sql`p.state = ${state}` : null,
    role
      ? Prisma.sql`EXISTS (SELECT 1 FROM role_grant r WHERE r.person_id = p.id AND r.role = ${role} AND (r.valid_to IS NULL OR r.valid_to > ${day}::date))`
      : null,
    after ? Prisma.sql`(p.name COLLATE "C", p.id) > (${after.name} COLLATE "C", ${after.id}::uuid)` : null,
  ].filter((one) => one !== null);
  const where = wanted.length > 0 ? Prisma.sql`WHERE ${Prisma.join(wanted, " AND ")}` : Prisma.empty;
  return uow.db.$queryRaw`SELECT ${COLUMNS(day)} FROM person p ${where} ORDER BY p.name COLLATE "C", p.id LIMIT ${most}`;
}

export async function findPerson(uow: UnitOfWork, id: string, day: CalendarDay): Promise<ListedPerson | null> {
  const [person] = await uow.db.$queryRaw<ListedPerson[]>`SELECT ${COLUMNS(day)} FROM person p WHERE p.id = ${id}::uuid`;
  return person ?? null;
}

/** Grants that ended, the newest first: what somebody could do before. */
export const endedGrants = (uow: UnitOfWork, personId: string, day: CalendarDay): Promise<ListedGrant[]> =>
  uow.db.$queryRaw`
    SELECT id, role, line, area_code AS "areaCode", valid_from::text AS "validFrom", valid_to::text AS "validTo", last_used_on::text AS "lastUsedOn"
    FROM role_grant WHERE person_id = ${personId}::uuid AND valid_to <= ${day}::date ORDER BY valid_to DESC, id LIMIT 50`;

/** Active people the actor sees, nearest in line and area first: who could stand in for somebody. */
export const colleaguesOf = (uow: UnitOfWork, personId: string, most: number): Promise<{ id: string; name: string }[]> =>
  uow.db.$queryRaw`
    SELECT p.id, p.name FROM person p, person away WHERE away.id = ${personId}::uuid AND p.id <> away.id AND p.state = 'active'
    ORDER BY p.line <> away.line, p.area_code <> away.area_code, p.name COLLATE "C", p.id LIMIT ${most}`;
