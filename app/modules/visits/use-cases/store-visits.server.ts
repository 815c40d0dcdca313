import { grantsOn } from "~/modules/accounts/use-cases/actor-now.server";
import { mayIn } from "~/modules/accounts/domain/may";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import type { City } from "~/modules/places/domain/city";
import { dayOf } from "~/platform/clock.server";
import { actAs, inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { addEvents, hashesOfEvents, visitFacts, type EventRow, type VisitFacts } from "../data/care-records.server";
import { doorHash as hashOfDoor } from "../data/resident-doors.server";
import { contentHashOf } from "../data/visit-events.server";
import type { RecordAnswer } from "../domain/care-record";
import { beganInServerTime, clockAhead, correctionOf } from "../domain/phone-clock";
import { problemOf } from "../domain/visit-log";
import { afterVisits } from "./after-visits.server";
import { instantOf } from "./plan-basis.server";
import type { ReadVisit } from "./read-care-record.server";
import { callsThatCount } from "./work-out-due.server";

/** Who hands records in, and when they came; the author of each is whom its ticket names. */
export interface HandedIn {
  readonly uploaderId: string;
  /** by the phone's clock, and by ours; milliseconds */
  readonly sentAt: number;
  readonly receivedAt: number;
  /** it was refused when it came, and is taken in now: it came then all the same */
  readonly isTakenInLater?: boolean;
}

/** Null = now. */
export const cameAt = ({ isTakenInLater, receivedAt }: HandedIn): Date | null => (isTakenInLater ? new Date(receivedAt) : null);

export interface StoredRecord {
  readonly id: string;
  readonly state: RecordAnswer["state"];
  readonly why: string | null;
}

/** Writes in the reach of the visits' city, in the uploader's name: what the author was sent to do counts, not what the uploader may. */
export const careSync = (cityCode: string, uploaderId: string) =>
  systemActor("care-sync", { areaCode: cityCode, personId: uploaderId });

/**
 * Writes visits of one city down in one transaction, whoever hands them in. Whoever was sent there, by the list of that day, the plan
 * or the file, may tell what they found, whatever has changed since.
 */
export function storeVisits(city: City, visits: readonly ReadVisit[], handedIn: HandedIn): Promise<StoredRecord[]> {
  return inUnitOfWork(careSync(city.code, handedIn.uploaderId), async (uow) => {
    const timed = visits.map((visit) => inServerTime(visit, city, handedIn));
    const known = await hashesOfEvents(
      uow,
      timed.map(({ said }) => said.clientId),
    );
    const answers = timed.map((visit): StoredRecord | null => {
      const id = visit.said.clientId;
      const there = known.get(id);
      if (there !== undefined) return settled(id, there === visit.contentHash ? "there-already" : "other-content");
      const problem = problemOf(visit.said, handedIn.receivedAt);
      return problem && { id, state: "refused", why: problem };
    });
    const open = timed.filter((_visit, at) => answers[at] === null);
    const outcomes = new Map((await writeDown(uow, city, open, cameAt(handedIn))).map((answer) => [answer.id, answer]));
    return timed.map(({ said }, at) => answers[at] ?? outcomes.get(said.clientId)!);
  });
}

interface TimedVisit extends ReadVisit {
  readonly contentHash: string;
}

/** What was said is hashed as it was said; its times are put right where the phone's clock is known to be wrong. */
function inServerTime(visit: ReadVisit, city: City, { sentAt, receivedAt }: HandedIn): TimedVisit {
  const { said, proof, ticket, isBeganByHand } = visit;
  const listBegan = instantOf(ticket.day, 0, city.timeZone).getTime();
  // The phone says by how much ours is ahead of its own.
  const believed = said.offsetSeconds === null ? null : -said.offsetSeconds * 1000;
  const ahead = clockAhead({ sentAt, receivedAt, listBegan, believed, capturedAt: Date.parse(said.capturedAt) });
  const put = (at: string) => new Date(Date.parse(at) - correctionOf(ahead)).toISOString();
  return {
    ...visit,
    contentHash: contentHashOf(said, proof),
    said: {
      ...{ ...said, capturedAt: put(said.capturedAt), offsetSeconds: Math.round(ahead / 1000) },
      beganAt: beganInServerTime(said.beganAt, isBeganByHand, ahead),
    },
  };
}

async function writeDown(
  uow: UnitOfWork,
  city: City,
  visits: readonly TimedVisit[],
  receivedAt: Date | null,
): Promise<StoredRecord[]> {
  if (visits.length === 0) return [];
  const asked = visits.map(({ said: { clientId, residentId, authorId, beganAt }, ticket, proof }) => ({
    ...{ clientId, residentId, authorId, beganAt, listDay: ticket.day },
    doorHash: proof.doorCode === null ? null : hashOfDoor(proof.doorCode),
  }));
  const facts = new Map((await visitFacts(uow, city.code, city.timeZone, asked)).map((one) => [one.clientId, one]));
  const answers: StoredRecord[] = [];
  const taken: { readonly visit: TimedVisit; readonly fact: Known }[] = [];
  for (const visit of visits) {
    const fact = facts.get(visit.said.clientId);
    const why = fact ? await reasonAgainst(uow, city, visit, fact) : "not-there";
    if (why === null) taken.push({ visit, fact: fact as Known });
    else answers.push({ id: visit.said.clientId, state: "refused", why });
  }
  const calls = taken.filter(({ visit }) => visit.said.channel !== "home");
  const { counting, basis } = await callsThatCount(
    uow,
    city.code,
    calls.map(({ visit, fact }) => ({
      ...{ residentId: fact.mergedInto ?? fact.residentId, day: dayOf(new Date(visit.said.beganAt), city.timeZone) },
    })),
  );
  const counts = new Map(calls.map(({ visit }, at) => [visit.said.clientId, counting[at]!]));
  const rows = taken.map(({ visit: { said, proof, contentHash }, fact }): EventRow => ({
    ...{ said, contentHash, residentId: fact.residentId, line: fact.line, areaCode: fact.areaCode, isLate: proof.isLate },
    ...{ isPhoneEnough: counts.get(said.clientId) ?? true, plannedVisitId: said.plannedVisitId ?? fact.keptId },
    doorMatched: proof.doorCode === null ? null : fact.doorMatched,
  }));
  const outcomes = await addEvents(uow, city.code, rows, receivedAt);
  const fresh = taken.filter(({ visit }) => outcomes.get(visit.said.clientId) === "written");
  await afterVisits(
    uow,
    city,
    fresh.map(({ visit: { said }, fact }) => ({ said, authorId: said.authorId, resident: visitedOf(fact) })),
    basis,
  );
  return [...answers, ...taken.map(({ visit: { said } }) => settled(said.clientId, outcomes.get(said.clientId)!))];
}

type Known = VisitFacts & { readonly residentId: string };

const settled = (id: string, outcome: "written" | "there-already" | "other-content"): StoredRecord =>
  outcome === "other-content"
    ? { id, state: "refused", why: "other-content" }
    : { id, state: outcome === "written" ? "stored" : "stored-already", why: null };

const visitedOf = ({ residentId, isAnswerable: _isAnswerable, ...fact }: Known) => ({
  ...{ ...fact, id: residentId, responsibleId: null, deputyId: null },
});

async function reasonAgainst(uow: UnitOfWork, city: City, { said }: TimedVisit, fact: VisitFacts): Promise<string | null> {
  if (fact.residentId === null) return "not-there";
  const day = dayOf(new Date(said.beganAt), city.timeZone);
  // Stood on the list the phone was given: whatever happened to the file since, the door was knocked at.
  if (fact.wasOnList) return null;
  const { state, leftOn, mergedInto } = fact;
  const wasThere = state === "registered" || (state === "left" && (mergedInto !== null || (leftOn !== null && day <= leftOn)));
  if (!wasThere) return "not-registered";
  if (fact.isAnswerable || fact.isSent) return null;
  const author = await actAs(uow, systemActor("actor-now"), (step) => grantsOn(step, said.authorId, day));
  return mayIn(author, "write:visits", fact.areaCode, fact.line) ? null : "not-permitted";
}
