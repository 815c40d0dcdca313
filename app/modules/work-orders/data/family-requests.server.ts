import { v7 as newId } from "uuid";
import { Prisma } from "~/platform/generated/prisma/client";
import { newDigits } from "~/platform/one-time-secret.server";
import { blindIndexOf, openValue, sealValue } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { AnswerClock, FamilySaid, StepKind, Urgency } from "../domain/family-request";
import type { ListedRequest } from "../domain/listed-request";
import { saidPlaceOf, stepPlaceOf } from "./family-request-sealed.server";

/** The city's own clock of calling back, or the standard one. */
export async function answerClock({ db }: UnitOfWork, cityCode: string, urgency: Urgency): Promise<AnswerClock> {
  const [row] = await db.$queryRaw<AnswerClock[]>`
    SELECT urgency, minutes, day_from AS "dayFrom", day_until AS "dayUntil" FROM family_answer_clock
    WHERE city_code IN ('', ${cityCode}) AND urgency = ${urgency} ORDER BY city_code DESC LIMIT 1`;
  if (!row) throw new Error(`no clock of calling back for ${urgency}: expected the standard one of the migration`);
  return row;
}

export interface NewRequest {
  readonly id: string;
  readonly cityCode: string;
  readonly areaCode: string;
  readonly urgency: Urgency;
  readonly language: "zh" | "en";
  readonly said: FamilySaid;
  readonly askedAt: Date;
  readonly answerBy: Date;
}

export interface TakenRequest {
  readonly id: string;
  readonly reference: string;
  readonly answerBy: Date;
}

/** Keyed, so that nobody guesses from it what was asked. */
const contentHashOf = ({ areaCode, urgency, said }: NewRequest): string =>
  blindIndexOf("family-request.content", JSON.stringify([areaCode, urgency, said.name, said.phone, said.about]));

/** A request, once: a form that comes twice is the same, one that says something else under the same id is another. */
export async function takeRequest(uow: UnitOfWork, request: NewRequest): Promise<TakenRequest & { readonly isNew: boolean }> {
  const contentHash = contentHashOf(request);
  const there = await uow.db.familyRequest.findUnique({ where: { id: request.id } });
  if (there?.contentHash === contentHash)
    return { id: there.id, reference: there.reference, answerBy: there.answerBy, isNew: false };
  const { said, ...rest } = request;
  const id = there ? newId() : request.id;
  const row = { ...rest, id, contentHash, saidCipher: sealValue(JSON.stringify(said), saidPlaceOf(id)) };
  for (;;) {
    const reference = newDigits();
    const { count } = await uow.db.familyRequest.createMany({ data: [{ ...row, reference }], skipDuplicates: true });
    if (count === 1) return { id, reference, answerBy: request.answerBy, isNew: true };
    // Sent twice in the same moment, or the one number in a hundred million that was taken.
    const meanwhile = await uow.db.familyRequest.findUnique({ where: { id } });
    if (meanwhile) return { id, reference: meanwhile.reference, answerBy: meanwhile.answerBy, isNew: false };
  }
}

const LISTED = Prisma.sql`r.id, r.area_code AS "areaCode", r.reference, r.urgency, r.language,
  to_char(r.asked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "askedAt",
  to_char(r.answer_by AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "answerBy",
  to_char(r.closed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "closedAt", s.kind AS "lastStep", s.done_by AS "lastBy"
  FROM family_request r LEFT JOIN LATERAL (SELECT kind, done_by FROM family_request_step WHERE request_id = r.id ORDER BY done_at DESC, id DESC LIMIT 1) s ON true`;

export interface RequestTurn {
  readonly at: string;
  readonly id: string;
}

/** Open ones, what is due first before the others; `after` is the last of the page before. */
export const openRequests = (
  { db }: UnitOfWork,
  cityCode: string,
  areaCode: string,
  after: RequestTurn | null,
  most: number,
): Promise<ListedRequest[]> => db.$queryRaw<ListedRequest[]>`
  SELECT ${LISTED} WHERE r.city_code = ${cityCode} AND starts_with(r.area_code, ${areaCode}) AND r.closed_at IS NULL
    AND ${after ? Prisma.sql`(r.answer_by, r.id) > (${after.at}::timestamptz, ${after.id}::uuid)` : Prisma.sql`true`}
  ORDER BY r.answer_by, r.id LIMIT ${most}`;

