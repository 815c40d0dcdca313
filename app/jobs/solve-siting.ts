import type { Task } from "graphile-worker";
import { askDemoQuestion } from "~/modules/siting/use-cases/demo-siting.server";
import { runSiting } from "~/modules/siting/use-cases/run-siting.server";

/** Where the next ones go: one question that somebody asked; at a start, the one the demo begins with is asked. */
export const solveSiting: Task = async (payload) => {
  const { runId, cityCode, isAtStart } = payload as {
    readonly runId?: string;
    readonly cityCode?: string;
    readonly isAtStart?: boolean;
  };
  if (isAtStart) await askDemoQuestion();
  if (runId && cityCode) await runSiting(runId, cityCode);
};
