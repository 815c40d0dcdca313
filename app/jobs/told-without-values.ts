import type { Task, TaskList } from "graphile-worker";
import { log } from "~/platform/log.server";
import { factsOf, idFact } from "~/platform/log-facts.server";

/**
 * The queue writes down why a job failed, in its own table and log. It gets to read the error's kind and code only: a sentence
 * of the database repeats the row it was about.
 */
export const toldWithoutValues = (jobs: TaskList): TaskList =>
  Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job && told(name, job)]));

const told =
  (name: string, job: Task): Task =>
  async (payload, helpers) => {
    try {
      await job(payload, helpers);
    } catch (error) {
      const facts = factsOf(error);
      log("error", "job failed", { job: idFact(name), id: idFact(helpers.job.id), attempt: helpers.job.attempts, ...facts });
      throw withoutStack(new Error([facts.error, facts.code, facts.constraint, facts.message].filter(Boolean).join(" · ")));
    }
  };

function withoutStack(error: Error): Error {
  delete error.stack;
  return error;
}
