import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { ReportKind } from "../domain/contact-link";
import type { ContactConsent } from "./contact-consents.server";

/** A contact with the consent that holds for them and their newest link, as the file tells of it. */
export interface LinkedContact {
  readonly id: string;
  readonly name: string;
  readonly relation: string;
  readonly consent: ContactConsent | null;
  readonly link: {
    readonly id: string;
    /** ISO 8601, like all below */
    readonly madeAt: string;
    readonly madeBy: string | null;
    readonly expiresAt: string;
    readonly endedAt: string | null;
    readonly endedWhy: "revoked" | "replaced" | "consent" | "left" | "changed" | "merged" | "unnamed" | null;
    readonly lastUsedAt: string | null;
    readonly openings: number;
  } | null;
}

export const linkedContacts = ({ db }: UnitOfWork, residentId: string): Promise<LinkedContact[]> => db.$queryRaw<LinkedContact[]>`
  SELECT c.id, c.name, c.relation, l.link, (SELECT json_build_object('id', s.id, 'givenOn', s.given_on::text, 'givenBy', s.given_by, 'how', s.how, 'witness', s.witness,
      'recordedBy', (SELECT name FROM staff_names(ARRAY[s.recorded_by]))) FROM contact_consent s WHERE s.contact_id = c.id AND s.ended_at IS NULL) AS consent
  FROM resident_contact c LEFT JOIN LATERAL (
    SELECT json_build_object('id', k.id, 'madeAt', k.made_at, 'madeBy', (SELECT name FROM staff_names(ARRAY[k.made_by])), 'expiresAt', k.expires_at,
      'endedAt', k.ended_at, 'endedWhy', k.ended_why, 'lastUsedAt', k.last_used_at, 'openings', k.openings) AS link
    FROM contact_link k WHERE k.contact_id = c.id ORDER BY k.made_at DESC, k.id DESC LIMIT 1) l ON true
  WHERE c.resident_id = ${residentId}::uuid ORDER BY c.rank`;

/** A new link, resting on a consent in force; the one before opens nothing any more. */
export async function replaceLink(
  { db, actor }: UnitOfWork,
  link: {
    readonly residentId: string;
    readonly contactId: string;
    readonly consentId: string;
    readonly secretHash: string;
  },
  at: Date,
  expiresAt: Date,
): Promise<string> {
  const { contactId } = link;
  await db.contactLink.updateMany({ where: { contactId, endedAt: null }, data: { endedAt: at, endedWhy: "replaced" } });
  const id = newId();
  await db.contactLink.createMany({ data: [{ id, ...link, madeBy: actor.personId, madeAt: at, expiresAt }] });
  return id;
}

export const endLink = async ({ db }: UnitOfWork, residentId: string, contactId: string, at: Date): Promise<boolean> =>
  (
    await db.contactLink.updateMany({
      where: { residentId, contactId, endedAt: null },
      data: { endedAt: at, endedWhy: "revoked" },
    })
  ).count > 0;

/** Whom a link leads to. */
export interface LinkHolder {
  readonly linkId: string;
  readonly residentId: string;
  readonly name: string;
  readonly sex: "female" | "male" | "unknown";
  readonly relation: string;
  readonly cityCode: string;
  readonly areaCode: string;
  readonly line: string;
  readonly timeZone: string;
  readonly registeredOn: CalendarDay;
}

/** Null where it opens nothing: never made, ended, over, of nobody on the register, or without consent to this contact at this moment. */
export async function holderOfLink({ db }: UnitOfWork, secretHash: string, at: Date): Promise<LinkHolder | null> {
  const [row] = await db.$queryRaw<LinkHolder[]>`
    SELECT l.id AS "linkId", r.id AS "residentId", r.name, r.sex, k.relation, r.city_code AS "cityCode", r.area_code AS "areaCode", r.line,
      c.time_zone AS "timeZone", r.registered_on::text AS "registeredOn"
    FROM contact_link l JOIN resident_contact k ON k.id = l.contact_id AND k.resident_id = l.resident_id JOIN resident r ON r.id = l.resident_id
      JOIN city c ON c.code = r.city_code JOIN contact_consent s ON s.id = l.consent_id AND s.ended_at IS NULL
    WHERE l.secret_hash = ${secretHash} AND l.ended_at IS NULL AND l.expires_at > ${at} AND r.state = 'registered'`;
  return row ?? null;
}

export const noteLinkUsed = ({ db }: UnitOfWork, linkId: string, at: Date) =>
  db.contactLink.updateMany({ where: { id: linkId }, data: { lastUsedAt: at, openings: { increment: 1 } } });

/** A look by a link whose last one lies an hour back or more. @returns whether it is one to be noted */
export const noteLook = async ({ db }: UnitOfWork, linkId: string, at: Date): Promise<boolean> => {
  const before = new Date(at.getTime() - 3_600_000);
  const where = { id: linkId, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: before } }] };
  return (await db.contactLink.updateMany({ where, data: { lastUsedAt: at, openings: { increment: 1 } } })).count === 1;
};

export interface FamilyReport {
  readonly kind: ReportKind;
  readonly fromOn: CalendarDay;
  readonly untilOn: CalendarDay | null;
  readonly reportedAt: string;
}

export async function addFamilyReport(
  { db }: UnitOfWork,
  { linkId, residentId, relation, cityCode, areaCode, line }: LinkHolder,
  { kind, fromOn, untilOn, at }: { kind: ReportKind; fromOn: CalendarDay; untilOn: CalendarDay | null; at: Date },
): Promise<string> {
  const id = newId();
  const days = { fromOn: new Date(fromOn), untilOn: untilOn === null ? null : new Date(untilOn) };
  await db.familyReport.createMany({
    data: [{ id, residentId, linkId, relation, cityCode, areaCode, line, kind, ...days, reportedAt: at }],
  });
  return id;
}

/** What was reported by this link last; null = nothing. */
export async function lastReportOf({ db }: UnitOfWork, linkId: string): Promise<FamilyReport | null> {
  const [row] = await db.$queryRaw<FamilyReport[]>`
    SELECT kind, from_on::text AS "fromOn", until_on::text AS "untilOn", to_char(reported_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "reportedAt"
    FROM family_report WHERE link_id = ${linkId}::uuid ORDER BY reported_at DESC, id DESC LIMIT 1`;
  return row ?? null;
}

/** What families reported of a resident and of the files merged into theirs, the newest first, by relation and without a name. */
export const familyReportsOf = ({ db }: UnitOfWork, residentId: string) => db.$queryRaw<
  (FamilyReport & { readonly relation: string })[]
>`
  SELECT relation, kind, from_on::text AS "fromOn", until_on::text AS "untilOn", to_char(reported_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "reportedAt"
  FROM family_report WHERE resident_id = ${residentId}::uuid OR resident_id IN (SELECT left_id FROM merged_files() WHERE kept_id = ${residentId}::uuid)
  ORDER BY reported_at DESC, id DESC LIMIT 20`;
