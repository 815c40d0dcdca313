import { openValue, sealValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { AlertSaid, Known, Look } from "../domain/vacancy-alert";
import { alertPlaceOf } from "./contact-sealed.server";

export interface NewAlert {
  readonly id: string;
  readonly cityCode: string;
  readonly areaCode: string;
  readonly facilityId: string | null;
  readonly minutes: number | null;
  readonly serviceType: string;
  readonly channel: "mail" | "phone" | "page";
  readonly language: "zh" | "en";
  readonly said: AlertSaid;
  readonly secretHash: string;
  readonly askedAt: Date;
  readonly confirmedAt: Date | null;
  readonly endsAt: Date;
}

/** Whether it is new: the same form twice is one. */
export async function addAlert({ db }: UnitOfWork, { said, ...alert }: NewAlert): Promise<boolean> {
  const row = { ...alert, saidCipher: sealValue(JSON.stringify(said), alertPlaceOf(alert.id)) };
  return (await db.vacancyAlert.createMany({ data: [row], skipDuplicates: true })).count === 1;
}

export interface AlertRow extends Omit<NewAlert, "said" | "secretHash"> {
  readonly endedAt: Date | null;
  /** null = its seal was damaged */
  readonly said: AlertSaid | null;
}

const ROW = {
  ...{
    id: true,
    cityCode: true,
    areaCode: true,
    facilityId: true,
    minutes: true,
    serviceType: true,
    channel: true,
    language: true,
  },
  ...{ askedAt: true, confirmedAt: true, endsAt: true, endedAt: true, saidCipher: true },
} as const;

type Sealed = Omit<AlertRow, "said"> & { readonly saidCipher: string };
const opened = ({ saidCipher, ...row }: Sealed): AlertRow => ({
  ...row,
  said: unlessUnopened(() => JSON.parse(openValue(saidCipher, alertPlaceOf(row.id))) as AlertSaid),
});

export async function alertOfSecret({ db }: UnitOfWork, secretHash: string): Promise<AlertRow | null> {
  const row = await db.vacancyAlert.findUnique({ where: { secretHash }, select: ROW });
  return row && opened(row as Sealed);
}

/** The alert, held; null where another process looks at it now, or it does not live. */
export async function holdAlert({ db }: UnitOfWork, id: string): Promise<AlertRow | null> {
  const [held] = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM vacancy_alert WHERE id = ${id}::uuid AND ended_at IS NULL AND confirmed_at IS NOT NULL FOR UPDATE SKIP LOCKED`;
  const row = held ? await db.vacancyAlert.findUnique({ where: { id }, select: ROW }) : null;
  return row && opened(row as Sealed);
}

/** Whether somebody looked at it at that moment or later. */
export const wasLookedAt = async ({ db }: UnitOfWork, id: string, since: Date): Promise<boolean> =>
  (await db.vacancyAlert.count({ where: { id, lookedAt: { gte: since } } })) > 0;

/** Those that live, whoever was not looked at the longest first. */
export async function liveAlerts({ db }: UnitOfWork, before: Date, most: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM vacancy_alert WHERE ended_at IS NULL AND confirmed_at IS NOT NULL AND (looked_at IS NULL OR looked_at < ${before})
    ORDER BY looked_at NULLS FIRST, id LIMIT ${most}`;
  return rows.map(({ id }) => id);
}

/** Once; whether it was not confirmed before. */
export const confirmAlertRow = async ({ db }: UnitOfWork, id: string, at: Date): Promise<boolean> =>
  (await db.vacancyAlert.updateMany({ where: { id, confirmedAt: null, endedAt: null }, data: { confirmedAt: at } })).count === 1;

export const endAlertRow = async ({ db }: UnitOfWork, id: string, why: "asked" | "over", at: Date): Promise<boolean> =>
  (await db.vacancyAlert.updateMany({ where: { id, endedAt: null }, data: { endedAt: at, endedWhy: why } })).count === 1;

/** One that could not be looked at: its turn comes again after all others. */
export const passOver = ({ db }: UnitOfWork, id: string, at: Date) =>
  db.vacancyAlert.updateMany({ where: { id }, data: { lookedAt: at } });

export const placeOfAlert = ({ db }: UnitOfWork, id: string) =>
  db.vacancyAlert.findUnique({ where: { id }, select: { areaCode: true, endedAt: true } });

export async function knownOf({ db }: UnitOfWork, alertId: string): Promise<ReadonlyMap<string, Known>> {
  const rows = await db.vacancyAlertWatch.findMany({ where: { alertId } });
  return new Map(rows.map(({ classId, wasFree, openings }) => [classId, { wasFree, openings }]));
}

/**
 * What was seen this time. A class that is not among it (a walk measured anew, nearer ones that came) stays as it was known, so
 * that coming back is no news; one that is no longer given, or whose place does not operate, is no longer free.
 */
export async function keepLook(
  { db }: UnitOfWork,
  alertId: string,
  looks: readonly Look[],
  { at, day }: { readonly at: Date; readonly day: string },
): Promise<void> {
  const classIds = looks.map(({ classId }) => classId);
  const [free, openings] = [looks.map(({ isFree }) => isFree), looks.map((look) => look.openings)];
  await db.$executeRaw`
    UPDATE vacancy_alert_watch w SET was_free = false
    WHERE w.alert_id = ${alertId}::uuid AND w.was_free AND w.class_id <> ALL(${classIds}::uuid[])
      AND NOT EXISTS (SELECT FROM offering_class c JOIN offering o ON o.id = c.offering_id
        JOIN facility_state s ON s.facility_id = o.facility_id AND s.state = 'operating' AND s.valid_from <= ${day}::date AND (s.valid_to IS NULL OR s.valid_to > ${day}::date)
        WHERE c.id = w.class_id AND o.valid_from <= ${day}::date AND (o.valid_to IS NULL OR o.valid_to > ${day}::date))`;
  await db.$executeRaw`
    INSERT INTO vacancy_alert_watch (alert_id, class_id, was_free, openings)
    SELECT ${alertId}::uuid, n.* FROM unnest(${classIds}::uuid[], ${free}::boolean[], ${openings}::int[]) AS n (class_id, was_free, openings)
    ON CONFLICT (alert_id, class_id) DO UPDATE SET was_free = excluded.was_free, openings = excluded.openings`;
  await db.vacancyAlert.updateMany({ where: { id: alertId }, data: { lookedAt: at } });
}

export interface FacilityClass {
  readonly classId: string;
  readonly facilityId: string;
  readonly name: string;
  readonly line: string;
  readonly areaCode: string;
  readonly kind: string;
  readonly fromMonths: number | null;
  readonly toMonths: number | null;
}

/** The classes of one service at these facilities on a day. */
export const classesAt = (
  { db }: UnitOfWork,
  facilityIds: readonly string[],
  serviceType: string,
  day: string,
): Promise<FacilityClass[]> => db.$queryRaw<FacilityClass[]>`
  SELECT c.id AS "classId", f.id AS "facilityId", f.name, f.line, COALESCE(f.area_code, f.city_code) AS "areaCode",
    c.kind, c.age_from_months AS "fromMonths", c.age_to_months AS "toMonths"
  FROM facility f JOIN offering o ON o.facility_id = f.id JOIN offering_class c ON c.offering_id = o.id
  WHERE f.id = ANY(${[...facilityIds]}::uuid[]) AND o.service_type = ${serviceType} AND o.valid_from <= ${day}::date AND (o.valid_to IS NULL OR o.valid_to > ${day}::date)
    AND EXISTS (SELECT FROM facility_state s WHERE s.facility_id = f.id AND s.state = 'operating' AND s.valid_from <= ${day}::date AND (s.valid_to IS NULL OR s.valid_to > ${day}::date))
  ORDER BY c.id`;

/** The services a facility offers on a day, by key. */
export async function servicesAt({ db }: UnitOfWork, facilityId: string, day: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ key: string }[]>`
    SELECT DISTINCT service_type AS key FROM offering WHERE facility_id = ${facilityId}::uuid AND valid_from <= ${day}::date AND (valid_to IS NULL OR valid_to > ${day}::date) ORDER BY 1`;
  return rows.map(({ key }) => key);
}
