import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { isOpeningReason } from "~/modules/accounts/domain/sensitive-field";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { takeOutValues, type TakenOut } from "~/modules/accounts/use-cases/take-out.server";
import type { City } from "~/modules/places/domain/city";
import { phonesForCalls } from "~/modules/residents/use-cases/phones-for-calls.server";
import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import {
  addAnswer,
  addSample,
  countDrawnFrom,
  findSample,
  holdPool,
  idsAt,
  sampleAnswers,
  sampledVisits,
  type CallbackSample,
  type SamplePlace,
} from "../data/callbacks.server";
import { namesOfPeople } from "../data/due-list.server";
import { callbackResult, type CallbackResult } from "../domain/callback-result";
import { CALLBACK_ANSWERS, callbackSize, drawCallbacks, seedFrom, type SampledVisit } from "../domain/callback-sample";
import { monthAfter } from "../domain/month-report";
import { checkStandards } from "./check-standards.server";

export type { SamplePlace };
export type CallbackRefusal = {
  readonly kind:
    | "not-permitted"
    | "not-there"
    | "drawn-already"
    | "nothing-to-draw"
    | "no-answer-chosen"
    | "no-size"
    | "reason-missing"
    | "too-many-openings"
    | "too-many-in-file";
};

export interface CallbacksInView {
  readonly sample:
    (Omit<CallbackSample, "asOf" | "drawnAt" | "eventIds"> & { readonly asOf: string; readonly drawnAt: string }) | null;
  readonly visits: readonly SampledVisit[];
  /** how many stand on this page and those before; null = no others */
  readonly next: number | null;
  readonly result: CallbackResult | null;
  readonly people: Readonly<Record<string, string>>;
  /** what would be drawn from now, while nothing is */
  readonly now: { readonly visits: number; readonly authors: number; readonly size: number } | null;
  readonly mayCheck: boolean;
}

const PAGE = 50;

/** @param after how many of those drawn stand on pages before */
export const callbacksInView = (actor: Actor, city: City, place: SamplePlace, after = 0): Promise<CallbacksInView> =>
  inUnitOfWork(actor, async (uow) => {
    const mayCheck = mayIn(actor, "check:visits", place.areaCode, place.line);
    const sample = await findSample(uow, city.code, place);
    if (!sample) {
      const { values } = await checkStandards(uow, city.code);
      const counts = await countDrawnFrom(uow, city, place, monthAfter(place.month), now());
      const size = callbackSize(counts, { share: values["callback-share"], most: values["callback-most"] });
      return { sample: null, visits: [], next: null, result: null, people: {}, now: { ...counts, size }, mayCheck };
    }
    const visits = await sampledVisits(uow, sample, { after, most: PAGE });
    const { asOf, drawnAt, eventIds, ...said } = sample;
    const last = visits.at(-1)?.nth ?? eventIds.length;
    const ids = [...visits.flatMap(({ authorId, calledBy }) => [authorId, calledBy ?? ""]), sample.drawnBy ?? ""].filter(Boolean);
    return {
      sample: { ...said, asOf: asOf.toISOString(), drawnAt: drawnAt.toISOString() },
      ...{ visits, next: last < eventIds.length ? last : null, now: null, mayCheck },
      result: callbackResult(eventIds.length, await sampleAnswers(uow, sample)),
      people: await namesOfPeople(uow, ids),
    };
  });

