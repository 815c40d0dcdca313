import { enqueueJob, isAnybodyAtWork, takeBackJob } from "~/platform/jobs.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "../domain/siting-scenario";

const keyOf = (runId: string): string => `siting-${runId}`;

export const joinLine = (uow: UnitOfWork, runId: string, cityCode: string): Promise<void> =>
  enqueueJob(uow, "solveSiting", { runId, cityCode }, keyOf(runId));

/** Whoever is over before their turn stands in nobody's way. */
export const leaveLine = (uow: UnitOfWork, runId: string): Promise<void> => takeBackJob(uow, keyOf(runId));

/** How many questions, of whomever, are worked at or have their turn before this one. */
export async function lineOf(uow: UnitOfWork, runId: string): Promise<Line> {
  const [row] = await uow.db.$queryRaw<{ before: number }[]>`
    SELECT count(other.id)::int AS before FROM graphile_worker.jobs own
    LEFT JOIN graphile_worker.jobs other ON other.task_identifier = own.task_identifier AND other.id <> own.id
      AND other.attempts < other.max_attempts
      AND (other.locked_at IS NOT NULL OR (other.run_at, other.id) < (own.run_at, own.id))
    WHERE own.key = ${keyOf(runId)} GROUP BY own.id`;
  return { before: row?.before ?? null, isWorkedAt: await isAnybodyAtWork(uow) };
}
