import { v7 as newId } from "uuid";
import { openValue, sealValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Channel, MessageKind, MessageSaid } from "../domain/message";
import { messagePlaceOf, notePlaceOf } from "./contact-sealed.server";

export interface NewMessage {
  readonly cityCode: string;
  readonly line: string;
  readonly areaCode: string;
  readonly facilityId: string | null;
  readonly enquiryId?: string;
  readonly bookingId?: string;
  readonly alertId?: string;
  readonly kind: MessageKind;
  readonly channel: Channel;
  readonly language: "zh" | "en";
  readonly said: MessageSaid;
  /** the same is said once */
  readonly onceKey: string;
  readonly madeAt: Date;
  /** by when somebody calls; null = no hurry */
  readonly dueBy: Date | null;
}

/** Puts a message down; null where the same was said before. */
export async function addMessage({ db }: UnitOfWork, { said, ...message }: NewMessage): Promise<string | null> {
  const id = newId();
  const row = { id, ...message, saidCipher: sealValue(JSON.stringify(said), messagePlaceOf(id)) };
  const { count } = await db.message.createMany({ data: [row], skipDuplicates: true });
  return count === 1 ? id : null;
}

export interface OpenMessage {
  readonly id: string;
  readonly kind: MessageKind;
  readonly channel: Channel;
  readonly language: "zh" | "en";
  readonly tries: number;
  readonly said: MessageSaid | null;
}

const saidIn = (id: string, cipher: string): MessageSaid | null =>
  unlessUnopened(() => JSON.parse(openValue(cipher, messagePlaceOf(id))) as MessageSaid);

/** A message that still waits to be sent, held for this transaction; null = nothing is to be done, or somebody does it now. */
export async function holdMessage({ db }: UnitOfWork, id: string): Promise<OpenMessage | null> {
  const [row] = await db.$queryRaw<(Omit<OpenMessage, "said"> & { cipher: string })[]>`
    SELECT id, kind, channel, language, tries, said_cipher AS cipher FROM message
    WHERE id = ${id}::uuid AND ended_at IS NULL AND channel <> 'call' FOR UPDATE SKIP LOCKED`;
  if (!row) return null;
  const { cipher, ...message } = row;
  return { ...message, said: saidIn(id, cipher) };
}

export async function noteTry(
  { db }: UnitOfWork,
  id: string,
  { at, failed, isLast }: { readonly at: Date; readonly failed: string | null; readonly isLast: boolean },
): Promise<void> {
  const tried = { triedAt: at, tries: { increment: 1 } };
  if (failed === null)
    await db.message.updateMany({ where: { id }, data: { ...tried, failed: null, endedAt: at, result: "sent" } });
  // Nobody's machine takes it: somebody calls.
  else
    await db.message.updateMany({ where: { id }, data: { ...tried, failed, ...(isLast ? { channel: "call", dueBy: at } : {}) } });
}

/** Waiting to be sent, whose turn has come. */
export async function waitingMessages({ db }: UnitOfWork, at: Date, most: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM message WHERE ended_at IS NULL AND channel <> 'call'
      AND (tried_at IS NULL OR tried_at + make_interval(mins => tries * tries) <= ${at}) ORDER BY made_at, id LIMIT ${most}`;
  return rows.map(({ id }) => id);
}

export interface CallRow {
  readonly id: string;
  readonly kind: MessageKind;
  readonly line: string;
  readonly areaCode: string;
  readonly facilityId: string | null;
  readonly language: "zh" | "en";
  readonly madeAt: Date;
  readonly dueBy: Date | null;
  /** a way that was tried before in vain, in one word */
  readonly failed: string | null;
  readonly tries: number;
  readonly said: MessageSaid | null;
  readonly note: string | null;
}

const CALL = {
  ...{ id: true, kind: true, line: true, areaCode: true, facilityId: true, language: true, madeAt: true, dueBy: true },
  ...{ failed: true, tries: true, saidCipher: true, noteCipher: true },
} as const;

/** 待电话通知: what somebody has to call about, what is due first before the others. */
export async function callsWaiting({ db }: UnitOfWork, cityCode: string, areaCode: string, most: number): Promise<CallRow[]> {
  const where = { cityCode, channel: "call", endedAt: null, areaCode: { startsWith: areaCode } };
  const rows = await db.message.findMany({ where, select: CALL, orderBy: [{ dueBy: "asc" }, { id: "asc" }], take: most });
  return rows.map(({ saidCipher, noteCipher, ...row }) => ({
    ...(row as Omit<CallRow, "said" | "note">),
    said: saidIn(row.id, saidCipher),
    note: noteCipher === null ? null : unlessUnopened(() => openValue(noteCipher, notePlaceOf(row.id))),
  }));
}

export async function findCall({ db }: UnitOfWork, id: string) {
  const row = await db.message.findFirst({ where: { id, channel: "call" }, select: { ...CALL, endedAt: true } });
  if (!row) return null;
  const { saidCipher, ...rest } = row;
  return { ...rest, open: () => openValue(saidCipher, messagePlaceOf(id)) };
}

/** «reached» ends it; «no answer» counts a try and leaves it on the list. Whether there was anything to note. */
export async function noteCallRow(
  { db, actor }: UnitOfWork,
  id: string,
  { result, note, at }: { readonly result: "reached" | "no-answer" | "not-needed"; readonly note: string; readonly at: Date },
): Promise<boolean> {
  const noteCipher = note === "" ? undefined : sealValue(note, notePlaceOf(id));
  const ended = result === "no-answer" ? {} : { endedAt: at, result };
  const data = { tries: { increment: 1 }, triedAt: at, calledBy: actor.personId, noteCipher, ...ended };
  return (await db.message.updateMany({ where: { id, channel: "call", endedAt: null }, data })).count === 1;
}

/** Nobody needs to be told any more. */
export const dropMessages = (
  { db }: UnitOfWork,
  where: { readonly enquiryId?: string; readonly alertId?: string; readonly bookingId?: string },
  kinds: readonly MessageKind[],
  at: Date,
) =>
  db.message.updateMany({
    where: { ...where, kind: { in: [...kinds] }, endedAt: null },
    data: { endedAt: at, result: "not-needed" },
  });
