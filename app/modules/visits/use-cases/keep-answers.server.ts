import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import {
  acceptRefusals,
  hashOfSent,
  keepRefusals,
  keptToday,
  refusedBefore,
  type RefusedRow,
} from "../data/care-refusals.server";
import { lifeOfRecords } from "../data/life-of-records.server";
import type { LifeOfRecords, RecordAnswer, SealedRecord } from "../domain/care-record";
import { KEPT_A_DAY, NEVER_KEPT, ringingOf } from "../domain/refused-record";
import { endRefusedAlarms, ringForRefused } from "./refused-alarms.server";
import type { NotTaken, ReadRecord } from "./read-care-record.server";
import { careSync, type HandedIn } from "./store-visits.server";

/** A record, and what its phone is told of it. */
export interface Outcome {
  readonly of: ReadRecord | NotTaken;
  readonly answer: RecordAnswer;
}

/**
 * What is refused waits at a desk before the phone is told so; what was refused once and is taken now does so no longer. A record that
 * does not say whose it is, or that nobody agreed to, leaves the fact and nothing else: the phone is told that nothing is kept here.
 */
export const keepAnswers = (
  handedIn: HandedIn,
  outcomes: readonly Outcome[],
): Promise<{ readonly life: LifeOfRecords; readonly outcomes: readonly Outcome[] }> =>
  inUnitOfWork(careSync("", handedIn.uploaderId), async (uow) => {
    const answered = outcomes.some(({ answer }) => answer.state === "refused")
      ? await atTheDesk(uow, handedIn, outcomes)
      : outcomes;
    const stored = answered.flatMap(({ of, answer }) => (answer.state.startsWith("stored") ? [of.record] : []));
    if (stored.length > 0) await endRefusedAlarms(uow, await acceptRefusals(uow, stored), "taken-in");
    return { life: await lifeOfRecords(uow), outcomes: answered };
  });

const keyOf = (record: SealedRecord): string => `${record.id} ${hashOfSent(record)}`;

async function atTheDesk(uow: UnitOfWork, handedIn: HandedIn, outcomes: readonly Outcome[]): Promise<Outcome[]> {
  const records = outcomes.flatMap(({ of, answer }) => (answer.state === "refused" ? [of.record] : []));
  const before = new Map(
    (await refusedBefore(uow, records)).map(({ recordId, sentHash, isWhole }) => [`${recordId} ${sentHash}`, isWhole]),
  );
  const today = { ...(await keptToday(uow)) };
  const rows: RefusedRow[] = [];
  const answered = outcomes.map((outcome): Outcome => {
    const { of, answer } = outcome;
    if (answer.state !== "refused") return outcome;
    const row = refusedRow(of, answer.why ?? "", handedIn.sentAt);
    const there = NEVER_KEPT.includes(row.why) ? false : before.get(keyOf(of.record));
    const isKept = there ?? (row.isFactOnly ? false : hasRoom(today, of.record));
    const isNew = !before.has(keyOf(of.record));
    // Above what a day may leave here nothing is judged: it waits on its phone, where it is whole.
    if (isNew && !row.isFactOnly && !isKept) return { of, answer: { id: answer.id, state: "later", why: "desk-full" } };
    if (!isNew || !row.isFactOnly || ++today.facts <= KEPT_A_DAY.facts) rows.push(row);
    before.set(keyOf(of.record), isKept);
    return { of, answer: { ...answer, isKept } };
  });
  const written = rows.length > 0 ? await keepRefusals(uow, rows) : [];
  const onRecord = new Map(written.map((row) => [`${row.recordId} ${row.sentHash}`, row]));
  await ringForRefused(
    uow,
    answered.flatMap(({ of, answer }) => {
      const row = answer.state === "refused" ? onRecord.get(keyOf(of.record)) : undefined;
      const ringing = row?.isOpen && answer.why !== TOO_LONG_AGO ? ringingOf(wordsOf(of)) : null;
      return row && ringing ? [{ row, ringing, authorId: of.ticket?.personId ?? null }] : [];
    }),
    handedIn,
  );
  // What belongs to no city was not written: the phone keeps it.
  return answered.map(({ of, answer }) =>
    answer.isKept && !onRecord.has(keyOf(of.record)) ? { of, answer: { ...answer, isKept: false } } : { of, answer },
  );
}

/** Of months ago nobody is called out. */
const TOO_LONG_AGO = "too-long-ago";
const wordsOf = (of: ReadRecord | NotTaken): unknown => ("why" in of ? of.words : of.kind === "visit" ? { said: of.said } : null);

function hasRoom(today: { records: number; bytes: number }, { enc, text }: SealedRecord): boolean {
  const bytes = enc.length + text.length;
  if (today.records + 1 > KEPT_A_DAY.records || today.bytes + bytes > KEPT_A_DAY.bytes) return false;
  today.records++;
  today.bytes += bytes;
  return true;
}

function refusedRow(of: ReadRecord | NotTaken, why: string, sentAt: number): RefusedRow {
  const { record, ticket } = of;
  const residentId = "why" in of ? of.residentId : of.kind === "visit" ? of.said.residentId : null;
  const visitId = "why" in of || of.kind === "visit" ? null : of.words.visitId;
  const whose = { cityCode: ticket?.cityCode ?? null, authorId: ticket?.personId ?? null };
  return { record, why, sentAt, isFactOnly: ticket === null || NEVER_KEPT.includes(why), ...whose, residentId, visitId };
}
