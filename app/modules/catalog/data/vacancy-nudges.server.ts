import { v7 as newId } from "uuid";
import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { NudgeChannel, OpenNudge } from "../domain/operator-desk";
import type { VacancyMonth } from "../domain/vacancy";

/** Whether anybody ever said a word about a place's classes. */
const spokenAt = (facility: Prisma.Sql): Prisma.Sql => Prisma.sql`EXISTS (SELECT 1 FROM vacancy_statement w
  JOIN offering_class k ON k.id = w.class_id JOIN offering o ON o.id = k.offering_id WHERE o.facility_id = ${facility})`;

/** The last reminder about a word that still stands; null = none was made, or the operator has spoken since. */
export async function openNudgeOf(
  { db }: UnitOfWork,
  facilityId: string,
  month: VacancyMonth,
  now: Date,
): Promise<OpenNudge | null> {
  const [row] = await db.$queryRaw<OpenNudge[]>`
    SELECT n.id, n.step, n.channel, n.made_at AS "madeAt" FROM vacancy_nudge n LEFT JOIN vacancy_statement v ON v.id = n.statement_id
    WHERE n.facility_id = ${facilityId}::uuid AND NOT EXISTS (SELECT 1 FROM vacancy_statement w
      WHERE w.class_id = v.class_id AND w.confirmed_at > v.confirmed_at AND w.confirmed_at <= ${now}::timestamptz AND w.start_month <= ${month} AND w.start_month >= v.start_month)
      AND (n.statement_id IS NOT NULL OR NOT ${spokenAt(Prisma.sql`n.facility_id`)})
    ORDER BY n.step DESC, n.made_at DESC LIMIT 1`;
  return row ?? null;
}

/** How a place can be reached without somebody ringing. */
export interface Reach {
  readonly facilityId: string;
  readonly hasMailbox: boolean;
  /** a link in force that was opened, or a member of its organisation */
  readonly comesIn: boolean;
}

export const reachOfPlaces = ({ db }: UnitOfWork, ids: readonly string[], now: Date): Promise<Reach[]> => db.$queryRaw<Reach[]>`
  SELECT f.id AS "facilityId", EXISTS (SELECT 1 FROM operator_mailbox b WHERE b.facility_id = f.id) AS "hasMailbox",
    EXISTS (SELECT 1 FROM operator_link l WHERE l.facility_id = f.id AND l.ended_at IS NULL AND l.expires_at > ${now}::timestamptz AND l.openings > 0)
      OR EXISTS (SELECT 1 FROM operator_membership m WHERE m.operator_id = f.operator_id AND m.valid_from <= ${now}::timestamptz::date AND (m.valid_to IS NULL OR m.valid_to > ${now}::timestamptz::date)) AS "comesIn"
  FROM facility f WHERE f.id = ANY (${[...ids]}::uuid[])`;

export interface NewNudge {
  readonly facilityId: string;
  readonly statementId: string | null;
  readonly step: number;
  readonly channel: NudgeChannel;
}

/** @returns those that were not there yet, with their ids */
export async function addNudges(
  { db }: UnitOfWork,
  nudges: readonly NewNudge[],
  madeAt: Date,
): Promise<(NewNudge & { id: string })[]> {
  const rows = nudges.map((nudge) => ({ ...nudge, id: newId(), madeAt }));
  if (rows.length === 0) return [];
  const made = await db.vacancyNudge.createManyAndReturn({ data: rows, skipDuplicates: true, select: { id: true } });
  const ids = new Set(made.map(({ id }) => id));
  return rows.filter(({ id }) => ids.has(id));
}

export interface NudgeToSend {
  readonly id: string;
  readonly facilityId: string;
  readonly name: string;
  readonly cityCode: string;
  readonly timeZone: string;
  readonly step: number;
  readonly madeAt: Date;
  /** null = never a word was said */
  readonly confirmedAt: Date | null;
  readonly expiresAt: Date | null;
}

/** A letter that is still to go, held until this ends; null = it went, it is to be rung about, or the operator has spoken since. */
export async function holdLetter({ db }: UnitOfWork, id: string): Promise<NudgeToSend | null> {
  const [row] = await db.$queryRaw<NudgeToSend[]>`
    SELECT n.id, f.id AS "facilityId", f.name, f.city_code AS "cityCode", c.time_zone AS "timeZone", n.step, n.made_at AS "madeAt", v.confirmed_at AS "confirmedAt", v.expires_at AS "expiresAt"
    FROM vacancy_nudge n JOIN facility f ON f.id = n.facility_id JOIN city c ON c.code = f.city_code LEFT JOIN vacancy_statement v ON v.id = n.statement_id
    WHERE n.id = ${id}::uuid AND n.channel = 'mail' AND n.sent_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM vacancy_statement w WHERE w.class_id = v.class_id AND w.confirmed_at > v.confirmed_at AND w.start_month >= v.start_month)
      AND (n.statement_id IS NOT NULL OR NOT ${spokenAt(Prisma.sql`n.facility_id`)})
    FOR UPDATE OF n`;
  return row ?? null;
}

export const letterSent = ({ db }: UnitOfWork, id: string, sentAt: Date) =>
  db.vacancyNudge.updateMany({ where: { id }, data: { sentAt, failed: null } });

/** The letter cannot go: somebody is to ring. */
export const letterFailed = ({ db }: UnitOfWork, id: string, failed: string) =>
  db.vacancyNudge.updateMany({ where: { id, sentAt: null }, data: { channel: "call", failed } });
