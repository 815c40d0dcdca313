import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { sealValue } from "~/platform/sealed-value.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Line } from "~/shared/line";
import { VISIT_ASSIGNED } from "~/modules/accounts/domain/sensitive-field";
import { CARE_LIST_FIELD, LISTED_DAYS } from "../domain/listed-days";
import type { VisitSaid } from "../domain/visit-log";
import { bodyPlaceOf } from "./visit-sealed.server";

/** What must be known of a visit before it is written down. */
export interface VisitAsked {
  readonly clientId: string;
  readonly residentId: string;
  readonly authorId: string;
  readonly beganAt: string;
  /** of the list it was written by */
  readonly listDay: CalendarDay;
  /** SHA-256 of what was read at the door */
  readonly doorHash: string | null;
}

export interface VisitFacts {
  readonly clientId: string;
  /** null = there is no such file, or it was let go */
  readonly residentId: string | null;
  readonly name: string;
  readonly line: Line;
  readonly areaCode: string;
  readonly state: string;
  readonly leftOn: CalendarDay | null;
  readonly mergedInto: string | null;
  readonly isAnswerable: boolean;
  /** stood on the author's list of that day, which is on record, and the visit is one of its days */
  readonly wasOnList: boolean;
  readonly isSent: boolean;
  /** the appointment in force it kept */
  readonly keptId: string | null;
  readonly doorMatched: boolean;
}

/** All at once: the file, whether the author was to go there, the appointment kept, and whether the door's code was in force then. */
export const visitFacts = (
  { db }: UnitOfWork,
  cityCode: string,
  timeZone: string,
  asked: readonly VisitAsked[],
): Promise<VisitFacts[]> =>
  db.$queryRaw<VisitFacts[]>`
  /* prepared: visit-facts */ SELECT v."clientId", r.id AS "residentId", r.name, r.line, r.area_code AS "areaCode", r.state, r.left_on::text AS "leftOn", r.merged_into AS "mergedInto",
    COALESCE(v."authorId" IN (r.responsible_id, r.deputy_id), false) AS "isAnswerable",
    EXISTS (SELECT 1 FROM sensitive_opening o WHERE o.person_id = v."authorId" AND o.subject_id = r.id AND o.reason = ${VISIT_ASSIGNED} AND o.field = ${CARE_LIST_FIELD}
      AND v."beganAt" >= ((v."listDay" - ${LISTED_DAYS.before}::int)::timestamp AT TIME ZONE ${timeZone}) AND v."beganAt" < ((v."listDay" + ${LISTED_DAYS.after}::int)::timestamp AT TIME ZONE ${timeZone})
      AND o.opened_at >= (v."listDay"::timestamp AT TIME ZONE ${timeZone}) AND o.opened_at < ((v."listDay" + 1)::timestamp AT TIME ZONE ${timeZone})) AS "wasOnList",
    EXISTS (SELECT 1 FROM planned_visit p WHERE p.resident_id = r.id AND p.person_id = v."authorId" AND p.is_published
      AND p.begins_at > v."beganAt" - interval '7 days' AND p.begins_at < v."beganAt" + interval '1 day') AS "isSent",
    (SELECT p.id FROM planned_visit p WHERE p.resident_id = r.id AND p.person_id = v."authorId" AND p.is_published
      AND (p.begins_at AT TIME ZONE ${timeZone})::date = (v."beganAt" AT TIME ZONE ${timeZone})::date
      ORDER BY abs(extract(epoch FROM p.begins_at - v."beganAt")), p.id LIMIT 1) AS "keptId",
    EXISTS (SELECT 1 FROM resident_door d WHERE d.code_hash = v."doorHash" AND d.resident_id IN (SELECT files_of_one(r.id))
      AND (d.ended_at IS NULL OR d.ended_at > v."beganAt")) AS "doorMatched"
  FROM json_to_recordset(${JSON.stringify(asked)}::json) AS v ("clientId" uuid, "residentId" uuid, "authorId" uuid, "beganAt" timestamptz, "listDay" date, "doorHash" text)
    LEFT JOIN resident r ON r.id = v."residentId" AND r.city_code = ${cityCode} AND r.erased_at IS NULL`;

/** A visit as it is written down. */
export interface EventRow {
  readonly said: VisitSaid & { readonly authorId: string };
  readonly residentId: string;
  readonly line: string;
  readonly areaCode: string;
  readonly isPhoneEnough: boolean;
  readonly plannedVisitId: string | null;
  readonly contentHash: string;
  readonly doorMatched: boolean | null;
  readonly isLate: boolean;
}

export type EventOutcome = "written" | "there-already" | "other-content";

/** Written in the order of their ids, so that two who send the same wait for one another and neither for ever. */
export async function addEvents(
  { db, actor }: UnitOfWork,
  cityCode: string,
  events: readonly EventRow[],
  /** null = now */
  receivedAt: Date | null,
): Promise<Map<string, EventOutcome>> {
  const rows = events.map(({ said, ...event }) => {
    const { clientId, authorId, offsetSeconds, device, outcome, channel, purpose, minutes, capturedAt, beganAt } = said;
    const bodyCipher = sealValue(JSON.stringify(said.body), bodyPlaceOf(clientId));
    return {
      ...event,
      clientId,
      authorId,
      offsetSeconds,
      device,
      outcome,
      channel,
      purpose,
      minutes,
      capturedAt,
      beganAt,
      bodyCipher,
    };
  });
  const written = await db.$queryRaw<{ id: string }[]>`
    INSERT INTO visit_event (client_id, city_code, resident_id, line, area_code, author_id, uploader_id, planned_visit_id, captured_at, received_at, offset_seconds, device, outcome,
      channel, purpose, began_at, minutes, is_phone_enough, body_cipher, content_hash, door_matched, is_late)
    SELECT "clientId", ${cityCode}, "residentId", line, "areaCode", "authorId", ${actor.personId}::uuid, "plannedVisitId", "capturedAt", COALESCE(${receivedAt}::timestamptz, now()), "offsetSeconds", device, outcome,
      channel, purpose, "beganAt", minutes, "isPhoneEnough", "bodyCipher", "contentHash", "doorMatched", "isLate"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS n ("clientId" uuid, "residentId" uuid, line text, "areaCode" text, "authorId" uuid, "plannedVisitId" uuid,
      "capturedAt" timestamptz, "offsetSeconds" int, device text, outcome text, channel text, purpose text, "beganAt" timestamptz, minutes int, "isPhoneEnough" bool,
      "bodyCipher" text, "contentHash" text, "doorMatched" bool, "isLate" bool)
    ORDER BY "clientId" ON CONFLICT (client_id) DO NOTHING RETURNING client_id AS id`;
  const outcomes = new Map<string, EventOutcome>(written.map(({ id }) => [id, "written"]));
  const others = events.filter(({ said }) => !outcomes.has(said.clientId));
  const there =
    others.length === 0
      ? new Map<string, string>()
      : await hashesOfEvents(
          { db, actor },
          others.map(({ said }) => said.clientId),
        );
  for (const { said, contentHash } of others)
    outcomes.set(said.clientId, there.get(said.clientId) === contentHash ? "there-already" : "other-content");
  return outcomes;
}

/** What is written down under these ids already. */
export async function hashesOfEvents({ db }: UnitOfWork, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.visitEvent.findMany({
    where: { clientId: { in: [...ids] } },
    select: { clientId: true, contentHash: true },
  });
  return new Map(rows.map(({ clientId, contentHash }) => [clientId, contentHash]));
}
