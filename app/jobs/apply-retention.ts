import type { Task } from "graphile-worker";
import { applyRetention as applyIt } from "~/modules/accounts/use-cases/apply-retention.server";
import { retainedKinds } from "~/modules/oversight/use-cases/retained-kinds.server";

/** Nightly: what is kept no longer goes. */
export const applyRetention: Task = async () => {
  await applyIt(retainedKinds);
};
