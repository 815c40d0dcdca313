import type { Task } from "graphile-worker";
import { expireApprovals as expireThem } from "~/modules/accounts/use-cases/expire-approvals.server";

/** Hourly: what nobody decided in time ends. */
export const expireApprovals: Task = async () => {
  await expireThem();
};
