import type { UnitOfWork } from "./unit-of-work.server";

/** Puts a job into the queue within the caller's transaction: no commit, no job. `key` keeps one waiting job of its kind. */
export async function enqueueJob(uow: UnitOfWork, name: string, payload: object, key?: string): Promise<void> {
  await uow.db.$executeRaw`SELECT graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json, job_key => ${key ?? null})`;
}