/** Those closed last. */
export const closedRequests = ({ db }: UnitOfWork, cityCode: string, areaCode: string, most: number): Promise<ListedRequest[]> =>
  db.$queryRaw<ListedRequest[]>`
  SELECT ${LISTED} WHERE r.city_code = ${cityCode} AND starts_with(r.area_code, ${areaCode}) AND r.closed_at IS NOT NULL
  ORDER BY r.closed_at DESC, r.id LIMIT ${most}`;

export async function findRequest({ db }: UnitOfWork, cityCode: string, id: string): Promise<ListedRequest | null> {
  const [row] = await db.$queryRaw<ListedRequest[]>`SELECT ${LISTED} WHERE r.id = ${id}::uuid AND r.city_code = ${cityCode}`;
  return row ?? null;
}

/** Opens what was said; throws `NotOpened`. Null where there is no such request. */
export async function saidOfRequest({ db }: UnitOfWork, id: string): Promise<(() => string) | null> {
  const row = await db.familyRequest.findUnique({ where: { id }, select: { saidCipher: true } });
  return row && (() => openValue(row.saidCipher, saidPlaceOf(id)));
}

export const placeOfRequest = ({ db }: UnitOfWork, id: string): Promise<{ areaCode: string } | null> =>
  db.familyRequest.findUnique({ where: { id }, select: { areaCode: true } });

/** Locks a request; null where there is none the actor may change. */
export async function holdRequest({ db }: UnitOfWork, id: string): Promise<{ readonly closedAt: Date | null } | null> {
  const [row] = await db.$queryRaw<{ closedAt: Date | null }[]>`
    SELECT closed_at AS "closedAt" FROM family_request WHERE id = ${id}::uuid FOR UPDATE`;
  return row ?? null;
}

export async function addStep(
  { db, actor }: UnitOfWork,
  requestId: string,
  kind: StepKind,
  note: string,
  at: Date,
): Promise<void> {
  const id = newId();
  const noteCipher = note === "" ? null : sealValue(note, stepPlaceOf(id));
  await db.familyRequestStep.createMany({ data: [{ id, requestId, kind, noteCipher, doneBy: actor.personId, doneAt: at }] });
  if (kind === "answered") await db.familyRequest.updateMany({ where: { id: requestId }, data: { closedAt: at } });
}

export interface RequestStep {
  readonly id: string;
  readonly kind: StepKind;
  readonly doneAt: string;
  readonly doneBy: string | null;
  readonly noteCipher: string | null;
}

export async function stepsOf({ db }: UnitOfWork, requestId: string): Promise<RequestStep[]> {
  const rows = await db.familyRequestStep.findMany({ where: { requestId }, orderBy: [{ doneAt: "asc" }, { id: "asc" }] });
  return rows.map(({ id, kind, doneAt, doneBy, noteCipher }) => ({
    ...{ id, kind: kind as StepKind, doneAt: doneAt.toISOString(), doneBy, noteCipher },
  }));
}

export interface OpenRequests {
  readonly open: number;
  readonly overdue: number;
  /** when the next of those that are not late is due; null = none */
  readonly nextBy: string | null;
}

export async function countOpenRequests({ db }: UnitOfWork, cityCode: string, areaCode: string, at: Date): Promise<OpenRequests> {
  const [row] = await db.$queryRaw<OpenRequests[]>`
    SELECT count(*)::int AS open, count(*) FILTER (WHERE r.answer_by <= ${at})::int AS overdue,
      to_char(min(r.answer_by) FILTER (WHERE r.answer_by > ${at}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "nextBy"
    FROM family_request r WHERE r.city_code = ${cityCode} AND starts_with(r.area_code, ${areaCode}) AND r.closed_at IS NULL`;
  return row!;
}

/** Staff are told by name to whoever may read of the request. */
export async function namesOfStaff({ db }: UnitOfWork, ids: Iterable<string | null>): Promise<Record<string, string>> {
  const asked = [...new Set(ids)].filter((id) => id !== null);
  if (asked.length === 0) return {};
  const rows = await db.$queryRaw<{ id: string; name: string }[]>`SELECT id, name FROM staff_names(${asked}::uuid[])`;
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
