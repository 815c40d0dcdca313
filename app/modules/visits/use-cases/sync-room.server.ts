import { BodyRoom } from "~/platform/body-room.server";
import { MOST_SYNC_BYTES } from "../domain/care-record";

/** Words are short, pictures long; the many who send words at the day's end find room beside the few who send pictures slowly. */
const WORDS_BYTES = 64 * 1024;
const WORDS = new BodyRoom(40, 40 * WORDS_BYTES, 4);
/** One person's slow phones, however many, leave seats to everybody else. */
const OF_ONE = 2;
const PICTURES = new BodyRoom(14, 32 * 1024 * 1024, OF_ONE);
/** A phone of which nothing came for so long is out of reach: it gives its seat up, and sends again. */
export const STILL_FOR_MS = 60_000;

/** Seconds after which a phone that found no room asks again; each adds its own chance. */
export const ASK_AGAIN_AFTER = 15;

/** Takes in one body within the room there is; a body that does not say its length may be as long as any. */
export function inSyncRoom<T>(request: Request, uploaderId: string, work: () => Promise<T>): Promise<T> {
  const said = Number(request.headers.get("Content-Length") ?? MOST_SYNC_BYTES);
  const bytes = Number.isInteger(said) && said >= 0 ? Math.min(said, MOST_SYNC_BYTES) : MOST_SYNC_BYTES;
  return bytes <= WORDS_BYTES ? WORDS.run(WORDS_BYTES, uploaderId, work) : PICTURES.run(bytes, uploaderId, work);
}
