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

export interface AlarmFigures {
  /** open alarms whose turn was over five minutes ago */
  readonly late: number;
  /** whose step could not be taken, and is put off */
  readonly failing: number;
  /** that nobody whose turn it is saw, was reached about or accepted within five minutes; a letter or a call in vain is not that */
  readonly notTold: number;
}

/** How open alarms stand, whoever they are about. */
export async function alarmFigures(): Promise<AlarmFigures> {
  const rows = await database().$queryRaw<AlarmFigures[]>`SELECT late, failing, not_told AS "notTold" FROM alarm_figures()`;
  return rows[0] ?? { late: 0, failing: 0, notTold: 0 };
}

/** Jobs by what they are and how they stand, for whoever collects figures. */
export function watchQueue(): void {
  watchGauge(
    "quarterhour_alarms",
    "Open alarms: late (over five minutes beyond their turn), failing (their step could not be taken), not_told (told over five minutes ago; nobody saw it, was reached or accepted it)",
    ["state"],
    async () => {
      const { late, failing, notTold } = await alarmFigures();
      return Object.entries({ late, failing, not_told: notTold }).map(([state, value]) => ({ labels: { state }, value }));
    },
  );
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
