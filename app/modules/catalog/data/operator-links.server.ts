import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { StoodFor } from "../domain/operator-standing";
import { dateOf } from "./calendar-column.server";

export interface LinkInForce {
  readonly id: string;
  readonly madeAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly openings: number;
}

/** The link of a place that opens it at this moment; null = none does. */
export const linkInForce = ({ db }: UnitOfWork, facilityId: string, at: Date): Promise<LinkInForce | null> =>
  db.operatorLink.findFirst({
    where: { facilityId, endedAt: null, expiresAt: { gt: at } },
    select: { id: true, madeAt: true, expiresAt: true, lastUsedAt: true, openings: true },
  });

/** A new link; the one there was ends in the same moment. */
export async function replaceLink(
  { db, actor }: UnitOfWork,
  link: { readonly facilityId: string; readonly secretHash: string },
  madeAt: Date,
  expiresAt: Date,
): Promise<string> {
  const where = { facilityId: link.facilityId, endedAt: null };
  await db.operatorLink.updateMany({ where, data: { endedAt: madeAt, endedWhy: "replaced" } });
  const id = newId();
  await db.operatorLink.createMany({ data: [{ id, ...link, madeBy: actor.personId, madeAt, expiresAt }] });
  return id;
}

/** @returns whether there was one */
export const endLink = async ({ db }: UnitOfWork, facilityId: string, at: Date): Promise<boolean> =>
  (await db.operatorLink.updateMany({ where: { facilityId, endedAt: null }, data: { endedAt: at, endedWhy: "revoked" } })).count >
  0;

export const noteLinkUsed = ({ db }: UnitOfWork, id: string, at: Date) =>
  db.operatorLink.updateMany({ where: { id }, data: { lastUsedAt: at, openings: { increment: 1 } } });

/** Where a link leads; null where it opens nothing: never made, ended, over, or of a place that is closed. */
export async function placeOfLink(
  { db }: UnitOfWork,
  secretHash: string,
  at: Date,
): Promise<(StoodFor & { readonly linkId: string }) | null> {
  const [row] = await db.$queryRaw<(StoodFor & { readonly linkId: string })[]>`
    SELECT l.id AS "linkId", f.id AS "facilityId", f.name, f.city_code AS "cityCode", c.time_zone AS "timeZone", COALESCE(f.area_code, f.city_code) AS "areaCode", f.line
    FROM operator_link l JOIN facility f ON f.id = l.facility_id JOIN city c ON c.code = f.city_code
      JOIN facility_state s ON s.facility_id = f.id AND s.state <> 'closed' AND s.valid_from <= (${at}::timestamptz AT TIME ZONE c.time_zone)::date
        AND (s.valid_to IS NULL OR s.valid_to > (${at}::timestamptz AT TIME ZONE c.time_zone)::date)
    WHERE l.secret_hash = ${secretHash} AND l.ended_at IS NULL AND l.expires_at > ${at}::timestamptz`;
  return row ?? null;
}

/** The places of the organisations somebody works for today, by name. */
export const placesOfMember = ({ db }: UnitOfWork, personId: string, at: Date): Promise<StoodFor[]> => db.$queryRaw<StoodFor[]>`
  SELECT DISTINCT f.id AS "facilityId", f.name, f.city_code AS "cityCode", c.time_zone AS "timeZone", COALESCE(f.area_code, f.city_code) AS "areaCode", f.line
  FROM operator_membership m JOIN facility f ON f.operator_id = m.operator_id AND f.city_code = m.city_code JOIN city c ON c.code = f.city_code
    CROSS JOIN LATERAL (SELECT (${at}::timestamptz AT TIME ZONE c.time_zone)::date AS day) d
    JOIN facility_state s ON s.facility_id = f.id AND s.state <> 'closed' AND s.valid_from <= d.day AND (s.valid_to IS NULL OR s.valid_to > d.day)
  WHERE m.person_id = ${personId}::uuid AND m.valid_from <= d.day AND (m.valid_to IS NULL OR m.valid_to > d.day)
  ORDER BY f.name, f.id LIMIT 200`;

export interface Member {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly from: CalendarDay;
  readonly to: CalendarDay | null;
}

/** Who stands for an organisation, those of today and those to come. */
export const membersOf = ({ db }: UnitOfWork, operatorId: string, day: CalendarDay): Promise<Member[]> => db.$queryRaw<Member[]>`
  SELECT m.id, m.person_id AS "personId", n.name, m.valid_from::text AS "from", m.valid_to::text AS "to"
  FROM operator_membership m JOIN LATERAL staff_names(ARRAY[m.person_id]) n ON true
  WHERE m.operator_id = ${operatorId}::uuid AND (m.valid_to IS NULL OR m.valid_to > ${day}::date) ORDER BY m.valid_from, m.id`;

/** @returns whether they did not stand for it already */
export async function addMember(
  { db, actor }: UnitOfWork,
  said: { readonly cityCode: string; readonly operatorId: string; readonly personId: string; readonly from: CalendarDay },
): Promise<boolean> {
  const { cityCode, operatorId, personId, from } = said;
  const validFrom = dateOf(from);
  const standing = await db.operatorMembership.count({
    where: { operatorId, personId, OR: [{ validTo: null }, { validTo: { gt: validFrom } }] },
  });
  if (standing > 0) return false;
  await db.operatorMembership.createMany({
    data: [{ id: newId(), cityCode, operatorId, personId, validFrom, saidBy: actor.personId }],
  });
  return true;
}

export const endMember = async ({ db }: UnitOfWork, id: string, operatorId: string, on: CalendarDay): Promise<boolean> =>
  (await db.operatorMembership.updateMany({ where: { id, operatorId, validTo: null }, data: { validTo: dateOf(on) } })).count > 0;

/** The organisation that runs a place. */
export async function operatorOfFacility({ db }: UnitOfWork, facilityId: string): Promise<{ id: string; name: string } | null> {
  const row = await db.facility.findUnique({
    where: { id: facilityId },
    select: { operator: { select: { id: true, name: true } } },
  });
  return row?.operator ?? null;
}
