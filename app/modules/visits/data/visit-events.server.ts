import { v7 as newId, validate as isUuid } from "uuid";
import { blindIndexOf, openValue, sealValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";
import type { CalendarDay } from "~/shared/calendar-day";
import { bodyPlaceOf } from "./visit-sealed.server";
import { contentOf, type FindingKind, type VisitBody, type VisitProof, type VisitSaid } from "../domain/visit-log";

export interface VisitedResident {
  readonly id: string;
  readonly name: string;
  readonly line: Line;
  readonly areaCode: string;
  readonly state: string;
  readonly responsibleId: string | null;
  readonly deputyId: string | null;
  /** the file that stands for this one, where two were one person's */
  readonly mergedInto: string | null;
  readonly leftOn: CalendarDay | null;
  /** the plan in force sends the actor there, in these days */
  readonly isSent: boolean;
}

const SELECTED = {
  id: true,
  name: true,
  line: true,
  areaCode: true,
  state: true,
  responsibleId: true,
  deputyId: true,
  mergedInto: true,
  leftOn: true,
} as const;

/** Somebody whom the actor sees, and whose file was not let go, or is sent to by the plan in force; null otherwise. */
export async function findVisited({ db }: UnitOfWork, cityCode: string, id: string): Promise<VisitedResident | null> {
  if (!isUuid(id)) return null;
  const [sent] = await db.$queryRaw<Omit<VisitedResident, "responsibleId" | "deputyId" | "isSent">[]>`
    SELECT * FROM whom_one_is_sent_to(${id}::uuid) WHERE "areaCode" LIKE ${`${cityCode}%`}`;
  const seen = await db.resident.findFirst({ where: { id, cityCode, erasedAt: null }, select: SELECTED });
  if (seen) return { ...seen, line: seen.line as Line, leftOn: seen.leftOn && dayOf(seen.leftOn), isSent: sent !== undefined };
  return sent ? { ...sent, responsibleId: null, deputyId: null, isSent: true } : null;
}

/** The appointment in force that a visit of somebody on a day kept; the one nearest to its hour. */
export async function appointmentKept(
  { db }: UnitOfWork,
  residentId: string,
  personId: string,
  beganAt: Date,
  timeZone: string,
): Promise<string | null> {
  const [row] = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM planned_visit WHERE resident_id = ${residentId}::uuid AND person_id = ${personId}::uuid AND is_published
      AND (begins_at AT TIME ZONE ${timeZone})::date = (${beganAt}::timestamptz AT TIME ZONE ${timeZone})::date
    ORDER BY abs(extract(epoch FROM begins_at - ${beganAt}::timestamptz)), id LIMIT 1`;
  return row?.id ?? null;
}

const dayOf = (date: Date): CalendarDay => date.toISOString().slice(0, 10);
const MOST_FOUND = 20;
export const visitedNamed = (
  { db }: UnitOfWork,
  cityCode: string,
  words: string,
): Promise<Pick<VisitedResident, "id" | "name" | "areaCode">[]> =>
  db.resident.findMany({
    where: {
      cityCode,
      state: "registered",
      OR: [{ name: { startsWith: words } }, { registerNumber: words }, { initials: words.toLowerCase() }],
    },
    select: { id: true, name: true, areaCode: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: MOST_FOUND,
  });

/** A visit that is on record already. */
export interface VisitThere {
  readonly beganAt: string;
  readonly outcome: string;
  readonly minutes: number;
  readonly authorId: string;
}

/** Another visit of the same person, by any of their files, in the same minutes; two who go together are two visits. */
export async function visitMeanwhile({ db }: UnitOfWork, said: VisitSaid, authorId: string | null): Promise<VisitThere | null> {
  const began = new Date(said.beganAt);
  const [row] = await db.$queryRaw<VisitThere[]>`
    SELECT to_char(e.began_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "beganAt", e.outcome, e.minutes, e.author_id AS "authorId"
    FROM visit_event e JOIN resident r ON r.id = e.resident_id
    WHERE e.resident_id = ANY(ARRAY(SELECT files_of_one(${said.residentId}::uuid) UNION SELECT ${said.residentId}::uuid)) AND e.began_at > ${began}::timestamptz - interval '13 hours'
      AND e.began_at < ${began}::timestamptz + GREATEST(${said.minutes}::int, 1) * interval '1 minute'
      AND e.began_at + GREATEST(e.minutes, 1) * interval '1 minute' > ${began}::timestamptz
      AND NOT (r.needs_two AND e.author_id IS DISTINCT FROM ${authorId}::uuid)
      AND NOT EXISTS (SELECT 1 FROM visit_event own WHERE own.client_id = ${said.clientId}::uuid)
    ORDER BY e.began_at DESC, e.client_id LIMIT 1`;
  return row ?? null;
}

/** Whether the actor has saved a visit with this id. */
export const isLogged = async ({ db, actor }: UnitOfWork, clientId: string): Promise<boolean> =>
  actor.personId !== null && (await db.visitEvent.count({ where: { clientId, uploaderId: actor.personId } })) > 0;

/** Keyed, so that what was found cannot be guessed from it. */
export const contentHashOf = (said: VisitSaid, proof?: VisitProof): string =>
  Buffer.from(blindIndexOf("visit-content", contentOf(said, proof)), "base64url").toString("hex");

/** Whether it was written now, was there already word for word, or its id belongs to another visit. */
export async function addEvent(
  { db, actor }: UnitOfWork,
  cityCode: string,
  { id: residentId, line, areaCode }: VisitedResident,
  said: VisitSaid,
  { isPhoneEnough, plannedVisitId }: { readonly isPhoneEnough: boolean; readonly plannedVisitId: string | null },
): Promise<"written" | "there-already" | "other-content"> {
  const contentHash = contentHashOf(said);
  const { clientId, offsetSeconds, device, outcome, channel, purpose, minutes } = said;
  const { count } = await db.visitEvent.createMany({
    data: [
      {
        ...{
          clientId,
          cityCode,
          residentId,
          line,
          areaCode,
          plannedVisitId,
          offsetSeconds,
          device,
          outcome,
          channel,
          purpose,
          minutes,
        },
        ...{ authorId: said.authorId ?? actor.personId!, uploaderId: actor.personId!, contentHash, isPhoneEnough },
        ...{ capturedAt: new Date(said.capturedAt), beganAt: new Date(said.beganAt) },
        bodyCipher: sealValue(JSON.stringify(said.body), bodyPlaceOf(clientId)),
      },
    ],
    skipDuplicates: true,
  });
  if (count === 1) return "written";
  const there = await db.visitEvent.findUnique({ where: { clientId }, select: { contentHash: true } });
  return there?.contentHash === contentHash ? "there-already" : "other-content";
}

/** What a finding says of itself beside its kind: of a danger, which. */
export const signsOf = (kind: FindingKind, { dangers }: Pick<VisitSaid, "dangers">): string[] =>
  kind === "danger" ? [...(dangers ?? [])] : [];

/** What was found, each with its id. */
export async function addFindings(
  { db }: UnitOfWork,
  { id: residentId, line, areaCode }: VisitedResident,
  said: VisitSaid,
  kinds: readonly FindingKind[],
): Promise<{ readonly id: string; readonly kind: FindingKind }[]> {
  const found = kinds.map((kind) => ({ id: newId(), kind }));
  const foundAt = new Date(said.beganAt);
  await db.finding.createMany({
    data: found.map(({ id, kind }) => ({
      ...{ id, eventId: said.clientId, residentId, line, areaCode, kind, foundAt },
      signs: signsOf(kind, said),
    })),
  });
  return found;
}

/** What was found, opened; null where it does not open. */
export const openBody = (clientId: string, cipher: string): VisitBody | null =>
  unlessUnopened(() => JSON.parse(openValue(cipher, bodyPlaceOf(clientId))) as VisitBody);

/** A visit by where and when it counts. */
export interface CountedVisit {
  readonly eventId: string;
  readonly line: Line;
  readonly areaCode: string;
  /** its first day */
  readonly month: CalendarDay;
}

/** Months handed in already, of the community and everything above it, get the visits as corrections. */
export const correctMonths = ({ db }: UnitOfWork, cityCode: string, visits: readonly CountedVisit[]) =>
  db.$executeRaw`
    INSERT INTO month_correction (id, report_id, event_id, kind)
    SELECT gen_random_uuid(), r.id, v."eventId", 'late-visit'
    FROM json_to_recordset(${JSON.stringify(visits)}::json) AS v ("eventId" uuid, line text, "areaCode" text, month date)
      JOIN month_report r ON r.city_code = ${cityCode} AND r.line = v.line AND r.month = v.month AND r.state IN ('submitted', 'locked')
        AND starts_with(v."areaCode", r.area_code)
    ON CONFLICT (report_id, event_id) DO NOTHING`;
