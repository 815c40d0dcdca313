import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** A job that failed: what it does, how often it was tried, and what the error is called, without any value of a record. */
export interface FailedJob {
  readonly id: string;
  readonly task: string;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly error: string;
  readonly madeAt: Date;
  readonly failedAt: Date;
  /** when it is tried again; null = never, unless somebody says so */
  readonly nextAt: Date | null;
}

/** Those nobody tries again first, the latest failure before the earlier ones. */
export const failedJobs = (uow: UnitOfWork, most: number): Promise<FailedJob[]> =>
  uow.db.$queryRaw<FailedJob[]>`
    SELECT id::text AS id, task_identifier AS task, attempts, max_attempts AS "maxAttempts", last_error AS error, created_at AS "madeAt",
      updated_at AS "failedAt", CASE WHEN attempts < max_attempts THEN run_at END AS "nextAt"
    FROM graphile_worker.jobs WHERE last_error IS NOT NULL AND locked_at IS NULL
    ORDER BY attempts < max_attempts, updated_at DESC LIMIT ${most}`;

/** One attempt more, now. False when it is running, or no longer there. */
export async function tryJobAgain(uow: UnitOfWork, id: string): Promise<{ task: string } | null> {
  const [job] = await uow.db.$queryRaw<{ task: string }[]>`
    SELECT j.task_identifier AS task FROM graphile_worker.reschedule_jobs(ARRAY[${id}::bigint], run_at => now(), attempts => 0) r
    JOIN graphile_worker.jobs j ON j.id = r.id`;
  return job ?? null;
}

/** Takes it out of the queue for good. Null when it is running, or no longer there. */
export async function dropJob(uow: UnitOfWork, id: string): Promise<{ task: string } | null> {
  const [job] = await uow.db.$queryRaw<{ task: string }[]>`
    SELECT task_identifier AS task FROM graphile_worker.jobs WHERE id = ${id}::bigint AND locked_at IS NULL`;
  if (!job) return null;
  const gone = await uow.db.$queryRaw<{ id: string }[]>`
    SELECT id::text AS id FROM graphile_worker.complete_jobs(ARRAY[${id}::bigint])`;
  return gone.length > 0 ? job : null;
}
