import { v7 as newId } from "uuid";
import { sealRowsAnew, valuesByKey, type SealedRow } from "~/platform/sealed-rows.server";
import { openValue, sealValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { FlagWord } from "../domain/listed-flag";
import type { Settling } from "../domain/visit-flags";

const placeOf = (id: string): string => `visit_flag_word.note_cipher.${id}`;

/** Null where the stored note is not authentic. */
export const openFlagNote = (id: string, cipher: string): string | null => unlessUnopened(() => openValue(cipher, placeOf(id)));

/** What became of flags, in order; notes are opened for whoever sees the flag. */
export async function wordsOf({ db }: UnitOfWork, flagIds: readonly string[]): Promise<ReadonlyMap<string, FlagWord[]>> {
  const rows = await db.visitFlagWord.findMany({
    where: { flagId: { in: [...flagIds] } },
    orderBy: [{ saidAt: "asc" }, { id: "asc" }],
  });
  const words = new Map<string, FlagWord[]>();
  for (const { id, flagId, did, how, noteCipher, saidBy, saidAt } of rows) {
    const note = noteCipher === null ? null : openFlagNote(id, noteCipher);
    const word = { did, how, note, by: saidBy, at: saidAt.toISOString() } as FlagWord;
    words.set(flagId, [...(words.get(flagId) ?? []), word]);
  }
  return words;
}

/** Somebody's word on a flag; it only grows. */
export async function addWord(
  { db, actor }: UnitOfWork,
  flagId: string,
  { did, how = null, note }: { readonly did: "said" | "settled"; readonly how?: Settling | null; readonly note: string },
): Promise<void> {
  const id = newId();
  await db.visitFlagWord.createMany({
    data: [{ id, flagId, did, how, saidBy: actor.personId, noteCipher: note ? sealValue(note, placeOf(id)) : null }],
  });
}

/** Whether it was open, and is settled now. */
export async function settle({ db, actor }: UnitOfWork, id: string, how: Settling, at: Date): Promise<boolean> {
  const { count } = await db.visitFlag.updateMany({
    where: { id, settledAt: null },
    data: { settledAt: at, settledBy: actor.personId, settledHow: how },
  });
  return count === 1;
}

/** Seals the next notes anew that are not under this key, in the order of their ids. */
export async function resealFlagWords({ db }: UnitOfWork, keyId: string, after: string | null, most: number) {
  const rows = await db.$queryRaw<SealedRow[]>`
    SELECT id, note_cipher AS cipher FROM visit_flag_word
    WHERE (${after}::uuid IS NULL OR id > ${after}::uuid) AND note_cipher NOT LIKE ${`sealed.${keyId}.%`} ORDER BY id LIMIT ${most}`;
  const { ids, ciphers, told } = sealRowsAnew(rows, placeOf, most);
  await db.$executeRaw`SELECT seal_flag_words_anew(${ids}::uuid[], ${ciphers}::text[])`;
  return told;
}

export async function flagWordsByKey({ db }: UnitOfWork): Promise<ReadonlyMap<string, number>> {
  const rows = await db.$queryRaw<{ example: string; values: number }[]>`
    SELECT min(note_cipher) AS example, count(*)::int AS values FROM visit_flag_word WHERE note_cipher IS NOT NULL GROUP BY split_part(note_cipher, '.', 2)`;
  return valuesByKey(rows);
}
