import type { Task } from "graphile-worker";
import { nudgeEveryOperator } from "~/modules/catalog/use-cases/nudge-operators.server";

/** Daily: operators whose word about free places grows old are reminded. */
export const nudgeOperators: Task = async () => {
  await nudgeEveryOperator();
};
