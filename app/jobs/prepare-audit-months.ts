import type { Task } from "graphile-worker";
import { prepareAuditMonths as prepareThem } from "~/modules/accounts/use-cases/seal-audit.server";

/** Daily, and after a night off: next months' partitions of the audit. */
export const prepareAuditMonths: Task = async () => {
  await prepareThem();
};
