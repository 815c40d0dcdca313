import { v7 as newId } from "uuid";
import { Prisma } from "~/platform/generated/prisma/client";
import { newDigits } from "~/platform/one-time-secret.server";
import { blindIndexOf, openValue, sealValue } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { AnswerClock, FamilySaid, NotedKind, StepKind, Urgency } from "../domain/family-request";
import type { ListedRequest } from "../domain/listed-request";
import { saidPlaceOf, stepPlaceOf } from "./family-request-sealed.server";

/** The city's own clock of calling back, or the standard one. */
export async function answerClock({ db }: UnitOfWork, cityCode: string, urgency: Urgency): Promise<AnswerClock> {
  const [row] = await db.$queryRaw<AnswerClock[]>`
    SELECT urgency, minutes, day_from AS "dayFrom", day_until AS "dayUntil" FROM family_answer_clock
    WHERE city_code IN ('', ${cityCode}) AND urgency = ${urgency} ORDER BY city_code DESC, version DESC LIMIT 1`;
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

/** Keyed: whoever calls from one number about one area on one day calls about the same. */
const repeatKeyOf = (areaCode: string, dialled: string): string =>
  blindIndexOf("family-request.repeat", JSON.stringify([areaCode, dialled]));

/** A request, once: a form that comes twice is the same, one that says something else under the same id is another. */
export async function takeRequest(
  uow: UnitOfWork,
  request: NewRequest,
  dialled: string,
): Promise<TakenRequest & { readonly isNew: boolean }> {
  const { said, ...rest } = request;
  const there = await sameForm(uow, request);
  if (there) return there;
  const id = (await uow.db.familyRequest.count({ where: { id: request.id } })) > 0 ? newId() : request.id;
  const saidCipher = sealValue(JSON.stringify(said), saidPlaceOf(id));
  const keys = { contentHash: contentHashOf(request), repeatKey: repeatKeyOf(request.areaCode, dialled) };
  for (;;) {
    const reference = newDigits();
    const row = { ...rest, ...keys, id, saidCipher, reference };
    const { count } = await uow.db.familyRequest.createMany({ data: [row], skipDuplicates: true });
    if (count === 1) return { id, reference, answerBy: request.answerBy, isNew: true };
    // Sent twice in the same moment, or the one number in a hundred million that was taken.
    const meanwhile = await uow.db.familyRequest.findUnique({ where: { id } });
    if (meanwhile) return { id, reference: meanwhile.reference, answerBy: meanwhile.answerBy, isNew: false };
  }
}

async function sameForm({ db }: UnitOfWork, request: NewRequest) {
  const there = await db.familyRequest.findUnique({ where: { id: request.id } });
  if (there?.contentHash !== contentHashOf(request)) return null;
  return { id: there.id, reference: there.reference, answerBy: there.answerBy, isNew: false };
}

/** The open request that one by the same phone and of the same area repeats, held; null = it is the first, or the same form. */
export async function holdRepeated(
  uow: UnitOfWork,
  request: NewRequest,
  dialled: string,
  since: Date,
): Promise<(TakenRequest & { readonly urgency: Urgency }) | null> {
  const key = repeatKeyOf(request.areaCode, dialled);
  // Two that come in the same moment stand in line: the second finds the first.
  await uow.db.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))::text`;
  if (await sameForm(uow, request)) return null;
  const [row] = await uow.db.$queryRaw<(TakenRequest & { urgency: Urgency })[]>`
    SELECT id, reference, answer_by AS "answerBy", urgency FROM family_request
    WHERE city_code = ${request.cityCode} AND repeat_key = ${key} AND closed_at IS NULL AND asked_at > ${since} ORDER BY asked_at, id LIMIT 1 FOR UPDATE`;
  return row ?? null;
}

/** What was said this time, as one more step; urgency and hour where they are graver now. Once for the same form. */
export async function repeatRequest(
  { db }: UnitOfWork,
  id: string,
  { id: stepId, said, askedAt }: NewRequest,
  graver: { readonly urgency: Urgency; readonly answerBy: Date } | null,
): Promise<void> {
  const noteCipher = sealValue(JSON.stringify(said), stepPlaceOf(stepId));
  const step = { id: stepId, requestId: id, kind: "asked-again", noteCipher, doneBy: null, doneAt: askedAt };
  await db.familyRequestStep.createMany({ data: [step], skipDuplicates: true });
  if (graver) await db.familyRequest.updateMany({ where: { id }, data: graver });
}

/** Opens what was said each time it was asked again, the first before the others; throws `NotOpened`. */
export async function saidAgain({ db }: UnitOfWork, id: string): Promise<() => string[]> {
  const where = { requestId: id, kind: "asked-again" };
  const rows = await db.familyRequestStep.findMany({ where, orderBy: [{ doneAt: "asc" }, { id: "asc" }] });
  return () => rows.flatMap((row) => (row.noteCipher ? [openValue(row.noteCipher, stepPlaceOf(row.id))] : []));
}

/** Whether the actor was told of it: whoever is called opens and answers it. */
export async function isToldOfRequest({ db }: UnitOfWork, id: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ told: boolean }[]>`
    SELECT acting_person() IS NOT NULL AND is_told_of_request(${id}::uuid) AS told`;
  return row?.told ?? false;
}

const LISTED = Prisma.sql`r.id, r.area_code AS "areaCode", r.reference, r.urgency, r.language,
  to_char(r.asked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "askedAt",
  to_char(r.answer_by AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "answerBy",
  to_char(r.closed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "closedAt", s.kind AS "lastStep", s.done_by AS "lastBy",
  (SELECT count(*)::int FROM family_request_step x WHERE x.request_id = r.id AND x.kind = 'asked-again') AS repeats
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

/** How urgent these are, for whoever may see them. */
export async function urgenciesOf({ db }: UnitOfWork, ids: readonly string[]): Promise<ReadonlyMap<string, Urgency>> {
  if (ids.length === 0) return new Map();
  const rows = await db.familyRequest.findMany({ where: { id: { in: [...ids] } }, select: { id: true, urgency: true } });
  return new Map(rows.map(({ id, urgency }) => [id, urgency as Urgency]));
}

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
  readonly kind: NotedKind;
  readonly doneAt: string;
  readonly doneBy: string | null;
  readonly noteCipher: string | null;
}

export async function stepsOf({ db }: UnitOfWork, requestId: string): Promise<RequestStep[]> {
  const rows = await db.familyRequestStep.findMany({ where: { requestId }, orderBy: [{ doneAt: "asc" }, { id: "asc" }] });
  return rows.map(({ id, kind, doneAt, doneBy, noteCipher }) => ({
    ...{ id, kind: kind as NotedKind, doneAt: doneAt.toISOString(), doneBy, noteCipher },
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
