import type { Task } from "graphile-worker";
import { sweepFiles as sweepThem } from "~/modules/catalog/use-cases/sweep-files.server";

/** Hourly: files that no record names, as a process killed between file and record leaves them. */
export const sweepFiles: Task = async () => {
  await sweepThem();
};
