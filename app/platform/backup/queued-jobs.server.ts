import type postgres from "postgres";

/** A job as it waits: the queue's own tables belong to whatever version of it runs, so a backup keeps what was asked for. */
export interface QueuedJob {
  readonly task: string;
  readonly payload: postgres.JSONValue;
  readonly runAt: string;
  readonly maxAttempts: number;
  readonly key: string | null;
}

/** As the app's role, to which the queue belongs. Work of the timetable comes again by itself. */
export const queuedJobs = (sql: postgres.ISql): Promise<QueuedJob[]> =>
  sql<QueuedJob[]>`
    SELECT t.identifier AS task, j.payload, j.run_at::text AS "runAt", j.max_attempts AS "maxAttempts", j.key
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE (j.payload -> '_cron') IS NULL ORDER BY j.id`;

export async function queueAgain(sql: postgres.ISql, jobs: readonly QueuedJob[]): Promise<void> {
  for (const { task, payload, runAt, maxAttempts, key } of jobs)
    await sql`SELECT graphile_worker.add_job(${task}, ${sql.json(payload)}::json, run_at => ${runAt}::timestamptz, max_attempts => ${maxAttempts},
      job_key => ${key})`;
}
