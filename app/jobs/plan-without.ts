import type { Task } from "graphile-worker";
import { runPlanWithout } from "~/modules/visits/use-cases/run-plan.server";

/** The rest of a day without somebody who is ill: done at once, whatever else is being planned. */
export const planWithout: Task = async (payload) => {
  const { planId, cityCode } = payload as { readonly planId: string; readonly cityCode: string };
  await runPlanWithout(planId, cityCode);
};
