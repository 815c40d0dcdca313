import { database } from "~/platform/database.server";
import type { BatchStatus } from "../domain/import-batch";

/**
 * A job's sign of life, outside of the transaction it works in, so that a watcher sees it move. Answers whether the work
 * should go on: not when someone cancelled, nor when the batch was given up and started again.
 */
export async function pulse(
  batchId: string,
  attempt: number,
  progress: number | null,
): Promise<"go on" | "cancelled" | "given up"> {
  const rows = await database().$queryRaw<{ cancel_requested: boolean }[]>`
    UPDATE import_batch SET heartbeat_at = now(), progress = COALESCE(${progress}::int, progress)
    WHERE id = ${batchId}::uuid AND attempt = ${attempt} RETURNING cancel_requested`;
  const row = rows[0];
  return row === undefined ? "given up" : row.cancel_requested ? "cancelled" : "go on";
}

/** Takes a batch that waits for this work; null where it does not wait (any more). */
export async function takeUp(batchId: string, expected: BatchStatus): Promise<number | null> {
  const rows = await database().$queryRaw<{ attempt: number }[]>`
    UPDATE import_batch SET attempt = attempt + 1, heartbeat_at = now(), progress = 0, cancel_requested = false
    WHERE id = ${batchId}::uuid AND status = ${expected} RETURNING attempt`;
  return rows[0]?.attempt ?? null;
}
