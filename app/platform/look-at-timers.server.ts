import type pg from "pg";
import { broken, good, warning, type Finding } from "./finding.server";
import { oneRow } from "./one-row.server";

const STUCK_AFTER = "1 hour";
const WAITS_TOO_LONG = "10 minutes";
const SEALED_WITHIN_S = 600;

/** Whether what has to happen by itself happens in time: jobs of the queue, and alarms. */
export const lookAtTimers = async (client: pg.Client): Promise<Finding[]> => [await queue(client), await alarms(client)];

async function queue(client: pg.Client): Promise<Finding> {
  const { there } = await oneRow<{ there: boolean }>(client, "SELECT to_regclass('graphile_worker.jobs') IS NOT NULL AS there");
  if (!there) return warning("queue", "尚无任务队列 · there is no job queue yet: the first start makes it.");
  const { dead, stuck, late } = await oneRow<{ dead: number; stuck: number; late: number }>(
    client,
    `SELECT (count(*) FILTER (WHERE attempts >= max_attempts AND locked_at IS NULL))::int AS dead,
      (count(*) FILTER (WHERE locked_at < now() - interval '${STUCK_AFTER}'))::int AS stuck,
      (count(*) FILTER (WHERE locked_at IS NULL AND attempts < max_attempts AND run_at < now() - interval '${WAITS_TOO_LONG}'))::int AS late
     FROM graphile_worker.jobs`,
  );
  if (stuck > 0)
    return broken(
      "queue",
      `${stuck} 个任务卡住 · ${stuck} jobs have been held for over an hour: see whether their process still runs; after 4 hours another takes them.`,
    );
  if (late > 0)
    return broken(
      "queue",
      `${late} 个任务无人处理 · ${late} jobs have waited for over ten minutes: start the jobs process (QUARTERHOUR_RUNS=jobs or all).`,
    );
  if (dead > 0)
    return warning("queue", `${dead} 个任务已放弃重试 · ${dead} jobs failed for good: decide on them at /govern/jobs.`);
  return good("queue", "没有卡住的任务 · no job is stuck");
}

async function alarms(client: pg.Client): Promise<Finding> {
  const { there } = await oneRow<{ there: boolean }>(client, "SELECT to_regproc('public.alarm_figures') IS NOT NULL AS there");
  if (!there) return warning("alarms", "尚无逐级找人 · there are no alarms yet: the first start makes their tables.");
  const { late, failing, untold } = await oneRow<{ late: number; failing: number; untold: number }>(
    client,
    "SELECT late, failing, not_told AS untold FROM alarm_figures()",
  );
  if (late > 0)
    return broken(
      "alarms",
      `${late} 件无人应答或险情没有按时找下一级 · ${late} alarms are over five minutes late: start the jobs process (QUARTERHOUR_RUNS=jobs or all).`,
    );
  if (failing > 0)
    return broken(
      "alarms",
      `${failing} 件无人应答或险情无法转到下一级 · ${failing} alarms cannot take their step: look for «an alarm could not take its step» in the log, and ring whoever is on duty (/visits/watch).`,
    );
  if (untold > 0)
    return warning(
      "alarms",
      `${untold} 件还不知道有谁看到或接到电话 · ${untold} alarms that nobody is known to have seen: no call reached anybody and nobody accepted. Ring those listed at /visits/watch.`,
    );
  return good("alarms", "逐级找人按时进行，都有人看到或接到电话 · every alarm is in time and somebody knows of it");
}

/** Whether the audit is sealed each minute; asked as its owner. */
export async function sealing(client: pg.Client): Promise<Finding> {
  const { there } = await oneRow<{ there: boolean }>(client, "SELECT to_regclass('public.audit_block') IS NOT NULL AS there");
  if (!there) return warning("audit", "尚无审计表 · there is no audit yet");
  const { seconds } = await oneRow<{ seconds: number | null }>(
    client,
    `SELECT extract(epoch FROM now() - min(at))::int AS seconds FROM audit_event WHERE cluster = audit_cluster()
     AND xid >= COALESCE((SELECT max(to_xid) FROM audit_block WHERE cluster = audit_cluster()), 0)`,
  );
  if (seconds !== null && seconds > SEALED_WITHIN_S)
    return broken(
      "audit",
      `审计已 ${Math.round(seconds / 60)} 分钟未封存 · the audit has not been sealed for ${Math.round(seconds / 60)} minutes: start the jobs process, which seals each minute.`,
    );
  return good("audit", "审计已封存 · the audit is sealed");
}
