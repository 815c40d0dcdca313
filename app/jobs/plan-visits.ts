import type { Task } from "graphile-worker";
import { runPlan } from "~/modules/visits/use-cases/run-plan.server";

/** Who visits whom, when: one plan that somebody asked for. */
export const planVisits: Task = async (payload) => {
  const { planId, cityCode } = payload as { readonly planId: string; readonly cityCode: string };
  await runPlan(planId, cityCode);
};
