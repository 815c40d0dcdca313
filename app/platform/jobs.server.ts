import type { BulkSql } from "./bulk-copy.server";
import { AT_WORK } from "./job-presence.server";
import type { UnitOfWork } from "./unit-of-work.server";

/** Waits of e¹ … e⁷ seconds lie between them: half an hour in all, then people decide (/govern/jobs). */
const MOST_ATTEMPTS = 8;

/** Puts a job into the queue within the caller's transaction: no commit, no job. `key` keeps one waiting job of its kind. */
export async function enqueueJob(uow: UnitOfWork, name: string, payload: object, key?: string): Promise<void> {
  await uow.db.$executeRaw`SELECT graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json, job_key => ${key ?? null},
    max_attempts => ${MOST_ATTEMPTS})`;
}

/** Takes a waiting job out of the queue; one that has begun goes on, and is not tried again. */
export async function takeBackJob(uow: UnitOfWork, key: string): Promise<void> {
  await uow.db.$executeRaw`SELECT FROM graphile_worker.remove_job(${key})`;
}

/** Whether any process works through the queue: each holds a lock for as long as it lives, which says more than any clock. */
export async function isAnybodyAtWork({ db }: UnitOfWork): Promise<boolean> {
  const [row] = await db.$queryRaw<{ there: boolean }[]>`
    SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND classid = ${AT_WORK.kind}::oid AND objid = ${AT_WORK.number}::oid) AS there`;
  return row?.there ?? false;
}

/** The same within a transaction of bulk work. */
export async function enqueueJobInBulk(sql: BulkSql, name: string, payload: object, key: string): Promise<void> {
  await sql`SELECT graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json, job_key => ${key}, max_attempts => ${MOST_ATTEMPTS})`;
}
