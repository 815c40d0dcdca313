import type { Task } from "graphile-worker";
import { runSiting } from "~/modules/siting/use-cases/run-siting.server";

/** Where the next ones go: one question that somebody asked. */
export const solveSiting: Task = async (payload) => {
  const { runId, cityCode } = payload as { readonly runId: string; readonly cityCode: string };
  await runSiting(runId, cityCode);
};
