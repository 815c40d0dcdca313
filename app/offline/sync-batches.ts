import { MOST_RECORDS, MOST_SYNC_BYTES, type RecordKind } from "~/modules/visits/domain/care-record";

export interface Sendable {
  readonly id: string;
  readonly kind: RecordKind;
  readonly savedAt: string;
  readonly bytes: number;
}

/** A visit goes before what hangs on it; pictures are long, and last. */
const FIRST: Record<RecordKind, number> = { visit: 0, position: 1, photo: 2 };
/** Braces, names and ids round a sealed text. */
const ROUND_ONE = 512;

/** A record longer than this can never be sent. */
export const MOST_SEALED_BYTES = MOST_SYNC_BYTES - 2 * ROUND_ONE;

/**
 * In the order in which they are sent; each batch within what the server takes at a time, and within `most` bytes, however long one
 * record alone may be.
 */
export function syncBatches<T extends Sendable>(waiting: readonly T[], most = MOST_SYNC_BYTES): T[][] {
  const ordered = [...waiting].sort(
    (a, b) =>
      FIRST[a.kind] - FIRST[b.kind] || (a.savedAt < b.savedAt ? -1 : a.savedAt > b.savedAt ? 1 : 0) || (a.id < b.id ? -1 : 1),
  );
  const batches: T[][] = [];
  let bytes = ROUND_ONE;
  for (const item of ordered) {
    const batch = batches[batches.length - 1];
    const length = item.bytes + ROUND_ONE;
    // Kinds are not mixed: a photo must not come before its visit was answered.
    if (
      batch &&
      batch.length < MOST_RECORDS &&
      bytes + length <= Math.min(most, MOST_SYNC_BYTES) &&
      batch[0]!.kind === item.kind
    ) {
      batch.push(item);
      bytes += length;
    } else {
      batches.push([item]);
      bytes = ROUND_ONE + length;
    }
  }
  return batches;
}
