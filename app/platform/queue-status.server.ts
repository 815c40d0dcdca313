import { database } from "./database.server";

export interface QueueStatus {
  readonly waiting: number;
  /** tried at least once and refused */
  readonly failing: number;
}

export async function queueStatus(): Promise<QueueStatus> {
  const rows = await database().$queryRaw<QueueStatus[]>`
    SELECT count(*)::int AS waiting, (count(*) FILTER (WHERE last_error IS NOT NULL))::int AS failing FROM graphile_worker.jobs`;
  return rows[0] ?? { waiting: 0, failing: 0 };
}
