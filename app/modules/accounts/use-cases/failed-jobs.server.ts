import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { dropJob, failedJobs, tryJobAgain, type FailedJob } from "../data/failed-jobs.server";
import type { Actor } from "../domain/actor";
import { mayIn } from "../domain/may";
import { recordAudit } from "./record-audit.server";

const MOST_SHOWN = 200;
const WHOLE_INSTALLATION = "";
const EVERY_LINE = "";

export type JobRefusal = { readonly kind: "not-permitted" } | { readonly kind: "job-not-there" };

const mayOperate = (actor: Actor): boolean => mayIn(actor, "read:operations", WHOLE_INSTALLATION, EVERY_LINE);

/** Jobs that failed: of the whole installation, so for whoever looks after the whole of it. */
export async function failedJobsInView(actor: Actor): Promise<Verdict<FailedJob[], JobRefusal>> {
  if (!mayOperate(actor)) return refused({ kind: "not-permitted" });
  return granted(await inUnitOfWork(actor, (uow) => failedJobs(uow, MOST_SHOWN)));
}

/** A failed job is tried once more, or given up for good; either is on record. */
export async function settleFailedJob(actor: Actor, id: string, step: "retry" | "give-up"): Promise<Verdict<null, JobRefusal>> {
  if (!mayOperate(actor)) return refused({ kind: "not-permitted" });
  if (!/^\d{1,18}$/.test(id)) return refused({ kind: "job-not-there" });
  return inUnitOfWork(actor, async (uow) => {
    const job = await (step === "retry" ? tryJobAgain(uow, id) : dropJob(uow, id));
    if (!job) return refused({ kind: "job-not-there" });
    await recordAudit(uow, {
      ...{ action: `${step}:job`, subject: { kind: "job", id }, areaCode: null, line: "", result: "done" },
      facts: { task: job.task },
    });
    return granted(null);
  });
}
