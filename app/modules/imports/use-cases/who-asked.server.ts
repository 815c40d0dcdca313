import type { Granted } from "~/modules/accounts/domain/may";
import { actorNow } from "~/modules/accounts/use-cases/actor-now.server";
import type { ImportBatch } from "../domain/import-batch";

/** What whoever asked for the step at work is granted at this moment: nothing, where that has ended since. */
export const whoAsked = async ({ options, createdBy }: ImportBatch): Promise<Granted> =>
  (await actorNow(options.askedBy ?? createdBy)) ?? { grants: [] };
