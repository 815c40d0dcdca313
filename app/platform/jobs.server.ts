import type { BulkSql } from "./bulk-copy.server";
import type { UnitOfWork } from "./unit-of-work.server";

/** Waits of e¹ … e⁷ seconds lie between them: half an hour in all, then people decide (/govern/jobs). */
const MOST_ATTEMPTS = 8;

/** Puts a job into the queue within the caller's transaction: no commit, no job. `key` keeps one waiting job of its kind. */
export async function enqueueJob(uow: UnitOfWork, name: string, payload: object, key?: string): Promise<void> {
  await uow.db.$executeRaw`SELECT graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json, job_key => ${key ?? null},
    max_attempts => ${MOST_ATTEMPTS})`;
}

/** The same within a transaction of bulk work. */
export async function enqueueJobInBulk(sql: BulkSql, name: string, payload: object, key: string): Promise<void> {
  await sql`SELECT graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json, job_key => ${key}, max_attempts => ${MOST_ATTEMPTS})`;
}
