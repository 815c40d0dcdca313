import { enqueueJob } from "~/platform/jobs.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

/**
 * Who is owed a visit, and what of visits made is worth a look, follows from the register: whoever changes something the rules
 * ask about puts this into the queue, within the same transaction. What waits already for that city is not put in twice.
 */
export async function dueFollows(uow: UnitOfWork, cityCode: string): Promise<void> {
  await enqueueJob(uow, "workOutDue", { cityCode }, `due-${cityCode}`);
  await enqueueJob(uow, "checkVisits", { cityCode }, `check-${cityCode}`);
}