/** Draws once whom to ring for a unit's month; the seed is the hash of what is drawn from, so that nobody chooses it. */
export async function drawSample(
  actor: Actor,
  city: City,
  place: SamplePlace,
  size: number,
): Promise<Verdict<string, CallbackRefusal>> {
  const { areaCode, line, month } = place;
  if (!mayIn(actor, "check:visits", areaCode, line)) return refused({ kind: "not-permitted" });
  if (!Number.isInteger(size) || size < 1 || size > 500) return refused({ kind: "no-size" });
  return inUnitOfWork<Verdict<string, CallbackRefusal>>(actor, async (uow) => {
    const asOf = now();
    const { hash: populationHash, ofAuthors } = await holdPool(uow, city, place, monthAfter(month), asOf);
    if (ofAuthors.length === 0) return refused({ kind: "nothing-to-draw" });
    const population = ofAuthors.reduce((sum, visits) => sum + visits, 0);
    const seed = seedFrom(populationHash);
    const eventIds = await idsAt(uow, drawCallbacks(ofAuthors, size, seed));
    const id = await addSample(uow, city.code, place, { asOf, size, population, populationHash, seed, eventIds });
    if (id === null) return refused({ kind: "drawn-already" });
    await recordAudit(uow, {
      ...{ action: "draw:callbacks", subject: { kind: "callback-sample", id }, areaCode, line, result: "done" },
      facts: { month, visits: population, drawn: eventIds.length },
    });
    return granted(id);
  });
}

/** What somebody said on the phone; said again later, the last counts and the first stays on record. */
export function answerCallback(
  actor: Actor,
  city: City,
  place: SamplePlace,
  { eventId, answer }: { readonly eventId: string; readonly answer: string },
): Promise<Verdict<string, CallbackRefusal>> {
  const said = CALLBACK_ANSWERS.find((known) => known === answer);
  if (!said) return Promise.resolve(refused({ kind: "no-answer-chosen" }));
  const { areaCode, line } = place;
  if (!mayIn(actor, "check:visits", areaCode, line)) return Promise.resolve(refused({ kind: "not-permitted" }));
  return inUnitOfWork<Verdict<string, CallbackRefusal>>(actor, async (uow) => {
    const sample = await findSample(uow, city.code, place);
    if (!sample?.eventIds.includes(eventId)) return refused({ kind: "not-there" });
    await addAnswer(uow, { sampleId: sample.id, eventId, answer: said });
    await recordAudit(uow, {
      ...{ action: "answer:callback", subject: { kind: "visit-event", id: eventId }, areaCode, line, result: "done" },
      facts: { answer: said },
    });
    return granted(eventId);
  });
}

/** As many as may be opened in an hour; whoever rings more prints the next ones after these are noted. */
const MOST_ON_SHEET = 60;

export interface CallSheet {
  readonly taken: TakenOut;
  readonly visits: readonly (SampledVisit & { readonly phone: string | null })[];
}

/** The sheet to ring by: names and phones of those not rung yet, for a stated reason, on record before it is shown. */
export async function callSheet(
  actor: Actor,
  city: City,
  place: SamplePlace,
  reason: string,
): Promise<Verdict<CallSheet, CallbackRefusal>> {
  const { areaCode, line, month } = place;
  const isAllowed = (["check:visits", "open:sensitive", "read:residents"] as const).every((one) =>
    mayIn(actor, one, areaCode, line),
  );
  if (!isAllowed) return refused({ kind: "not-permitted" });
  if (!isOpeningReason(reason)) return refused({ kind: "reason-missing" });
  const found = await inUnitOfWork(actor, async (uow) => {
    const sample = await findSample(uow, city.code, place);
    if (!sample) return null;
    const shown = await sampledVisits(uow, sample, { after: 0, most: MOST_ON_SHEET, isOpenOnly: true });
    const phones = await phonesForCalls(uow, [...new Set(shown.map(({ residentId }) => residentId))]);
    return { id: sample.id, shown, phones };
  });
  if (!found || found.shown.length === 0) return refused({ kind: "not-there" });
  const taken = await takeOutValues(actor, {
    ...{
      action: "export:callbacks",
      subject: { kind: "callback-sample", id: found.id },
      areaCode,
      line,
      why: reason,
      field: "phone",
    },
    ...{
      values: found.phones.length,
      facts: { month, visits: found.shown.length, residents: found.phones.map(({ residentId }) => residentId) },
    },
  });
  if (!taken.ok) return taken;
  const phones = new Map(found.phones.map(({ residentId, open }) => [residentId, open()]));
  return granted({
    taken: taken.value,
    visits: found.shown.map((visit) => ({ ...visit, phone: phones.get(visit.residentId) ?? null })),
  });
}
