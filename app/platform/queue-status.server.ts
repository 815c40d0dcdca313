import { database } from "./database.server";
import { watchGauge } from "./metrics.server";

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

/** Jobs by what they are and how they stand, for whoever collects figures. */
export function watchQueue(): void {
  watchGauge(
    "quarterhour_jobs",
    "Jobs in the queue: waiting, running, failing (to be tried again), dead (given up)",
    ["task", "state"],
    async () => {
      const rows = await database().$queryRaw<{ task: string; state: string; jobs: number }[]>`
      SELECT task_identifier AS task, CASE WHEN locked_at IS NOT NULL THEN 'running' WHEN attempts >= max_attempts THEN 'dead'
        WHEN last_error IS NOT NULL THEN 'failing' ELSE 'waiting' END AS state, count(*)::int AS jobs
      FROM graphile_worker.jobs GROUP BY 1, 2`;
      return rows.map(({ task, state, jobs }) => ({ labels: { task, state }, value: jobs }));
    },
  );
}
