import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { lastBlock } from "../data/audit-blocks.server";
import type { AuditBlock } from "../domain/audit-chain";
import { systemActor } from "./system-actor.server";

/** The last sealed block: whoever keeps its hash elsewhere can show later that nothing before it was rewritten. */
export const auditHead = (): Promise<AuditBlock | null> => inUnitOfWork(systemActor("verify-audit"), lastBlock);
