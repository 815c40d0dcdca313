import { NIL, v7 as uuid } from "uuid";
import { requestFacts } from "~/platform/request-facts.server";
import { inUnitOfWork, type Acting, type UnitOfWork } from "~/platform/unit-of-work.server";
import { insertAuditEvent } from "../data/audit-events.server";
import { unfitForAudit, type Audited } from "../domain/audited";

/** Writes down what happened, in the caller's transaction: the deed and its record stand or fall together. The event's id. */
export async function recordAudit(uow: UnitOfWork, deed: Audited): Promise<string> {
  const unfit = unfitForAudit(deed);
  if (unfit.length > 0)
    throw new Error(`${deed.action} would write words or a personal value into the audit: ${unfit.join(", ")}`);
  const id = uuid();
  const { personId, role } = uow.actor;
  const { address = null, requestId = null } = requestFacts() ?? {};
  const { action, subject, areaCode, line, result, why = null, facts = {} } = deed;
  await insertAuditEvent(uow, {
    ...{ id, personId, role, via: viaOf(uow.actor), action, subjectKind: subject?.kind ?? null, subjectId: subject?.id ?? null },
    ...{ line, areaCode: areaCode ?? "", result, why, facts, address, requestId },
  });
  return id;
}

/** The same in a transaction of its own: for a deed that was refused, or failed and left nothing else behind. */
export const recordAuditApart = (actor: Acting, deed: Audited): Promise<string> =>
  inUnitOfWork(actor, (uow) => recordAudit(uow, deed));

/** How the actor came in. A token is never written down. */
function viaOf({ personId, role }: Acting): string {
  if (personId === NIL) return "terminal";
  if (personId === null && !role.startsWith("system:")) return "visitor";
  return role.startsWith("system:") ? role : "session";
}
