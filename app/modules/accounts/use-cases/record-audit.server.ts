import { NIL, v7 as uuid } from "uuid";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { requestFacts } from "~/platform/request-facts.server";
import { inUnitOfWork, type Acting, type UnitOfWork } from "~/platform/unit-of-work.server";
import { insertAuditEvent, insertAuditEventInBulk, insertAuditEvents, type AuditEventRow } from "../data/audit-events.server";
import { unfitForAudit, type Audited } from "../domain/audited";

/** Writes down what happened, in the caller's transaction: the deed and its record stand or fall together. The event's id. */
export async function recordAudit(uow: UnitOfWork, deed: Audited): Promise<string> {
  const row = rowOf(uow.actor, deed);
  await insertAuditEvent(uow, row);
  return row.id;
}

/** Several at once. */
export const recordAudits = (uow: UnitOfWork, deeds: readonly Audited[]): Promise<void> =>
  insertAuditEvents(
    uow,
    deeds.map((deed) => rowOf(uow.actor, deed)),
  );

/** The same in a transaction of bulk work, told beforehand who is acting. */
export async function recordAuditInBulk(sql: BulkSql, actor: Acting, deed: Audited): Promise<string> {
  const row = rowOf(actor, deed);
  await insertAuditEventInBulk(sql, row);
  return row.id;
}

function rowOf(actor: Acting, deed: Audited): AuditEventRow {
  const unfit = unfitForAudit(deed);
  if (unfit.length > 0)
    throw new Error(`${deed.action} would write words or a personal value into the audit: ${unfit.join(", ")}`);
  const { personId, role } = actor;
  const { address = null, requestId = null } = requestFacts() ?? {};
  const { action, subject, areaCode, line, result, why = null, facts = {} } = deed;
  return {
    ...{
      id: uuid(),
      personId,
      role,
      via: viaOf(actor),
      action,
      subjectKind: subject?.kind ?? null,
      subjectId: subject?.id ?? null,
    },
    ...{ line, areaCode: areaCode ?? "", result, why, facts, address, requestId },
  };
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
