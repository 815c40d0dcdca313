import type { Task } from "graphile-worker";
import { sealAudit as sealIt } from "~/modules/accounts/use-cases/seal-audit.server";

/** Each minute: what was done is sealed into the chain. */
export const sealAudit: Task = async () => {
  await sealIt();
};
