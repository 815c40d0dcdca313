import type { Task } from "graphile-worker";
import { retireApprovedMonths } from "~/modules/accounts/use-cases/retire-audit.server";

/** Lets go the months of the audit that two people agreed on; without an approved request it does nothing. */
export const retireAudit: Task = async () => {
  await retireApprovedMonths();
};
