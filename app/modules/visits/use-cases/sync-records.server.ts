import { z } from "zod";
import type { City } from "~/modules/places/domain/city";
import { now } from "~/platform/clock.server";
import { AtMost } from "~/platform/at-most.server";
import { isDatabaseThere, isValueFault } from "~/platform/database-fault.server";
import { TooManyWaiting } from "~/platform/in-turn.server";
import { factsOf, idFact } from "~/platform/log-facts.server";
import { log } from "~/platform/log.server";
import { isStandingInLine } from "~/platform/standing-in-line.server";
import { MOST_RECORDS, type RecordAnswer, type SealedRecord, type SyncAnswer, type SyncRequest } from "../domain/care-record";
import { cityOfTicket } from "./city-of-ticket.server";
import { keepAnswers, type Outcome } from "./keep-answers.server";
import {
  readCareRecord,
  type NotTaken,
  type ReadPhoto,
  type ReadPosition,
  type ReadRecord,
  type ReadVisit,
} from "./read-care-record.server";
import { storeEvidence } from "./store-evidence.server";
import { storeVisits, type HandedIn, type StoredRecord } from "./store-visits.server";

const base64url = z.string().regex(/^[A-Za-z0-9_-]*$/);
/** A kind that another version of the phone knows is refused by its id, and blocks nothing else. */
const REQUEST = z.object({
  sentAt: z.iso.datetime({ offset: true }),
  records: z
    .array(
      z.object({
        kind: z.string().regex(/^[a-z-]{1,20}$/),
        id: z.uuid(),
        keyId: z.string().max(64),
        enc: base64url,
        text: base64url,
      }),
    )
    .max(MOST_RECORDS),
});

/** What a phone hands in; null where it is not that. */
export function readSyncRequest(said: unknown): SyncRequest | null {
  const read = REQUEST.safeParse(said);
  return read.success ? (read.data as SyncRequest) : null;
}

/** The database does not answer: nothing is said of any record, and the phone tries again. */
export class RecordsUnreachable extends Error {}

/** A day's end brings a thousand phones at once: some are served, the others wait for them and not for the database. */
const SEATS = new AtMost(4, 50);

/** Too many wait already, as they would for a moment at the day's end; the phone tries again. */
export const isTooBusy = (error: unknown): boolean => error instanceof TooManyWaiting;

/**
 * Takes in what a phone hands in, each record for itself: whoever is signed in hands it in, its author is whom its ticket names. What
 * is refused is kept as it came; what cannot be judged just now waits on the phone.
 */
export function syncRecords(uploaderId: string, { sentAt, records }: SyncRequest): Promise<SyncAnswer> {
  // The phone's clock is compared with ours when its request came, however long it waits for its turn.
  const handedIn: HandedIn = { uploaderId, sentAt: Date.parse(sentAt), receivedAt: now().getTime() };
  return SEATS.run(() => takeIn(records, handedIn));
}

async function takeIn(records: readonly SealedRecord[], handedIn: HandedIn): Promise<SyncAnswer> {
  const read = await Promise.all(records.map(readCareRecord));
  const outcomes: Outcome[] = read.flatMap((one) => ("why" in one ? [{ of: one, answer: answerOf(one) }] : []));
  const taken = read.filter((one) => !("why" in one)) as ReadRecord[];
  for (const [cityCode, ofCity] of groupedBy(taken, ({ ticket }) => ticket.cityCode)) {
    const city = await cityOfTicket(cityCode);
    if (city) outcomes.push(...(await storeAll(city, ofCity, handedIn)));
    else outcomes.push(...ofCity.map((one) => ({ of: one, answer: answered(one.record.id, "refused", "no-such-city") })));
  }
  const kept = await keepAnswers(handedIn, outcomes);
  const answerTo = new Map(kept.outcomes.map(({ of, answer }) => [of.record, answer]));
  return { serverTime: now().toISOString(), ...kept.life, answers: records.map((record) => answerTo.get(record)!) };
}

const answered = (id: string, state: RecordAnswer["state"], why: string | null): RecordAnswer => ({ id, state, why });
const answerOf = ({ record, kind, why }: NotTaken): RecordAnswer => answered(record.id, kind, why);

/** One record that was refused when it came, judged again as it came then. */
export async function takeInAgain(record: SealedRecord, handedIn: Omit<HandedIn, "isTakenInLater">): Promise<RecordAnswer> {
  const read = await readCareRecord(record);
  if ("why" in read) return answerOf(read);
  const city = await cityOfTicket(read.ticket.cityCode);
  if (!city) return answered(record.id, "refused", "no-such-city");
  return (await storeAll(city, [read], { ...handedIn, isTakenInLater: true }))[0]!.answer;
}

/** Visits first, all in one go; photos and positions after them, for they name them. */
async function storeAll(city: City, records: readonly ReadRecord[], handedIn: HandedIn): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let visits = records.filter((one): one is ReadVisit => one.kind === "visit");
  while (visits.length > 0) {
    // The same id twice in one request is sent twice: the second is held against the first.
    const round = [...new Map([...visits].reverse().map((visit) => [visit.said.clientId, visit])).values()];
    const answers = await storeIsolated(city, round, handedIn);
    outcomes.push(...round.map((of, at) => ({ of, answer: answers[at]! })));
    visits = visits.filter((visit) => !round.includes(visit));
  }
  for (const one of records)
    if (one.kind !== "visit") outcomes.push({ of: one, answer: await storedOne(one, () => storeEvidence(city, one, handedIn)) });
  return outcomes;
}

/** All in one transaction; where that fails each for itself, so that the one at fault stands alone. */
async function storeIsolated(city: City, visits: readonly ReadVisit[], handedIn: HandedIn): Promise<RecordAnswer[]> {
  if (visits.length > 1) {
    try {
      return await storeVisits(city, visits, handedIn);
    } catch (error) {
      // Others stand in the way of all of them: one by one they would stand in the way of others.
      if (isStandingInLine(error)) return visits.map(({ record }) => answered(record.id, "later", "busy"));
      await requireDatabase();
      log("warn", "care records are stored one by one", factsOf(error));
    }
  }
  const answers: RecordAnswer[] = [];
  for (const visit of visits) answers.push(await storedOne(visit, async () => (await storeVisits(city, [visit], handedIn))[0]!));
  return answers;
}

async function storedOne(
  { record }: ReadVisit | ReadPhoto | ReadPosition,
  store: () => Promise<StoredRecord>,
): Promise<RecordAnswer> {
  try {
    return await store();
  } catch (error) {
    if (isStandingInLine(error)) return answered(record.id, "later", "busy");
    await requireDatabase();
    log("error", "a care record is not stored", { record: idFact(record.id), ...factsOf(error) });
    return isValueFault(error) ? answered(record.id, "refused", "does-not-fit") : answered(record.id, "later", "server");
  }
}

async function requireDatabase(): Promise<void> {
  if (!(await isDatabaseThere())) throw new RecordsUnreachable("the database does not answer: no record is judged");
}

function groupedBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}
